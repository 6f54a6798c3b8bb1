"""Figures against SQL of another hand: nothing twice, nothing left out."""

from datetime import date

import pytest
from django.db import connection

from annotations.models import Coding
from annotations.queries.balance import By, balance_of, project_scope, source_scope, valued
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.factories.stories import make_appearance
from tests.helpers.queries import queries_of
from tests.worlds import made_once

pytestmark = pytest.mark.django_db

# In the words of the tables, with joins of its own.
ALL = """
    SELECT coalesce(actor.{column}, ''), count(*)
    FROM annotations_attribution said
    JOIN annotations_coding coding ON coding.id = said.coding_id AND coding.is_current
    LEFT JOIN annotations_actor actor ON actor.id = said.speaker_id
    WHERE coding.kind <> 'machine' AND said.project_id = %s
    GROUP BY 1
"""


@pytest.fixture
@made_once
def spoken(cast):
    """Four speakers of all sorts in an article of Alpha; one statement stands in Beta as well."""
    alpha, beta = make_source("Alpha"), make_source("Beta")
    first = add_article(cast.project, make_article(source=alpha))
    undated = add_article(cast.project, make_article(source=beta, published_on=None))
    copy = add_article(cast.project, make_article(source=beta))
    quill = make_actor("Ada Quill", country="SE", gender="female")
    roe = make_actor("Max Roe", country="SE")
    valmere = make_actor("Valmere", "country", country="VA")
    post = make_affiliation(quill, kind="academia")
    coding, later = make_coding(first, cast.owner), make_coding(undated, cast.owner)
    said = make_attribution(coding, "cornered", speaker=quill, affiliation=post)
    make_attribution(coding, "Envoys", speaker=roe, mode="indirect")
    make_attribution(coding, "Nobody", speaker=valmere, mode="mixed")
    make_attribution(later, "Nobody", mode="indirect")
    make_attribution(make_coding(first, None), "Nobody", speaker=roe)
    make_appearance(said, copy)
    make_appearance(said, undated, removed_at=coding.changed_at, removed_by=cast.owner)
    return {"alpha": alpha, "beta": beta, "said": said}


def told(balance, by):
    return [(value, one.statements, one.places) for value, one in balance.rows(by)]


@pytest.mark.parametrize(
    ("by", "rows"),
    [
        (By.KIND, [("person", 2, 3), ("country", 1, 1), ("", 1, 1)]),
        (By.CAPACITY, [("academia", 1, 2), ("", 3, 3)]),
        (By.COUNTRY, [("SE", 2, 3), ("VA", 1, 1), ("", 1, 1)]),
        (By.GENDER, [("female", 1, 2), ("none", 2, 2), ("", 1, 1)]),
        (By.MODE, [("indirect", 2, 2), ("direct", 1, 2), ("mixed", 1, 1)]),
        (By.MONTH, [("2026-03-01", 3, 4), ("", 1, 1)]),
    ],
)
def test_a_project_by_each_dimension(cast, spoken, by, rows):
    assert told(balance_of(project_scope(cast.project, cast.curator)), by) == rows


def test_an_outlet_has_what_it_prints_as_a_copy_too(cast, spoken):
    alpha = balance_of(source_scope(spoken["alpha"], cast.curator))
    beta = balance_of(source_scope(spoken["beta"], cast.curator))

    assert (alpha.total.statements, alpha.total.places) == (3, 3)
    assert told(beta, By.KIND) == [("person", 1, 1), ("", 1, 1)]


@pytest.mark.parametrize("column", ["kind", "country"])
def test_figures_are_those_of_plain_sql(cast, spoken, column):
    balance = balance_of(project_scope(cast.project, cast.curator))

    with connection.cursor() as cursor:
        cursor.execute(ALL.format(column=column), [cast.project.pk])
        expected = dict(cursor.fetchall())
    assert {value: one.statements for value, one in balance.tables[column].items()} == expected


@pytest.mark.parametrize("scope", ["project", "alpha", "beta"])
def test_every_dimension_adds_up_and_every_figure_has_its_statements(cast, spoken, scope):
    found = (
        project_scope(cast.project, cast.curator)
        if scope == "project"
        else source_scope(spoken[scope], cast.curator)
    )
    balance = balance_of(found)

    assert balance.total.statements == found.statements.count()
    for by in By.values:
        figures = balance.tables[by]
        for name in ("statements", "direct", "places"):
            total = sum(getattr(one, name) for one in figures.values())
            assert total == getattr(balance.total, name), (by, name)
        for value, one in figures.items():
            assert valued(found, by, value).count() == one.statements, (by, value)


@pytest.mark.parametrize(
    ("reader", "count"),
    [("owner", 4), ("second", 0), ("curator", 4), ("reader", 4), ("stranger", 0)],
)
def test_each_reader_has_the_balance_of_what_they_may_see(cast, spoken, reader, count):
    scope = project_scope(cast.project, getattr(cast, reader))

    assert balance_of(scope).total.statements == count


def test_another_project_is_none_of_it(cast, spoken):
    elsewhere = add_article(make_project("Elsewhere"), make_article(source=spoken["alpha"]))
    make_attribution(make_coding(elsewhere, cast.stranger), "cornered", speaker=make_actor())

    assert balance_of(project_scope(cast.project, cast.admin)).total.statements == 4
    assert balance_of(source_scope(spoken["alpha"], cast.admin)).total.statements == 4
    assert balance_of(source_scope(spoken["alpha"], cast.curator)).total.statements == 3


def test_four_queries_whatever_there_is(cast, spoken):
    scope = project_scope(cast.project, cast.curator)
    coding = make_coding(cast.project_article, cast.owner)
    for number in range(5):
        make_attribution(
            coding,
            "cornered",
            speaker=make_actor(f"Speaker {number}", country=f"A{'BCDEF'[number]}"),
        )

    assert len(queries_of(lambda: balance_of(scope))) == 4


def test_months_stand_in_their_order(cast):
    for month in (5, 1, 3):
        article = make_article(published_on=date(2026, month, 9))
        coding = make_coding(add_article(cast.project, article), cast.owner)
        make_attribution(coding, "cornered")

    rows = balance_of(project_scope(cast.project, cast.owner)).rows(By.MONTH)

    assert [value for value, _ in rows] == ["2026-01-01", "2026-03-01", "2026-05-01"]


def test_of_an_agreed_article_only_what_was_agreed_counts(cast):
    for analyst in (cast.owner, cast.second):
        make_attribution(make_coding(cast.project_article, analyst, "done"), "shared work")
    gold = make_coding(cast.project_article, None, kind="gold")
    make_attribution(gold, "shared work")
    assert balance_of(project_scope(cast.project, cast.reader)).total.statements == 2

    Coding.objects.filter(pk=gold.pk).update(state="done")

    assert balance_of(project_scope(cast.project, cast.reader)).total.statements == 1
