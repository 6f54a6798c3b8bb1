"""The cards of one person's open suggestions, asked for when the register has come to know them."""

import pytest

from annotations.actions.machine import suggest_quotations
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of
from tests.views.test_suggestions import NOW, TEXT, at
from tests.views.workbench import Bench


@pytest.fixture
def row(cast):
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    return row


@pytest.fixture
def bench(cast, as_, row) -> Bench:
    return Bench(as_(cast.owner), row)


def cards(bench, who):
    answer = bench.client.get(f"{bench.base}suggestions/", {"who": who}, htmx=True)
    page = parse(f"<ol>{answer.content.decode()}</ol>")
    return [card.get("data-a") for card in page.find_class("suggestion")]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 200), ("reader", 403), ("stranger", 404), (None, 302)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_look_at_them(cast, as_, row, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)

    response = client.get(f"/articles/{row.pk}/suggestions/", {"who": "ada quill"}, htmx=htmx)

    assert response.status_code == status


def test_are_all_that_they_say_or_pass_on_and_nobody_decided_about(bench):
    everything = bench.suggestions
    first, second = (f"s{number_of(words)}" for words in ("“Nobody", "“It will"))

    assert cards(bench, "ada quill")[:2] == [first, second]
    assert set(cards(bench, "ada quill") + cards(bench, "otto feder")) == set(everything)
    bench.act(at("“Nobody", "reject/"))
    assert first not in cards(bench, "ada quill")
    assert cards(bench, "") == cards(bench, "nobody here") == []


def test_many_cost_as_many_queries_as_one(bench):
    assert len(cards(bench, "ada quill")) > len(cards(bench, "otto feder"))

    one, many = (
        queries_of(lambda who=who: cards(bench, who)) for who in ("otto feder", "ada quill")
    )

    assert_same_count(one, many, at_most=12)
