from datetime import date

import pytest
from django.urls import reverse

from annotations.models import Codebook, Membership, Project, Role, SpanTag
from tests.factories.annotations import make_coding, make_span
from tests.factories.projects import join, make_codebook, make_project, make_tag
from tests.factories.users import make_user
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db


def of(name, cast, *more):
    return reverse(name, args=[cast.project.pk, *more])


@pytest.mark.parametrize(("name", "sees"), [("owner", False), ("curator", True), ("reader", True)])
def test_who_did_how_much_is_for_those_who_see_all(cast, as_, name, sees):
    make_coding(cast.project_article, cast.second, "done")

    page = as_(getattr(cast, name)).get(of("project-detail", cast)).content.decode()

    assert ("Done by somebody" in page) is sees


@pytest.mark.parametrize(("name", "offered"), [("manager", True), ("curator", False)])
def test_managers_find_the_ways_to_change_it(cast, as_, name, offered):
    page = as_(getattr(cast, name)).get(of("project-detail", cast)).content.decode()

    assert (of("project-update", cast) in page) is offered
    assert (of("member-list", cast) in page) is offered


def test_what_people_write_is_shown_as_text(cast, as_):
    cast.project.guidelines = "First <b>rule</b>\n\nSecond"
    cast.project.save()

    page = parse(as_(cast.owner).get(of("project-detail", cast)).content)

    assert page.xpath("//div[@class='reading guidelines']/p/text()") == [
        "First <b>rule</b>",
        "Second",
    ]


def test_the_codebook_reads_as_a_tree(cast, as_):
    parent = make_tag(cast.project.codebook, "Topic", position=1)
    make_tag(cast.project.codebook, "Act", position=2)
    make_tag(cast.project.codebook, "Energy", parent=parent, position=3, example="Oil & gas")

    page = parse(as_(cast.owner).get(of("codebook-detail", cast)).content)

    assert [item.get("id") for item in page.xpath("//ol[@class='codebook']/li")] == [
        "tag-topic",
        "tag-energy",
        "tag-act",
    ]
    assert "depth-1" in page.xpath("//li[@id='tag-energy']")[0].get("class")


def test_an_empty_codebook_says_what_to_do_next(cast, as_):
    assert b"A manager adds tags" in as_(cast.owner).get(of("codebook-detail", cast)).content
    assert b"Add tags" in as_(cast.admin).get(of("codebook-detail", cast)).content


@pytest.mark.parametrize("page", ["project-detail", "codebook-detail", "member-list"])
def test_as_many_queries_with_many_rows_as_with_one(cast, as_, page):
    client = as_(cast.manager)
    make_tag(cast.project.codebook)
    make_coding(cast.project_article, cast.owner)
    few = queries_of(lambda: client.get(of(page, cast)))
    for number in range(10):
        user = make_user(f"more{number}")
        join(cast.project, user)
        make_coding(cast.project_article, user)
        make_tag(cast.project.codebook, f"Tag {number}")

    assert_same_count(few, queries_of(lambda: client.get(of(page, cast))), at_most=8)


def test_the_list_of_projects_does_not_grow_in_queries(cast, as_):
    client = as_(cast.owner)
    few = queries_of(lambda: client.get(reverse("project-list")))
    for number in range(10):
        join(make_project(f"P{number}"), cast.owner)

    assert_same_count(few, queries_of(lambda: client.get(reverse("project-list"))), at_most=5)


# Writing ------------------------------------------------------------------------------------

LADDER = [("owner", 403), ("curator", 403), ("reader", 403), ("stranger", 404)]


def settings_of(project, **changes):
    return {
        "name": project.name,
        "codebook": project.codebook_id,
        "analysts_per_article": 1,
        "measures_time": "on",
    } | changes


def test_a_manager_rewrites_the_project(cast, as_):
    other = make_codebook("Other")
    said = {"name": "Harbour talks II", "description": "New"}
    work = {"analysts_per_article": "3", "due_on": "2027-03-01", "hides_machine": "on"}

    response = as_(cast.manager).post(
        of("project-update", cast), said | work | {"codebook": other.pk}
    )

    project = Project.objects.get(pk=cast.project.pk)
    assert response["Location"] == of("project-detail", cast)
    assert (project.name, project.description) == tuple(said.values())
    assert (project.codebook, project.analysts_per_article) == (other, 3)
    assert project.due_on == date(2027, 3, 1)
    assert (project.hides_machine, project.measures_time) == (True, False)


