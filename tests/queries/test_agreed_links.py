"""Links and evidence, once an article is agreed: what counts is linked, and counts as evidence."""

from datetime import date

import pytest
from django.urls import reverse

from annotations.actions.gold import begin_adjudication, finish_adjudication
from annotations.actions.links import link_statements
from annotations.actions.rulings import merge_unanimous
from annotations.models import Attribution, Coding
from annotations.queries.links import connections_of, could_be_connected
from annotations.queries.resolving import whom
from annotations.queries.standing import position_of
from tests.actions.conftest import NOW, WINTER
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of

SPRING = "Thaw comes early\n\n“We may sign after all,” said Ada Quill."
SAID = {WINTER: "Nobody signs in winter", SPRING: "We may sign after all"}


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def council(db):
    return make_actor("The council", "organisation")


@pytest.fixture
def rows(cast):
    days = {WINTER: date(2026, 3, 3), SPRING: date(2026, 5, 3)}
    return [
        add_article(cast.project, make_article(text, published_on=day))
        for text, day in days.items()
    ]


@pytest.fixture
def codings(cast, rows, quill, council):
    """Two analysts say the same of both articles; each linked their own statements."""
    found = {}
    for analyst in (cast.owner, cast.second):
        made = [
            make_attribution(
                make_coding(row, analyst, "done"), SAID[text], speaker=quill, target=council
            )
            for row, text in zip(rows, SAID, strict=True)
        ]
        link_statements(said=made[1], kind="walks_back", other=made[0], by=analyst, at=NOW)
        found[analyst.username] = made
    return found


def agree(cast, *rows):
    """The statements of the gold codings."""
    for row in rows:
        acting = {"project_article": row, "by": cast.curator, "at": NOW}
        begin_adjudication(**acting)
        merge_unanimous(**acting)
        finish_adjudication(**acting)
    golds = Attribution.objects.filter(coding__kind="gold")
    return list(golds.order_by("coding__project_article__article__published_on"))


def test_agreed_statements_have_the_links_of_those_they_were_made_of(cast, codings, rows):
    first, second = agree(cast, *rows)

    [there] = connections_of(second, cast.curator)
    [back] = connections_of(first, cast.curator)

    assert (there.other, there.is_from, there.is_own) == (first, True, False)
    assert (back.other, back.is_from, back.takes_back) == (second, False, True)


def test_ones_own_statement_is_linked_with_what_was_agreed(cast, codings, rows):
    agreed = agree(cast, rows[0])

    [link] = connections_of(codings["owner"][1], cast.owner)

    assert (link.other, link.is_own) == (agreed[0], True)


def test_what_was_taken_back_is_taken_back_when_it_is_agreed(cast, codings, rows, quill, council):
    before = position_of(quill, cast.curator, target=council.pk)
    assert (before.said.coding.kind, before.statements) == ("human", 4)

    first, second = agree(cast, *rows)

    after = position_of(quill, cast.curator, target=council.pk)
    assert (after.said, after.statements, after.withdrawn) == (second, 2, 1)
    assert first != second


def test_half_agreed_is_half_agreed(cast, codings, rows, quill, council):
    agree(cast, rows[0])

    position = position_of(quill, cast.curator, target=council.pk)

    assert (position.statements, position.withdrawn) == (3, 1)
    assert position.said.coding.kind == "human"


def test_only_what_counts_is_offered_and_what_one_is_at_work_on(cast, codings, rows):
    [agreed] = agree(cast, rows[0])
    mine, theirs = codings["owner"][1], codings["second"][1]

    assert set(could_be_connected(mine, cast.curator)) == {agreed, theirs}
    assert set(could_be_connected(mine, cast.owner)) == {agreed}

    Coding.objects.filter(pk=codings["owner"][0].coding_id).update(state="open")
    assert set(could_be_connected(mine, cast.owner)) == {codings["owner"][0]}


def test_a_link_that_comes_from_analysts_is_not_undone_from_here(as_, cast, codings, rows):
    first, _second = agree(cast, *rows)

    address = reverse("statement-detail", args=[first.pk])
    page = parse(as_(cast.curator).get(address).content)

    assert "walked back" in page.get_element_by_id("links").text_content()
    assert not page.xpath("//*[@id='links']//form")


def test_evidence_is_what_counts_once(cast, codings, rows, quill):
    here = add_article(cast.project, make_article("Talks\n\n“No,” said Quill."))

    def seen_by(user):
        return [one.articles for one in whom("Quill", 14, here, None, user)]

    assert seen_by(cast.curator) == [2]
    agree(cast, *rows)
    stray = make_actor("Bo Quill")
    make_attribution(codings["second"][0].coding, "Nobody", speaker=stray)

    assert seen_by(cast.curator) == seen_by(cast.owner) == [2, 0]


def test_evidence_keeps_from_analysts_what_others_coded(cast, rows, quill):
    make_attribution(make_coding(rows[0], cast.second, "done"), SAID[WINTER], speaker=quill)
    here = add_article(cast.project, make_article("Talks\n\n“No,” said Quill."))

    def seen_by(user):
        return [one.articles for one in whom("Quill", 14, here, None, user)]

    assert (seen_by(cast.owner), seen_by(cast.second), seen_by(cast.curator)) == ([0], [1], [1])


def test_as_many_queries_for_many_links_as_for_one(cast, codings, rows, quill):
    first, _second = agree(cast, *rows)
    connections_of(first, cast.curator)  # `first` has all that hangs on it now.
    few = queries_of(lambda: connections_of(first, cast.curator))
    for kind in ("denies", "clarifies"):
        for said, other in ((one[1], one[0]) for one in codings.values()):
            link_statements(said=said, kind=kind, other=other, by=cast.owner, at=NOW)

    assert_same_count(few, queries_of(lambda: connections_of(first, cast.curator)), at_most=12)
