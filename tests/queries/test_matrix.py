"""Each cell against SQL of another hand, filters in any order, and every cell's own statements."""

from datetime import date
from itertools import permutations

import pytest
from django.db import connection

from annotations.domain.matrices import matrix_of
from annotations.models import ArticleTag, CodingState
from annotations.queries.matrix import (
    Chosen,
    Dimension,
    chosen_in,
    count_matrix,
    counted,
    having,
    lines_of,
    most_heard_in,
    names_of,
)
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project, make_tag
from tests.factories.stories import make_appearance
from tests.helpers.queries import queries_of
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

# In the words of the tables, with joins of its own: one cell, whatever it is made of.
CELL = """
    SELECT count(*), count(*) FILTER (WHERE said.mode = 'direct')
    FROM annotations_coding coding, annotations_attribution said
        LEFT JOIN annotations_actor speaker ON speaker.id = said.speaker_id
        LEFT JOIN annotations_actor target ON target.id = said.target_id
        LEFT JOIN annotations_affiliation post ON post.id = said.affiliation_id,
        annotations_projectarticle place, annotations_article article
    WHERE coding.id = said.coding_id AND coding.is_current AND coding.kind <> 'machine'
        AND place.id = coding.project_article_id AND article.id = place.article_id
        AND said.project_id = %s AND ({row}) = %s AND ({column}) = %s
"""
IN_SQL = {
    Dimension.SPEAKER: "coalesce(speaker.id::text, '')",
    Dimension.ORGANISATION: """coalesce(post.organisation_id::text,
        CASE speaker.kind WHEN 'organisation' THEN speaker.id::text END, '')""",
    Dimension.KIND: "coalesce(speaker.kind, '')",
    Dimension.CAPACITY: "coalesce(post.kind, '')",
    Dimension.COUNTRY: "coalesce(speaker.country, '')",
    Dimension.TARGET: "coalesce(target.id::text, '')",
    Dimension.TARGET_KIND: "coalesce(target.kind, '')",
    Dimension.TARGET_COUNTRY: "coalesce(target.country, '')",
    Dimension.STANCE: "said.stance",
    Dimension.MODE: "said.mode",
    Dimension.SOURCE: "article.source_id::text",
    Dimension.MONTH: "coalesce(to_char(article.published_on, 'YYYY-MM-01'), '')",
    Dimension.QUARTER: """coalesce(to_char(article.published_on, 'YYYY-')
        || (ARRAY['01', '04', '07', '10'])[extract(quarter FROM article.published_on)::int]
        || '-01', '')""",
    Dimension.YEAR: "coalesce(to_char(article.published_on, 'YYYY-01-01'), '')",
}


@pytest.fixture
@made_once
def spoken(cast):
    """Three articles of two outlets and two quarters, a copy of one; speakers and targets of all
    sorts."""
    alpha, beta = make_source("Alpha"), make_source("Beta")
    march = add_article(cast.project, make_article(source=alpha, published_on=date(2026, 3, 3)))
    may = add_article(cast.project, make_article(source=beta, published_on=date(2026, 5, 1)))
    undated = add_article(cast.project, make_article(source=beta, published_on=None))
    copy = add_article(cast.project, make_article(source=beta, published_on=date(2026, 3, 4)))
    quill, roe = make_actor("Ada Quill", country="SE"), make_actor("Max Roe")
    valmere = make_actor("Valmere", "country", country="VA")
    harbour = make_actor("Harbour Office", "organisation", country="VA")
    post = make_affiliation(quill, kind="academia", organisation=harbour)
    topic = make_tag(cast.project.codebook, "trade")
    below = make_tag(cast.project.codebook, "tariffs", parent=topic)
    first, second = make_coding(march, cast.owner), make_coding(may, cast.owner)
    third = make_coding(undated, cast.owner)
    said = make_attribution(
        first, "cornered", below, speaker=quill, affiliation=post, target=valmere, stance="critical"
    )
    make_attribution(first, "Envoys", speaker=roe, target=valmere, mode="indirect")
    make_attribution(first, "Nobody", speaker=harbour, target=roe, stance="endorse", mode="mixed")
    make_attribution(second, "cornered", speaker=quill, target=valmere, stance="neutral")
    make_attribution(second, "Nobody", target=valmere, stance="neutral", mode="indirect")
    make_attribution(third, "Nobody", topic, speaker=quill, mode="indirect")
    make_attribution(make_coding(march, None), "Nobody", speaker=roe, target=valmere)
    make_appearance(said, copy)
    return {"quill": quill, "valmere": valmere, "alpha": alpha, "topic": topic, "second": second}


def matrix(cast, rows, columns, chosen=None, reader=None):
    statements = chosen_in(cast.project, reader or cast.curator, chosen or Chosen())
    return count_matrix(statements, rows, columns)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (rows, columns)
        for rows in Dimension
        for columns in (Dimension.TARGET, Dimension.STANCE, Dimension.MONTH)
        if rows != columns
    ],
)
def test_each_cell_is_what_plain_sql_counts(cast, spoken, rows, columns):
    found = matrix(cast, rows, columns)

    assert found.total.count == 6
    assert sum(cell.count for cell in found.cells.values()) == 6
    for (row, column), cell in found.cells.items():
        with connection.cursor() as cursor:
            sql = CELL.format(row=IN_SQL[rows], column=IN_SQL[columns])
            cursor.execute(sql, [cast.project.pk, row, column])
            assert cursor.fetchone() == (cell.count, cell.direct), (row, column)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (rows, columns)
        for rows in Dimension
        for columns in (Dimension.TARGET, Dimension.STANCE, Dimension.MONTH)
        if rows != columns
    ],
)
def test_what_gets_a_line_is_the_same_where_it_is_counted(cast, spoken, rows, columns):
    statements = chosen_in(cast.project, cast.curator, Chosen())
    all_ = list(counted(statements, rows, columns))

    for most in (1, 2, 3):
        found = count_matrix(statements, rows, columns, (most, most))

        assert found == matrix_of(all_, lines_of(rows, most), lines_of(columns, most)), most


