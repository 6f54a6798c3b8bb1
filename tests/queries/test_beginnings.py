"""Words that begin so: found by the words that do, or by their beginning."""

import pytest
from django.db import connection

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import Findable
from annotations.models.findables import Query
from annotations.queries.asking import BEGINNING, LETTERS, MOST_BEGUN, SPELLED_OUT, understand
from annotations.queries.search import Where, passages
from tests.factories.articles import make_article
from tests.factories.projects import add_article


def put(cast, text, language):
    add_article(cast.project, make_article(text, language=language))


@pytest.mark.parametrize("most", [0, 2, 100])
@pytest.mark.parametrize(
    "typed",
    ["n*", "nego*", "Négo*", "x*", "negot* -alone", "rest OR neg*", "会*", "会谈*", "o'r*"],
)
def test_what_begins_so_is_found_however_many_words_do(cast, typed, most, monkeypatch):
    monkeypatch.setattr("annotations.queries.asking.MOST_BEGUN", most)
    put(cast, "Sorrel and its negotiations", "en")
    put(cast, "Negotiation alone; the rest of 2026", "en")
    put(cast, "Les négociations, negotiated", "fr")
    put(cast, "会谈 new talks, nego", "zh")
    put(cast, "O'Rourke rests", "de")
    index_due()
    understood = understand(asked(typed))

    found = passages(cast.owner, Where(), understood)

    rows = Findable.objects.filter(words=Query(understood.query))
    assert sorted(row.pk for row in found) == sorted(row.pk for row in rows)


def test_a_beginning_is_looked_up_by_the_words_that_begin_so(cast):
    put(cast, "Sorrel and its negotiations", "en")
    index_due()

    assert understand(asked("neg*")).looked_up == {"english": "'negoti' | 'negotiations'"}
    assert understand(asked("x*")).looked_up == {}
    assert understand(asked("sorrel")).looked_up == {}


@pytest.mark.django_db
def test_words_that_begin_so_are_looked_up_whatever_is_known_of_the_table():
    """Of one that nobody has analysed, in a plan for any word."""
    sql = SPELLED_OUT.format(letters=LETTERS, most=MOST_BEGUN, beginning=BEGINNING)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO annotations_lexeme SELECT md5(n::text) FROM generate_series(1, 20000) n"
        )
        cursor.execute("EXPLAIN (GENERIC_PLAN) SELECT " + sql.replace("%s", "$1"))
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Index Cond: ((lexeme >= " in plan
