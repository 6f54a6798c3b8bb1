"""The page on how suggestions fare: what it says to whom."""

from datetime import UTC, datetime

import pytest

from annotations.actions.codings import finish_coding
from annotations.actions.decisions import accept, reject
from annotations.actions.machine import suggest_quotations
from annotations.models import Suggestion
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def page(cast, as_, who="manager"):
    response = as_(getattr(cast, who)).get(f"/projects/{cast.project.pk}/suggestions/")
    assert response.status_code == 200
    return parse(response.content)


def decide(row, who, act=accept):
    suggest_quotations(project_article=row, at=NOW)
    shown = Suggestion.objects.filter(attribution__coding__project_article=row)
    number = shown.order_by("attribution__number").values_list("attribution__number", flat=True)[0]
    act(project_article=row, number=number, by=who, at=NOW)


def figures(page):
    names = [words_of(each) for each in page.xpath("//dl[@class='figures']//dt")]
    numbers = [words_of(each) for each in page.xpath("//dl[@class='figures']//dd")]
    return {name: number for name, number in zip(names, numbers, strict=True) if number != "0"}


def rows(page, kind):
    table = page.xpath("//section[@aria-labelledby=$head]//tbody/tr", head=f"by-{kind}")
    return {words_of(row[0]): [words_of(cell) for cell in row[2:]] for row in table}


@pytest.mark.parametrize(
    ("who", "sentence"),
    [("manager", "Let the machine read the articles"), ("owner", "They come with the articles")],
)
def test_before_anything_was_read_it_says_what_to_do(cast, as_, who, sentence):
    assert sentence in words_of(page(cast, as_, who).get_element_by_id("main"))


def test_before_anything_was_decided_it_leads_to_the_articles(cast, as_):
    suggest_quotations(project_article=cast.project_article, at=NOW)

    found = page(cast, as_)

    assert set(figures(found)) == {"Open"}
    assert found.xpath("//div[@class='empty']/a/@href") == [
        f"/projects/{cast.project.pk}/articles/"
    ]
    assert not found.find_class("tallies")


def test_it_shows_the_numbers_in_words_and_as_bars(cast, as_):
    decide(cast.project_article, cast.owner)
    decide(cast.project_article, cast.second, reject)

    found = page(cast, as_)

    assert figures(found) | {"Open": ""} == {"Accepted": "1", "Rejected": "1", "Open": ""}
    assert "2 have been decided about, of which 50% were right" in words_of(
        found.get_element_by_id("main")
    )
    assert rows(found, "mode")["Direct"] == ["1", "0", "1", "0", "50%"]
    assert rows(found, "family")["Quotation marks"] == ["1", "0", "1", "50%"]
    assert rows(found, "week") == {"2 Mar 2026": ["1", "0", "1", "0", "50%"]}
    assert rows(found, "analyst") == {
        "Owner": ["1", "0", "0", "0", "100%"],
        "Second": ["0", "0", "1", "0", "0%"],
    }
    bar = found.xpath("//section[@aria-labelledby='by-mode']//td[@class='bar']/svg")[0]
    assert [(part.get("class"), part.get("x"), part.get("width")) for part in bar] == [
        ("accepted", "0.00", "50.00"),
        ("rejected", "50.00", "50.00"),
    ]


@pytest.mark.parametrize(
    ("who", "sees"), [("curator", 2), ("reader", 2), ("admin", 2), ("owner", 1), ("second", 1)]
)
def test_analysts_see_what_became_of_theirs(cast, as_, who, sees):
    decide(cast.project_article, cast.owner)
    decide(cast.project_article, cast.second, reject)

    found = page(cast, as_, who)

    assert sum(int(n) for name, n in figures(found).items() if name != "Open") == sees
    assert len(rows(found, "analyst")) == (2 if sees == 2 else 0)
    other = {"owner": "Second", "second": "Owner"}.get(who)
    assert other is None or other not in words_of(found.get_element_by_id("main"))


def test_as_many_queries_with_many_rows(cast, as_):
    client = as_(cast.manager)
    decide(cast.project_article, cast.owner)

    def look():
        client.get(f"/projects/{cast.project.pk}/suggestions/")

    few = queries_of(look)
    for who in (cast.second, cast.curator, cast.manager, cast.owner):
        row = add_article(cast.project, make_article())
        decide(row, who)
        finish_coding(project_article=row, by=who, at=NOW)

    assert_same_count(few, queries_of(look), at_most=12)