def test_where_nothing_can_be_found_nothing_is_counted(cast, spoken):
    found = matrix(cast, "speaker", "target", Chosen(tag=cast.project.pk))

    assert found.total.count == 0
    assert not found.rows


@pytest.mark.parametrize("rows", list(Dimension))
def test_each_line_opens_as_many_statements_as_it_says(cast, spoken, rows):
    statements = chosen_in(cast.project, cast.curator, Chosen())
    other = Dimension.MODE if rows == Dimension.STANCE else Dimension.STANCE
    found = count_matrix(statements, rows, other)

    for row, total in found.row_totals.items():
        assert having(statements, rows, [row], other=False).count() == total.count
        rest = found.total.count - total.count
        assert having(statements, rows, [row], other=True).count() == rest


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 6),
        ({"since": date(2026, 4, 1)}, 2),
        ({"until": date(2026, 3, 3)}, 3),
        ({"mode": "direct"}, 2),
        ({"stance": "neutral"}, 2),
        ({"speaker": "quill"}, 3),
        ({"target": "valmere"}, 4),
        ({"source": "alpha"}, 3),
        ({"capacity": "academia"}, 1),
        ({"country": "SE"}, 3),
        ({"country": "NO"}, 0),
        ({"language": "en"}, 6),
        ({"tag": "topic"}, 2),
    ],
)
def test_what_is_chosen(cast, spoken, chosen, count):
    assert matrix(cast, "speaker", "target", asked(spoken, chosen)).total.count == count


def asked(spoken, chosen):
    known = {name: getattr(row, "pk", row) for name, row in spoken.items()}
    keys = {"speaker", "target", "source", "tag"}
    return Chosen(**{name: known[one] if name in keys else one for name, one in chosen.items()})


def test_filters_commute(cast, spoken):
    """Whatever order filters are put on in, what is left is the same: all of them hold."""
    parts = [{"mode": "direct"}, {"target": "valmere"}, {"since": date(2026, 3, 3)}]
    found = set()
    for order in permutations(parts):
        left = None
        for part in order:
            rows = set(chosen_in(cast.project, cast.curator, asked(spoken, part)).values_list("pk"))
            left = rows if left is None else left & rows
        found.add(frozenset(left))
    together = {name: value for part in parts for name, value in part.items()}
    every = chosen_in(cast.project, cast.curator, asked(spoken, together)).values_list("pk")

    assert found == {frozenset(every)}
    assert len(set(every)) == 2


def test_tags_of_the_article_as_a_whole_count_too(cast, spoken):
    ArticleTag.objects.create(coding=spoken["second"], tag=spoken["topic"])

    assert matrix(cast, "speaker", "target", asked(spoken, {"tag": "topic"})).total.count == 4


def test_of_an_agreed_article_only_what_was_agreed_counts(cast, spoken):
    place = spoken["second"].project_article
    gold = make_coding(place, None, state=CodingState.DONE, kind="gold")
    make_attribution(gold, "cornered", speaker=spoken["quill"], stance="critical")

    by_stance = matrix(cast, "speaker", "stance").column_totals
    assert {value: cell.count for value, cell in by_stance.items()} == {
        "critical": 2,
        "endorse": 1,
        "": 2,
    }


@pytest.mark.parametrize(
    ("reader", "count"),
    [("owner", 6), ("second", 0), ("curator", 6), ("reader", 6), ("stranger", 0)],
)
def test_each_reader_has_the_matrix_of_what_they_may_see(cast, spoken, reader, count):
    assert matrix(cast, "speaker", "target", reader=getattr(cast, reader)).total.count == count


def test_another_project_is_none_of_it(cast, spoken):
    elsewhere = add_article(make_project("Elsewhere"), make_article(source=spoken["alpha"]))
    make_attribution(make_coding(elsewhere, cast.stranger), "cornered", speaker=make_actor())

    assert matrix(cast, "speaker", "target").total.count == 6


def test_who_is_heard_is_offered(cast, spoken):
    heard = most_heard_in(cast.project, cast.curator)

    assert [name for _pk, name in heard.speakers] == ["Ada Quill", "Harbour Office", "Max Roe"]
    assert [name for _pk, name in heard.targets] == ["Max Roe", "Valmere"]
    assert sorted(heard.countries) == ["SE", "VA"]


def test_names_of_people_and_outlets_but_not_of_codes(cast, spoken):
    key = str(spoken["quill"].pk)

    assert names_of("speaker", [key, "", "*"])[key].name == "Ada Quill"
    assert names_of("source", [str(spoken["alpha"].pk)]) == {
        str(spoken["alpha"].pk): spoken["alpha"]
    }
    assert names_of("stance", ["critical"]) == {}


def test_one_query_whatever_there_is(cast, spoken):
    assert len(queries_of(lambda: matrix(cast, "organisation", "quarter"))) == 1
