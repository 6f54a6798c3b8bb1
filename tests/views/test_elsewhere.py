"""The offer to mark the same words elsewhere, and taking it."""

import pytest

from annotations.models import Span
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import Bench

TEXT = "The customs house\n\nThe customs house of Sarn.\n\nOpen the customs house. Once more."


@pytest.fixture
def row(cast):
    return add_article(cast.project, make_article(TEXT))


@pytest.fixture
def coding(cast, row):
    return make_coding(row, cast.owner)


@pytest.fixture
def owner(cast, as_):
    return as_(cast.owner)


def offer(client, coding, number):
    return client.get(
        f"/articles/{coding.project_article_id}/annotations/{number}/elsewhere/", htmx=True
    )


def test_it_says_how_many_and_is_silent_where_there_is_none(owner, coding, tag):
    passage = make_passage(coding, "customs house", tag)
    once = make_passage(coding, "of Sarn", tag)

    found = parse(offer(owner, coding, passage.number).content)

    assert "stand at 2 more places" in found.text_content()
    assert found.xpath("//button/@formaction")[0].endswith("/elsewhere/take/")
    assert offer(owner, coding, once.number).content.strip() == b""


def test_statements_have_none_and_neither_has_what_is_not_there(owner, coding):
    said = make_attribution(coding, "customs house")

    assert offer(owner, coding, said.number).status_code == 404
    assert offer(owner, coding, 99).status_code == 404


def test_taking_it_is_one_act_on_the_page(owner, coding, row, tag):
    passage = make_passage(coding, "customs house", tag)
    bench = Bench(owner, row)

    bench.act(f"annotations/{passage.number}/elsewhere/take/")
    assert len(bench.cards) == 3
    bench.act("undo/")
    assert bench.cards == [passage.number]
    bench.act("redo/")
    assert len(bench.cards) == 3

    bench.send(f"annotations/{passage.number}/elsewhere/take/", expected=409)
    assert Span.objects.count() == 3


@pytest.mark.parametrize(
    ("who", "asked", "taken"),
    [
        ("owner", 200, 302),
        ("second", 404, 302),
        ("reader", 403, 403),
        ("stranger", 404, 404),
        (None, 302, 302),
    ],
)
def test_who_may(cast, as_, coding, who, asked, taken):
    passage = make_passage(coding, "customs house")
    client = as_(getattr(cast, who) if who else None)
    url = f"/articles/{coding.project_article_id}/annotations/{passage.number}/elsewhere/"

    assert client.get(url).status_code == asked
    assert client.post(f"{url}take/").status_code == taken
    assert (Span.objects.count() > 1) is (who == "owner")
    if who:
        assert client.post(url).status_code == 405
        assert client.get(f"{url}take/").status_code == 405


def test_the_offer_takes_as_many_queries_with_many_passages(owner, coding, tag):
    passage = make_passage(coding, "customs house", tag)
    few = queries_of(lambda: offer(owner, coding, passage.number))
    for words in ("The", "Sarn", "Open", "Once", "more"):
        make_passage(coding, words, tag)

    many = queries_of(lambda: offer(owner, coding, passage.number))

    assert_same_count(few, many, at_most=8)
