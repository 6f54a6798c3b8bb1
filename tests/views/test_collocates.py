"""The words that are drawn to what was looked for, as a table: its figures, and whose words count."""

import csv
from io import StringIO

import pytest

from annotations.actions.indexing import index_due
from annotations.domain.search.collocates import log_likelihood
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of

PAGE, TABLE = "/search/lines/", "/search/lines/drawn.csv"
TEXT = (
    "The cheap grain deal failed: a grain ship sails, a grain deal holds, and the port sleeps. "
    "Far away the ship, the port and the old road wait; a grain ship sails on."
)


def table_of(response):
    [head, *rows] = csv.reader(StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    return [dict(zip(head, row, strict=True)) for row in rows]


def words_in(response):
    return [row["word"] for row in table_of(response)]


def panel_of(response):
    [panel] = parse(response.content.decode()).xpath("//aside[@aria-labelledby='near-head']")
    return panel


def shown_on(response):
    """The rows of the list on the page, as text."""
    rows = panel_of(response).xpath(".//tbody/tr")
    return [[words_of(cell) for cell in row.xpath("./*")] for row in rows]


def add(cast, text=TEXT, language="en", title="Harvest", **rights):
    article = make_article(
        text, source=make_source(**rights), language=language, title=title, kinds=()
    )
    return add_article(cast.project, article)


@pytest.fixture
def row(cast):
    row = add(cast)
    index_due()
    return row


@pytest.mark.parametrize("window", ["1", "3", "5"])
@pytest.mark.parametrize("box", [{}, {"stop_words": "on"}])
def test_it_has_the_figures_of_the_page_and_what_they_are_computed_from(
    cast, as_, row, window, box
):
    query = {"q": "grain", "window": window, **box}
    rows = table_of(as_(cast.owner).get(TABLE, query))

    assert rows
    assert [
        [row["word"], row["near"], row["apart"], f"{float(row['log-likelihood']):.1f}"]
        for row in rows
    ] == shown_on(as_(cast.owner).get(PAGE, query))
    for row in rows:
        near, apart = int(row["near"]), int(row["apart"])
        rest = int(row["all words near"]) - near, int(row["all words apart"]) - apart
        score = log_likelihood(near, apart, *rest)
        assert float(row["log-likelihood"]) == pytest.approx(score, abs=0.0001)
        assert int(row["in all"]) == near + apart
        assert (row["window"], row["lines"]) == (window, "4")


def test_it_goes_on_where_the_page_ends(cast, as_, row, monkeypatch):
    query = {"q": "grain", "window": "3", "stop_words": "on"}
    every = words_in(as_(cast.owner).get(TABLE, query))
    monkeypatch.setattr("annotations.views.concordance.COLLOCATES", 2)
    page = as_(cast.owner).get(PAGE, query)

    assert [word for word, *_ in shown_on(page)] == every[:2] != every
    assert f"{len(every)} words · All of them as CSV" in words_of(panel_of(page))


def test_it_is_a_file_as_that_of_the_lines_is(cast, as_, row):
    words, lines = (as_(cast.owner).get(url, {"q": "grain"}) for url in (TABLE, f"{PAGE}table.csv"))

    assert words["Content-Type"] == lines["Content-Type"] == "text/csv; charset=utf-8"
    assert words["Content-Disposition"] == 'attachment; filename="collocates.csv"'
    assert b"".join(words.streaming_content).startswith("\ufeffword,near,".encode())


def test_the_link_keeps_what_was_asked_for(cast, as_, row):
    query = {"q": "grain", "window": "2", "stop_words": "on", "until": "2030-01-01"}
    [link] = panel_of(as_(cast.owner).get(PAGE, query)).xpath(".//a/@href")

    assert link == f"{TABLE}?q=grain&window=2&stop_words=on&until=2030-01-01"
    assert table_of(as_(cast.owner).get(link)) == table_of(as_(cast.owner).get(TABLE, query))


@pytest.mark.parametrize(
    ("narrowing", "is_empty"),
    [
        ({}, False),
        ({"language": "en"}, False),
        ({"language": "de"}, True),
        ({"since": "2026-03-04"}, True),
        ({"until": "2026-03-03"}, False),
        ({"pattern": "on"}, False),
    ],
)
def test_filters_narrow_it(cast, as_, row, narrowing, is_empty):
    rows = table_of(as_(cast.owner).get(TABLE, {"q": "grain", **narrowing}))

    assert (not rows) is is_empty


@pytest.mark.parametrize("query", [{"q": "grain"}, {"q": "gr[ae]in", "pattern": "on"}])
def test_words_of_other_peoples_projects_do_not_count(cast, as_, row, query):
    assert words_in(as_(cast.owner).get(TABLE, query))
    assert words_in(as_(cast.stranger).get(TABLE, query)) == []


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_the_door(cast, as_, client, method):
    assert client.get(TABLE).status_code == 302
    assert getattr(as_(cast.owner), method)(TABLE).status_code == 405


def test_without_words_it_is_empty(cast, as_, row):
    assert words_in(as_(cast.owner).get(TABLE)) == []


def test_a_pattern_that_cannot_be_ends_with_a_sentence(cast, as_, row):
    table = as_(cast.owner).get(TABLE, {"q": "(", "pattern": "on"})

    assert table.status_code == 422
    assert "This is no regular expression." in table.content.decode()


def test_no_word_is_a_formula(cast, as_):
    # A Hebrew letter that is a plus sign, once it is folded.
    add(cast, "grain \ufb29SUM(9) and grain \ufb29SUM(9) and so on.", "he")
    index_due()

    words = words_in(as_(cast.owner).get(TABLE, {"q": "grain", "window": "1"}))

    assert len(words) == 1
    assert "sum" in words[0].lower()
    assert not words[0].startswith("+")


KEPT = "Secret grain vault, secret grain vault, and much else."


@pytest.mark.parametrize(
    "rights", [{"may_leave": "offsets"}, {"may_leave": "excerpts", "excerpt_words": 25}]
)
def test_a_text_that_may_not_leave_as_a_whole_counts_on_the_page_alone(cast, as_, row, rights):
    query = {"q": "grain", "window": "1"}
    alone = table_of(as_(cast.owner).get(TABLE, query))
    add(cast, KEPT, **rights)
    index_due()

    page = as_(cast.owner).get(PAGE, query)

    assert {"secret", "vault"} <= {word for word, *_ in shown_on(page)}
    assert "CSV, which counts only 4 of the 6 lines" in words_of(panel_of(page))
    assert table_of(as_(cast.owner).get(TABLE, query)) == alone


def test_where_no_text_may_leave_there_is_no_table(cast, as_):
    add(cast, KEPT, may_leave="offsets")
    index_due()

    page = as_(cast.owner).get(PAGE, {"q": "grain", "window": "1"})

    assert shown_on(page)
    assert "There is no CSV of them" in words_of(panel_of(page))
    assert panel_of(page).xpath(".//a") == []
    assert words_in(as_(cast.owner).get(TABLE, {"q": "grain", "window": "1"})) == []


def test_titles_may_always_leave(cast, as_):
    for number in range(2):
        add(cast, f"Text {number}", title="Secret grain vault, and all else", may_leave="offsets")
    index_due()

    words = words_in(as_(cast.owner).get(TABLE, {"q": "grain", "window": "1"}))

    assert sorted(words) == ["Secret", "vault"]


def test_as_many_queries_with_many_as_with_one(cast, as_, row):
    client = as_(cast.owner)

    def asked():
        return table_of(client.get(TABLE, {"q": "grain"}))

    one = queries_of(asked)
    for language in ("en", "de", "fr", "ar"):
        add(cast, language=language)
    index_due()

    assert_same_count(one, queries_of(asked), at_most=16)
