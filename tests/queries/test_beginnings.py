"""Words that begin so: found by the words that do, or by their beginning."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Findable
from annotations.models.findables import LookUp, Query
from annotations.queries.asking import LISTED, understand
from annotations.queries.search import Where, newest, passages
from annotations.queries.search_pages import survey
from annotations.queries.surveying import PageAt
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.worlds import made_once


def put(cast, text, language):
    add_article(cast.project, make_article(text, language=language))


TYPED = [
    "n*",
    "nego*",
    "Négo*",
    "x*",
    "negot* -alone",
    "sorrel -neg*",
    "rest OR neg*",
    "rest* neg*",
    "talks n*",
    "n* 2026 OR talks",
    "会*",
    "会谈*",
    "o'r*",
]


@pytest.fixture
@made_once
def texts(cast):
    put(cast, "Sorrel and its negotiations", "en")
    put(cast, "Negotiation alone; the rest of 2026", "en")
    put(cast, "Les négociations, negotiated", "fr")
    put(cast, "会谈 new talks, nego", "zh")
    put(cast, "O'Rourke rests", "de")
    index_due()


@pytest.fixture(params=[(1, 1), (1, 100), (2, 100), (100, 100)], ids=str)
def most(request, monkeypatch):
    """How many words are looked up in one question, and how many in all."""
    monkeypatch.setattr("annotations.queries.asking.MOST_BEGUN", request.param[0])
    monkeypatch.setattr("annotations.queries.asking.MOST_LISTED", request.param[1])


@pytest.mark.parametrize("typed", TYPED)
def test_what_begins_so_is_found_however_many_words_do(cast, texts, typed, most):
    understood = understand(asked(typed))

    found = passages(cast.owner, Where(), understood)

    rows = Findable.objects.filter(words=Query(understood.query))
    assert sorted(row.pk for row in found) == sorted(row.pk for row in rows)


@pytest.mark.parametrize("language", ["", "en", "fr", "zh"])
@pytest.mark.parametrize("typed", TYPED)
def test_it_is_found_word_by_word_too(texts, typed, most, language):
    query, looked_up = understand(asked(typed)).of_language(language, is_narrow=True)

    found = Findable.objects.saying(query, looked_up)

    rows = Findable.objects.filter(words=Query(query))
    assert sorted(row.pk for row in found) == sorted(row.pk for row in rows)


def test_a_beginning_is_looked_up_by_the_words_that_begin_so(cast):
    put(cast, "Sorrel and its negotiations", "en")
    index_due()

    assert understand(asked("neg*")).looked_up == {"english": "( 'negoti' | 'negotiations' )"}
    assert understand(asked("neg*")).by_words == {}
    assert understand(asked("x*")).looked_up == {}
    assert understand(asked("sorrel")).looked_up == {}


def test_what_many_words_begin_with_is_looked_up_by_some_after_the_others(cast, monkeypatch):
    monkeypatch.setattr("annotations.queries.asking.MOST_BEGUN", 2)
    put(cast, "Sorrel and its negotiations, negated, stays", "en")
    index_due()
    understood = understand(asked("neg* sorrel"))

    assert understood.looked_up == {}
    assert understood.by_words == {
        "english": [
            "( 'negat' | 'negoti' ) & 'sorrel'",
            "( 'negated' | 'negotiations' ) & 'sorrel'",
        ]
    }
    narrow = [LookUp(query) for query in understood.by_words["english"]]
    assert understood.of_language("en", is_narrow=True)[1] == narrow
    assert understood.of_language("en")[1] == []
    # What is to be missing is missing for each of the words; and of two beginnings each word goes
    # with each of the other.
    assert understand(asked("sorrel -neg*")).by_words == {}
    assert understand(asked("neg* s*")).by_words == {}
    monkeypatch.setattr("annotations.queries.asking.MOST_LISTED", 3)
    assert understand(asked("neg* sorrel")).by_words == {}


@pytest.mark.parametrize("unknown", [1, 10])
@pytest.mark.parametrize("narrow", [0, 2])
@pytest.mark.parametrize("counted", [2, 5, 11, 12])
def test_pages_are_the_same_whether_days_are_looked_through_word_by_word(
    cast, monkeypatch, counted, narrow, unknown
):
    monkeypatch.setattr("annotations.queries.asking.MOST_BEGUN", 1)
    for name, value in {
        "NARROW": narrow,
        "UNKNOWN": unknown,
        "MOST_COUNTED": counted,
        "ENOUGH": 0,
        "FEW": 0,
        "WHOLE": 0,
        "expected_of": lambda _look: 12,
    }.items():
        monkeypatch.setattr(f"annotations.queries.search_pages.{name}", value)
    monkeypatch.setattr("annotations.queries.search_spread.MANY", 1)
    monkeypatch.setattr("annotations.queries.search_spread.SECONDS_KNOWN", 0)
    for number in range(12):
        said = ["Negotiations", "Negated", "Negotiated, negating"][number % 3]
        day = date(2026, 3, 1 + number // 2)
        add_article(cast.project, make_article(said, published_on=day))
    index_due()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_findable, annotations_projectarticle")
    understood = understand(asked("neg*"))
    rows = newest(Findable.objects.filter(words=Query(understood.query)))

    with CaptureQueriesContext(connection) as queries:
        found = survey([cast.project.pk], Where(), understood, PageAt(2))

    assert (found.total, found.is_more) == (counted, counted < 12)
    assert sum(n for _key, _name, n in found.sources) == min(counted + 1, 12)
    if counted < 11 or not found.is_more:
        assert [one.pk for one in found.passages] == [row.pk for row in rows[:2]]
    by_words = any("( ''negat'' )" in query["sql"] for query in queries)
    # Of nearly all no days are too few, but where far more were expected.
    assert by_words == (narrow > 0 and (counted < 11 or unknown > 1))


@pytest.mark.django_db
def test_words_that_begin_so_are_looked_up_whatever_is_known_of_the_table():
    """Of one that nobody has analysed, in a plan for any word."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_lexeme SELECT md5(n::text) FROM generate_series(1, 20000) n"
        )
        cursor.execute("EXPLAIN (GENERIC_PLAN) SELECT " + LISTED.replace("%s", "$1"))
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Cond: ((lexeme >= " in plan