def test_the_project_tells_its_members_how_they_work(cast, as_):
    cast.project.analysts_per_article = 2
    cast.project.due_on = date(2027, 3, 1)
    cast.project.hides_machine = True
    cast.project.save()

    page = parse(as_(cast.reader).get(of("project-detail", cast)).content)

    assert [words_of(each) for each in page.xpath("//section[@id='settings']//dd")] == [
        "1 March 2027",
        "2",
        "hidden until an analyst is done",
        "measured",
    ]


@pytest.mark.parametrize("count", ["0", "10", "", "some"])
def test_an_article_needs_one_to_nine_analysts(cast, as_, count):
    sent = settings_of(cast.project, analysts_per_article=count)

    response = as_(cast.manager).post(of("project-update", cast), sent)

    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"analysts_per_article"}


def test_a_codebook_in_use_says_why_it_stays_and_what_can_be_done(cast, as_):
    span = make_span(make_coding(cast.project_article, cast.owner), "En")
    SpanTag.objects.create(span=span, tag=make_tag(cast.project.codebook))
    sent = settings_of(cast.project, codebook=make_codebook("Other").pk)

    response = as_(cast.manager).post(of("project-update", cast), sent)

    assert response.status_code == 422
    assert "1 annotation carries tags of “" in response.content.decode()
    assert "Take the tags off first" in response.content.decode()


def test_the_form_shows_what_is_there(cast, as_):
    page = parse(as_(cast.manager).get(of("project-update", cast)).content)

    assert page.xpath("//input[@name='name']/@value") == ["Harbour talks"]


@pytest.mark.parametrize(("name", "status"), LADDER)
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_managers_rewrite_it(cast, as_, name, status, method):
    client = as_(getattr(cast, name))

    assert getattr(client, method)(of("project-update", cast)).status_code == status


def test_a_name_that_is_taken_comes_back_with_what_was_typed(cast, as_):
    make_project("Taken")

    response = as_(cast.manager).post(
        of("project-update", cast), settings_of(cast.project, name="taken", description="Kept")
    )

    assert response.status_code == 422
    assert "Kept" in response.content.decode()
    assert "There is a project with this name already." in response.content.decode()
    assert "Harbour talks" in response.content.decode()


def test_an_admin_begins_a_project_and_manages_it(cast, as_):
    staff = make_user("staff", is_staff=True)
    codebook = make_codebook("Own")

    response = as_(staff).post(
        reverse("project-create"), {"name": "Straits", "codebook": codebook.pk}
    )

    project = Project.objects.get(name="Straits")
    assert response["Location"] == reverse("project-detail", args=[project.pk])
    assert project.memberships.get().user == staff
    assert project.memberships.get().role == Role.MANAGER


@pytest.mark.parametrize(("starter", "tags"), [("", 0), ("events", 16)])
def test_a_project_without_a_codebook_gets_one_of_its_own(cast, as_, starter, tags):
    as_(cast.admin).post(reverse("project-create"), {"name": "Straits", "starter": starter})

    codebook = Project.objects.get(name="Straits").codebook
    assert (codebook.name, codebook.tags.count()) == ("Straits", tags)


def test_a_project_that_cannot_be_leaves_no_codebook_behind(cast, as_):
    response = as_(cast.admin).post(reverse("project-create"), {"name": "Harbour talks"})

    assert response.status_code == 422
    assert not Codebook.objects.filter(name="Harbour talks").exists()


@pytest.mark.parametrize("name", ["owner", "manager", "stranger"])
def test_others_do_not_begin_projects(cast, as_, name):
    assert as_(getattr(cast, name)).get(reverse("project-create")).status_code == 403
    assert as_(getattr(cast, name)).post(reverse("project-create")).status_code == 403


def test_a_project_without_a_name_is_not_made(cast, as_):
    response = as_(cast.admin).post(reverse("project-create"), {"description": "Kept"})

    assert response.status_code == 422
    assert "Kept" in response.content.decode()
    assert Project.objects.count() == 1


