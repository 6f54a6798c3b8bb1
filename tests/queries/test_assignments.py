"""Who has what, and how what is free would be shared out."""

from datetime import UTC, date, datetime, timedelta

import pytest

from annotations.actions.assigning import assign, take_back
from annotations.models import CodingState, Project
from annotations.queries.assignments import (
    Turn,
    assigned_to,
    desks_of,
    idle_for,
    idle_in,
    put_holders,
    rows_of,
    shares_of,
)
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATE = AT + timedelta(days=8)


@pytest.fixture
def rows(cast):
    """Three articles of which each needs two analysts."""
    Project.objects.filter(pk=cast.project.pk).update(analysts_per_article=2)
    cast.project.analysts_per_article = 2
    days = (date(2026, 1, 1), date(2026, 5, 1))
    more = [add_article(cast.project, make_article(published_on=day)) for day in days]
    return [cast.project_article, *more]


def give(cast, row, *analysts):
    pairs = [(row.pk, analyst.pk) for analyst in analysts]
    return assign(project=cast.project, pairs=pairs, by=cast.manager, at=AT)


def desk(cast, user, at=LATE):
    (found,) = [one for one in desks_of(cast.project, at) if one.membership.user == user]
    return found.waiting, found.open, found.done, found.idle


def test_what_each_has(cast, rows):
    give(cast, rows[0], cast.owner)
    give(cast, rows[1], cast.owner, cast.second)
    make_coding(rows[1], cast.owner, CodingState.DONE)
    make_coding(rows[2], cast.owner, changed_at=LATE)

    assert desk(cast, cast.owner) == (1, 1, 1, 1)
    assert desk(cast, cast.second) == (1, 0, 0, 1)
    assert desk(cast, cast.second, AT) == (1, 0, 0, 0)
    assert cast.reader not in [one.membership.user for one in desks_of(cast.project, AT)]


def test_sharing_out_fills_what_is_free_and_says_what_stays(cast, rows):
    give(cast, rows[0], cast.owner)
    make_coding(rows[1], cast.second)

    shares = shares_of(cast.project, AT, [cast.owner.pk, cast.second.pk])

    assert set(shares.pairs) == {
        (rows[0].pk, cast.second.pk),
        (rows[1].pk, cast.owner.pk),
        (rows[2].pk, cast.owner.pk),
        (rows[2].pk, cast.second.pk),
    }
    assert [more for _desk, more in shares.rows] == [2, 2]
    assert shares.left == 0
    assert shares_of(cast.project, AT, [cast.owner.pk]).left == 2


def test_who_had_an_article_does_not_get_it_again(cast, rows):
    (made,) = give(cast, rows[0], cast.owner)
    take_back(project=cast.project, assignments=[made.pk], by=cast.manager, at=AT)

    pairs = shares_of(cast.project, AT, [cast.owner.pk]).pairs

    assert {row for row, _ in pairs} == {rows[1].pk, rows[2].pk}


@pytest.mark.parametrize(
    ("turn", "order"),
    [(Turn.ADDED, [0, 1, 2]), (Turn.OLDEST, [1, 0, 2]), (Turn.NEWEST, [2, 0, 1])],
)
def test_articles_come_in_the_order_that_was_chosen(cast, rows, turn, order):
    pairs = shares_of(cast.project, AT, [cast.owner.pk], turn).pairs

    assert [row for row, _ in pairs] == [rows[place].pk for place in order]


def test_languages_and_the_most_that_each_gets(cast, rows):
    cast.owner.languages = ["fr"]
    cast.owner.save()

    shares = shares_of(cast.project, AT, [cast.owner.pk, cast.second.pk], at_most=2)

    assert [analyst for _row, analyst in shares.pairs] == [cast.second.pk] * 2
    assert shares.left == 4


def test_who_has_each_article(cast, rows):
    give(cast, rows[0], cast.owner)
    make_coding(rows[0], cast.owner)
    make_coding(rows[0], cast.second, CodingState.DONE)
    found = list(rows_of(cast.project).order_by("added_at"))

    put_holders(found)

    assert [(one.name, one.state) for one in found[0].holders] == [
        ("Owner", "open"),
        ("Second", "done"),
    ]
    assert [row.taken for row in found] == [2, 0, 0]
    assert set(rows_of(cast.project, only_free=True)) == {rows[1], rows[2]}


def test_what_is_assigned_waits_on_its_analysts_desk(cast, rows):
    give(cast, rows[0], cast.owner)
    give(cast, rows[1], cast.owner)
    make_coding(rows[1], cast.owner)

    assert [one.project_article for one in assigned_to(cast.owner, LATE)] == [rows[0]]
    assert [one.is_idle for one in assigned_to(cast.owner, LATE)] == [True]
    assert [one.is_idle for one in assigned_to(cast.owner, AT)] == [False]
    assert not assigned_to(cast.second, LATE).exists()


def test_what_lies_idle_is_told_to_its_analyst_and_to_the_manager(cast, rows):
    give(cast, rows[0], cast.owner)

    assert [one.analyst for one in idle_in(cast.project, LATE)] == [cast.owner]
    assert [one.project_article for one in idle_for(cast.owner, LATE)] == [rows[0]]
    assert not idle_for(cast.second, LATE).exists()
    cast.project.memberships.get(user=cast.owner).delete()
    assert not idle_for(cast.owner, LATE).exists()


def test_as_many_queries_for_many_articles_as_for_one(cast, rows):
    def look():
        shares_of(cast.project, AT, [cast.owner.pk, cast.second.pk])
        put_holders(rows_of(cast.project))

    give(cast, rows[0], cast.owner)
    few = queries_of(look)
    for _ in range(6):
        give(cast, add_article(cast.project, make_article()), cast.owner, cast.second)

    assert_same_count(few, queries_of(look), at_most=9)
