"""Giving articles to analysts, and asking for the next one."""

import pytest
from django.urls import reverse

from annotations.actions.assigning import assign
from annotations.models import Assignment, Project
from tests.factories.annotations import TOUCHED, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db

WRITES = ["create", "fill", "release", "undo", "open", "close"]


@pytest.fixture
def base(cast):
    return reverse("assignment-list", args=[cast.project.pk])


def address(cast, act):
    what = "article" if act in ("open", "close") else "assignment"
    return reverse(f"{what}-{act}", args=[cast.project.pk])


def give(cast, row, *analysts):
    pairs = [(row.pk, analyst.pk) for analyst in analysts]
    return assign(project=cast.project, pairs=pairs, by=cast.manager, at=TOUCHED)


def opened(client, url):
    return parse(client.get(url).content)


def told(response):
    return words_of(parse(response.content).get_element_by_id("messages"))


def live():
    rows = Assignment.objects.live().values_list("project_article", "analyst__username")
    return set(rows)


def test_who_has_what_and_what_lies_idle(as_, cast, base):
    give(cast, cast.project_article, cast.owner)

    page = opened(as_(cast.manager), base)

    (row,) = [
        one
        for one in page.xpath("//table[contains(@class, 'desks')]//tr")
        if "Owner" in words_of(one)
    ]
    assert words_of(row) == "Owner Analyst any language 1 0 1 0"
    idle = page.xpath("//section[@aria-labelledby='idle-head']")[0]
    assert "Owner: Envoys meet again assigned 4 March 2026, not begun" in words_of(idle)


def test_by_hand_and_undone(as_, cast, base):
    client = as_(cast.manager)
    data = {"article": [cast.project_article.pk], "analyst": [cast.second.pk]}

    response = client.post(address(cast, "create"), data, follow=True)

    assert told(response) == "1 article was assigned."
    assert live() == {(cast.project_article.pk, "second")}
    (act,) = parse(response.content).xpath("//input[@name='act']/@value")
    assert told(client.post(address(cast, "undo"), {"act": act}, follow=True)) == "It was undone."
    assert live() == set()
    again = client.post(address(cast, "undo"), {"act": act}, follow=True)
    assert "there is nothing to undo" in told(again)


def test_the_preview_says_who_gets_how_much_and_gives_nothing(as_, cast, base):
    add_article(cast.project, make_article())
    client = as_(cast.manager)
    query = {"analyst": [cast.owner.pk, cast.second.pk], "turn": "added"}

    page = parse(client.get(address(cast, "preview"), query).content)

    assert [words_of(row) for row in page.xpath("//tbody/tr")] == ["Owner 0 1", "Second 0 1"]
    assert not Assignment.objects.exists()
    (form,) = page.xpath(f"//form[@action='{address(cast, 'fill')}']")
    # A dictionary of the form would have only one value for a name.
    fields = [(one.get("name"), one.get("value") or "") for one in form.xpath(".//input")]
    data = {name: [value for other, value in fields if other == name] for name, _ in fields}
    assert (
        told(client.post(address(cast, "fill"), data, follow=True)) == "2 articles were assigned."
    )
    assert {name for _, name in live()} == {"owner", "second"}


def test_what_lies_idle_is_taken_back(as_, cast):
    (made,) = give(cast, cast.project_article, cast.owner)
    client = as_(cast.manager)
    data = {"assignment": [made.pk]}

    assert (
        told(client.post(address(cast, "release"), data, follow=True))
        == "1 article was taken back."
    )
    assert live() == set()
    assert "taken back already" in told(client.post(address(cast, "release"), data, follow=True))


@pytest.mark.parametrize(
    ("act", "data", "sentence"),
    [
        ("create", {}, "Tick articles, and choose who gets them."),
        ("create", {"article": "nonsense"}, "Tick articles, and choose who gets them."),
        ("release", {}, "Tick what is to be taken back."),
    ],
)
def test_what_makes_no_sense_is_said(as_, cast, act, data, sentence):
    assert told(as_(cast.manager).post(address(cast, act), data, follow=True)) == sentence


def test_a_form_for_filling_up_that_makes_no_sense_is_shown_again(as_, cast):
    client = as_(cast.manager)

    assert client.get(address(cast, "preview"), {"turn": "added"}).status_code == 422
    assert client.post(address(cast, "fill"), {"turn": "sideways"}).status_code == 422
    assert client.post(address(cast, "undo"), {}).status_code == 404


def test_what_another_has_already_is_refused(as_, cast):
    give(cast, cast.project_article, cast.owner)
    data = {"article": [cast.project_article.pk], "analyst": [cast.second.pk]}

    response = as_(cast.manager).post(address(cast, "create"), data, follow=True)

    assert told(response) == "These articles have all their analysts already."


def test_articles_of_other_projects_are_not_given(as_, cast):
    elsewhere = add_article(
        Project.objects.create(name="Elsewhere", codebook=cast.project.codebook), make_article()
    )
    data = {"article": [elsewhere.pk], "analyst": [cast.second.pk]}

    as_(cast.manager).post(address(cast, "create"), data)

    assert live() == set()