# Members ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["stranger", "STRANGER", "stranger@example.org", "ada moreau"])
def test_a_manager_takes_somebody_in(cast, as_, who):
    cast.stranger.email, cast.stranger.name = "stranger@example.org", "Ada Moreau"
    cast.stranger.save()

    response = as_(cast.manager).post(of("member-create", cast), {"who": who, "role": "curator"})

    assert response["Location"] == of("member-list", cast)
    assert cast.project.memberships.get(user=cast.stranger).role == Role.CURATOR


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"who": "nobody", "role": "analyst"}, "Nobody is called that here."),
        ({"who": "owner", "role": "analyst"}, "This person is a member already."),
        ({"who": "", "role": "analyst"}, "This field is required."),
        ({"who": "stranger", "role": "king"}, "Select a valid choice."),
    ],
)
def test_a_member_that_cannot_be_taken_in_is_explained(cast, as_, sent, sentence):
    response = as_(cast.manager).post(of("member-create", cast), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert cast.project.memberships.count() == 5


def test_a_manager_gives_another_role(cast, as_):
    membership = cast.project.memberships.get(user=cast.owner)

    as_(cast.manager).post(of("member-update", cast, membership.pk), {"role": "reader"})

    membership.refresh_from_db()
    assert membership.role == Role.READER


def test_a_manager_lets_somebody_go_and_can_take_them_back(cast, as_):
    membership = cast.project.memberships.get(user=cast.owner)
    client = as_(cast.manager)

    response = client.post(of("member-delete", cast, membership.pk), follow=True)
    page = parse(response.content)
    [undo] = page.xpath("//*[@id='messages']//button[text()='Undo']")
    [form] = page.xpath("//form[@id=$id]", id=undo.get("form"))

    assert "Owner is no longer a member." in response.content.decode()
    assert not Membership.objects.filter(pk=membership.pk).exists()
    assert (form.fields["who"], form.fields["role"]) == ("owner", "analyst")
    client.post(form.get("action"), dict(form.fields))
    assert cast.project.memberships.get(user=cast.owner).role == Role.ANALYST


def test_a_name_that_several_people_bear_is_nobody(cast, as_):
    for name in ("one", "two"):
        make_user(name, name="Ada Moreau")

    response = as_(cast.manager).post(
        of("member-create", cast), {"who": "Ada Moreau", "role": "reader"}
    )

    assert "Several people are called so." in response.content.decode()


@pytest.mark.parametrize("act", ["member-update", "member-delete"])
def test_the_last_manager_stays(cast, as_, act):
    membership = cast.project.memberships.get(user=cast.manager)

    response = as_(cast.manager).post(of(act, cast, membership.pk), {"role": "reader"}, follow=True)

    membership.refresh_from_db()
    assert membership.role == Role.MANAGER
    assert "A project needs a manager." in response.content.decode()


def test_a_manager_who_leaves_ends_up_among_the_projects(cast, as_):
    join(cast.project, make_user("other"), Role.MANAGER)
    membership = cast.project.memberships.get(user=cast.manager)

    response = as_(cast.manager).post(of("member-delete", cast, membership.pk))

    assert response["Location"] == reverse("project-list")


def test_a_role_that_is_none_changes_nothing(cast, as_):
    membership = cast.project.memberships.get(user=cast.owner)

    response = as_(cast.manager).post(
        of("member-update", cast, membership.pk), {"role": "king"}, follow=True
    )

    assert "There is no such role." in response.content.decode()


@pytest.mark.parametrize(("name", "status"), LADDER)
@pytest.mark.parametrize("act", ["member-create", "member-update", "member-delete"])
def test_only_managers_change_members(cast, as_, act, name, status):
    membership = cast.project.memberships.get(user=cast.owner)
    more = [] if act == "member-create" else [membership.pk]

    response = as_(getattr(cast, name)).post(of(act, cast, *more), {"role": "manager"})

    assert response.status_code == status
    assert as_(cast.manager).get(of(act, cast, *more)).status_code == 405


def test_a_member_of_another_project_is_out_of_reach(cast, as_):
    foreign = join(make_project("Other"), cast.stranger)

    response = as_(cast.manager).post(of("member-delete", cast, foreign.pk))

    assert response.status_code == 404
