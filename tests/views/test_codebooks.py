import pytest
from django.urls import reverse

from annotations.models import Codebook, Tag
from tests.actions.conftest import NOW
from tests.factories.projects import make_codebook, make_project, make_tag
from tests.helpers.page import assert_same_page, parse, update_page, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

LADDER = [
    ("manager", 200),
    ("admin", 200),
    ("owner", 403),
    ("curator", 403),
    ("reader", 403),
    ("stranger", 404),
    (None, 302),
]


@pytest.fixture
def appeal(cast):
    return make_tag(cast.project.codebook, "Appeal", colour="teal", shortcut="p")


@pytest.fixture
def threat(cast, appeal):
    return make_tag(cast.project.codebook, "Threat", colour="red")


def of(name, cast, *more):
    return reverse(name, args=[cast.project.codebook.pk, *more])


@pytest.mark.parametrize(("who", "status"), LADDER)
@pytest.mark.parametrize("page", ["codebook-tree", "codebook-update", "tag-create", "tag-update"])
def test_managers_and_keepers_open_its_pages(cast, as_, appeal, page, who, status):
    client = as_(getattr(cast, who) if who else None)
    more = [appeal.pk] if page == "tag-update" else []

    assert client.get(of(page, cast, *more)).status_code == status


@pytest.mark.parametrize(("who", "status"), LADDER[2:])
@pytest.mark.parametrize("act", ["tag-create", "tag-update", "tag-step", "tag-move", "tag-retire"])
def test_nobody_else_changes_it(cast, as_, appeal, act, who, status):
    client = as_(getattr(cast, who) if who else None)
    more = [] if act in ("tag-create", "tag-move") else [appeal.pk]

    assert client.post(of(act, cast, *more), {"way": "up", "on": "1"}).status_code == status
    assert Tag.objects.get() == appeal


@pytest.mark.parametrize("act", ["tag-step", "tag-retire"])
def test_acts_are_posted_to_tags_of_the_codebook_and_make_sense(cast, as_, appeal, act):
    client = as_(cast.manager)
    foreign = make_tag(make_codebook("Another"), "Foreign")

    assert client.get(of(act, cast, appeal.pk)).status_code == 405
    assert client.post(of(act, cast, appeal.pk), {"way": "north"}).status_code == 404
    assert client.post(of(act, cast, foreign.pk), {"way": "up", "on": "1"}).status_code == 404


def test_a_tag_is_added_below_another_one(cast, as_, appeal):
    client = as_(cast.manager)
    begun = parse(client.get(of("tag-create", cast) + f"?below={appeal.pk}").content)
    sent = {
        "name": "Call for calm",
        "parent": appeal.pk,
        "colour": "blue",
        "applies_to": ["statement"],
        "condition": "target",
        "is_required": "on",
    }

    response = client.post(of("tag-create", cast), sent)

    made = Tag.objects.get(key="call-for-calm")
    assert begun.xpath("//select[@name='parent']/option[@selected]/@value") == [str(appeal.pk)]
    assert response["Location"] == of("codebook-tree", cast)
    assert (made.parent, made.applies_to, made.condition) == (appeal, ["statement"], "target")
    assert (made.is_required, made.is_single) == (True, False)