def test_the_ladder(as_, cast, base):
    for user, status in ((cast.stranger, 404), (cast.curator, 403), (cast.owner, 403), (None, 302)):
        for url in (base, address(cast, "preview")):
            assert as_(user).get(url).status_code == status
        for act in WRITES:
            assert as_(user).post(address(cast, act)).status_code == status
    assert as_(cast.manager).post(base).status_code == 405
    for act in WRITES:
        assert as_(cast.manager).get(address(cast, act)).status_code == 405


def test_as_many_queries_with_many_articles_as_with_one(as_, cast, base):
    client = as_(cast.manager)
    give(cast, cast.project_article, cast.owner)
    few = queries_of(lambda: client.get(base))
    for _ in range(6):
        row = add_article(cast.project, make_article())
        give(cast, row, cast.second)
        make_coding(row, cast.second)

    assert_same_count(few, queries_of(lambda: client.get(base)), at_most=15)


def test_next_opens_an_article_and_says_when_there_is_none(as_, cast):
    client = as_(cast.owner)
    url = reverse("article-next")
    bench = reverse("workbench", args=[cast.project_article.pk])

    assert client.post(url).url == bench
    assert client.post(url, {"project": cast.project.pk}).url == bench
    response = client.post(
        url, {"project": cast.project.pk, "after": cast.project_article.pk}, follow=True
    )
    assert told(response) == "There is no further article for you at the moment."
    assert response.redirect_chain == [(reverse("project-detail", args=[cast.project.pk]), 302)]
    make_coding(cast.project_article, cast.owner, "done")
    assert client.post(url).url == reverse("home")


def test_the_ladder_of_next(as_, cast):
    url = reverse("article-next")
    of_project = {"project": cast.project.pk}

    assert as_(cast.owner).get(url).status_code == 405
    assert as_(cast.owner).post(url, {"project": "nonsense"}).status_code == 404
    assert as_(cast.stranger).post(url, of_project).status_code == 404
    assert as_(cast.stranger).post(url, {"after": cast.project_article.pk}).status_code == 404
    assert as_(cast.reader).post(url, of_project).status_code == 403
    assert as_(None).post(url).status_code == 302


def test_next_is_one_key_from_home_the_project_and_what_is_done(as_, cast):
    client = as_(cast.owner)
    bench = reverse("workbench", args=[cast.project_article.pk])
    project = reverse("project-detail", args=[cast.project.pk])

    def offered(url, who=client):
        return len(opened(who, url).xpath("//button[@data-next]"))

    assert (offered(reverse("home")), offered(project), offered(bench)) == (1, 1, 0)
    make_coding(cast.project_article, cast.owner, "done")
    assert offered(bench) == 1
    reader = as_(cast.reader)
    assert offered(reverse("home"), reader) == offered(project, reader) == 0


def test_what_is_assigned_is_on_the_first_page(as_, cast):
    give(cast, cast.project_article, cast.owner)

    page = opened(as_(cast.owner), reverse("home"))

    section = page.xpath("//section[@aria-labelledby='assigned-head']")[0]
    assert "Envoys meet again" in words_of(section)
    assert "Waiting for you for a week or more" in words_of(section)
    assert not page.xpath("//section[@aria-labelledby='fresh-head']")


def test_who_leaves_leaves_nothing_assigned(as_, cast):
    give(cast, cast.project_article, cast.owner)
    member = cast.project.memberships.get(user=cast.owner)

    as_(cast.manager).post(
        reverse("member-update", args=[cast.project.pk, member.pk]), {"role": "curator"}
    )
    assert live()
    as_(cast.manager).post(reverse("member-delete", args=[cast.project.pk, member.pk]))

    assert live() == set()


def test_what_is_done_is_opened_and_closed_again(as_, cast, base):
    make_coding(cast.project_article, cast.owner, "done")
    client = as_(cast.manager)
    assert "Open 1 article that is done" in words_of(opened(client, base))

    response = client.post(address(cast, "open"), {"all": "on"}, follow=True)

    assert told(response) == "1 article is open to its analysts now."
    assert "Nothing is done that is not open already" in words_of(parse(response.content))
    assert "None of these is done" in told(
        client.post(address(cast, "open"), {"all": "on"}, follow=True)
    )
    data = {"article": [cast.project_article.pk]}
    assert "only their own" in told(client.post(address(cast, "close"), data, follow=True))
    assert (
        told(client.post(address(cast, "close"), data, follow=True)) == "None of these was opened."
    )
    assert told(client.post(address(cast, "open"), {}, follow=True)) == "Tick what is to be opened."
    assert (
        told(client.post(address(cast, "close"), {}, follow=True)) == "Tick what is to be closed."
    )
    assert (
        told(client.post(address(cast, "open"), data, follow=True))
        == "1 article is open to its analysts now."
    )