def test_a_tag_is_described_anew_and_moved(cast, as_, appeal, threat):
    client = as_(cast.manager)
    page = parse(client.get(of("tag-update", cast, threat.pk)).content)
    sent = {"name": "Menace", "parent": appeal.pk, "colour": "plum"}

    client.post(of("tag-update", cast, threat.pk), sent)

    threat.refresh_from_db()
    assert page.xpath("//input[@name='name']/@value") == ["Threat"]
    assert (threat.name, threat.key, threat.parent) == ("Menace", "threat", appeal)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"shortcut": "a"}, "cannot be a tag&#x27;s key"),
        ({"parent": "below"}, "It cannot stand there."),
        ({"key": "appeal"}, "This codebook has a tag with this short name already."),
    ],
)
def test_what_cannot_be_is_explained_with_what_was_typed(cast, as_, appeal, threat, sent, sentence):
    below = make_tag(cast.project.codebook, "Below", parent=threat)
    sent = {"name": "Menace", "colour": "red"} | sent
    sent |= {"parent": below.pk} if "parent" in sent else {}

    response = as_(cast.manager).post(of("tag-update", cast, threat.pk), sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Tag.objects.get(pk=threat.pk).name == "Threat"


@pytest.mark.parametrize(
    ("act", "sent"),
    [
        ("tag-step", {"way": "down"}),
        ("tag-retire", {"on": "1"}),
    ],
)
def test_an_act_swaps_the_tree_as_a_fresh_page_has_it(cast, as_, appeal, threat, act, sent):
    client = as_(cast.manager)
    page = parse(client.get(of("codebook-tree", cast)).content)

    response = client.post(of(act, cast, appeal.pk), sent, htmx=True)

    update_page(page, response.content, "tag-tree")
    fresh = parse(client.get(of("codebook-tree", cast)).content)
    assert_same_page(page, fresh, "tag-tree")
    assert response.status_code == 200


def test_without_scripts_the_same_buttons_work(cast, as_, appeal, threat):
    client = as_(cast.manager)

    response = client.post(of("tag-step", cast, threat.pk), {"way": "in"}, follow=True)

    assert response.redirect_chain == [(of("codebook-tree", cast), 302)]
    assert Tag.objects.get(pk=threat.pk).parent == appeal


def test_what_is_refused_is_said_at_once(cast, as_, appeal):
    response = as_(cast.manager).post(of("tag-step", cast, appeal.pk), {"way": "out"}, htmx=True)

    assert response.status_code == 409
    assert "“Appeal” stands at the top already." in response.content.decode()


@pytest.mark.parametrize(
    ("place", "after"), [("before", ["Threat", "Appeal"]), ("below", ["Appeal", "Threat"])]
)
def test_a_tag_lands_where_it_is_dropped(cast, as_, appeal, threat, place, after):
    sent = {"tag": threat.pk, "place": place, "other": appeal.pk}

    as_(cast.manager).post(of("tag-move", cast), sent, htmx=True)

    page = parse(as_(cast.manager).get(of("codebook-tree", cast)).content)
    assert [words_of(one) for one in page.xpath("//a[contains(@class, 'chip')]")] == after
    threat.refresh_from_db()
    assert threat.parent == (appeal if place == "below" else None)


def test_a_tag_dropped_on_itself_stays(cast, as_, appeal):
    sent = {"tag": appeal.pk, "place": "below", "other": appeal.pk}

    assert as_(cast.manager).post(of("tag-move", cast), sent, htmx=True).status_code == 200
    assert as_(cast.manager).post(of("tag-move", cast), {"tag": appeal.pk}).status_code == 404


def test_retired_tags_come_back(cast, as_, appeal, threat):
    client = as_(cast.manager)

    gone = client.post(of("tag-retire", cast, appeal.pk), {"on": "1"}, htmx=True)
    members = client.get(reverse("codebook-detail", args=[cast.project.pk])).content.decode()
    back = client.post(of("tag-retire", cast, appeal.pk), {"on": "0"}, htmx=True)

    assert "1 tag is retired: what bears it keeps it." in gone.content.decode()
    assert "tag-threat" in members
    assert "tag-appeal" not in members
    assert "1 tag is offered again." in back.content.decode()


def test_name_and_description_are_rewritten(cast, as_):
    client = as_(cast.manager)

    said = {"name": "Acts", "description": "What is done", "stance_needs_target": "on"}
    client.post(of("codebook-update", cast), said)
    refused = client.post(of("codebook-update", cast), {"name": " "})

    assert refused.status_code == 422
    kept = Codebook.objects.values("name", "description", "stance_needs_target").get()
    assert kept == said | {"stance_needs_target": True}


def test_the_list_has_what_one_may_change(cast, as_):
    make_project("Foreign")
    listed = reverse("codebook-list")

    assert b"Harbour talks codebook" in as_(cast.manager).get(listed).content
    assert b"Foreign" not in as_(cast.manager).get(listed).content
    assert b"Foreign" in as_(cast.admin).get(listed).content
    assert b"No codebooks yet" in as_(cast.owner).get(listed).content


def test_as_many_queries_with_many_tags_as_with_one(cast, as_, appeal):
    client = as_(cast.manager)
    few = queries_of(lambda: client.get(of("codebook-tree", cast)))
    for number in range(10):
        make_tag(cast.project.codebook, f"Tag {number}", parent=appeal)
        make_project(f"Project {number}", cast.project.codebook)

    assert_same_count(few, queries_of(lambda: client.get(of("codebook-tree", cast))), at_most=8)


@pytest.mark.parametrize(("starter", "tags"), [("", 0), ("events", 16)])
def test_a_new_codebook_is_empty_or_begins_with_a_starter(cast, as_, starter, tags):
    response = as_(cast.admin).post(
        reverse("codebook-create"), {"name": "Mine", "starter": starter}
    )

    made = Codebook.objects.get(name="Mine")
    assert response["Location"] == reverse("codebook-tree", args=[made.pk])
    assert made.tags.count() == tags


def test_codebooks_are_begun_by_those_who_keep_them(cast, as_):
    address = reverse("codebook-create")

    assert as_(cast.admin).get(address).status_code == 200
    assert as_(cast.admin).post(address, {"name": " "}).status_code == 422
    for who in (cast.manager, cast.owner, cast.stranger):
        assert as_(who).get(address).status_code == 403
        assert as_(who).post(address, {"name": "Mine"}).status_code == 403


# On the annotating page ---------------------------------------------------------------------


def test_the_annotating_page_offers_no_retired_tag_but_keeps_it(bench, tag, other_tag):
    number = bench.mark("Both sides", tag)["X-Attache-Annotation"]
    Tag.objects.filter(pk=tag.pk).update(retired_at=NOW)

    offered = bench.fresh().xpath("//*[@id='tags']//*[@data-use-tag]/@data-name")
    known = parse(bench.client.get(f"{bench.base}annotations/{number}/").content)
    fresh = parse(bench.client.get(f"{bench.base}annotations/new/?start=0&end=4").content)

    assert offered == ["Threat"]
    assert known.xpath("//input[@name='tags'][@checked]/@value") == [str(tag.pk)]
    assert fresh.xpath("//input[@name='tags']/@value") == [str(other_tag.pk)]
    refused = bench.send("passages/", 409, **bench.passage("shared", [tag]))
    assert "“Appeal” is retired" in refused.content.decode()


def test_the_pop_up_says_why_a_tag_does_not_go(bench, tag):
    Tag.objects.filter(pk=tag.pk).update(condition="target")
    sent = bench.content("Both sides") | {"tags": [tag.pk], "kind": "attribution"}

    refused = bench.client.post(f"{bench.base}annotations/add/", sent, htmx=True)

    assert refused.status_code == 422
    assert "“Appeal” needs to know about whom it is said." in refused.content.decode()


def test_done_asks_about_required_tags(bench, tag):
    Tag.objects.filter(pk=tag.pk).update(is_required=True)
    bench.mark("Both sides")

    asked = bench.client.get(f"{bench.base}finish/ask/").content.decode()

    assert "1 annotation without “Appeal”" in asked
