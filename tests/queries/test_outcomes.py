"""What became of suggestions: counted by verdict, mode, reason, week, analyst and confidence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.codings import finish_coding
from annotations.actions.decisions import accept, reject
from annotations.actions.machine import suggest_quotations
from annotations.models import Suggestion, User
from annotations.queries.outcomes import WEEKS, Tally, outcomes_of
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.places import place_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of

# A Wednesday.
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "“It will thaw,” Quill said.\n\n"
    "Otto Feder said that the map was wrong.\n\n"
    "“We will wait,” said Feder."
)
NOBODY, THAW, MAP, WAIT = "“Nobody signs", "“It will thaw", "that the map", "“We will wait"


@pytest.fixture
def row(cast):
    """An article in which the machine suggests four statements, one of them indirect."""
    cast.project_article.delete()
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    assert Suggestion.objects.filter(confidence__gte=0.6).count() == 4
    return row


def outcomes(cast, who="manager"):
    user = getattr(cast, who)
    return outcomes_of(cast.project, user, sees_all=who in ("manager", "curator", "reader"))


def counts(tally):
    return {
        name: getattr(tally, name)
        for name in ("accepted", "edited", "rejected", "missed", "passed", "open")
        if getattr(tally, name)
    }


def take(row, by, words, at=NOW, **more):
    accept(project_article=row, number=number_of(words), by=by, at=at, **more)


def refuse(row, by, words, at=NOW):
    reject(project_article=row, number=number_of(words), by=by, at=at)


def by_hand(row, by, words, mode="direct", at=NOW):
    places = Places(content=[place_of(row, words)])
    create_attribution(project_article=row, places=places, facts=Facts(mode=mode), by=by, at=at)


def finish(row, by):
    finish_coding(project_article=row, by=by, at=NOW)


def test_nothing_where_the_machine_read_nothing(cast):
    found = outcomes(cast)

    assert found.is_empty
    assert (found.total, found.modes, found.weeks, found.sureness) == (Tally(), [], [], [])
    assert (found.total.right, found.total.expected) == (None, None)


def test_what_nobody_touched_is_open(cast, row):
    found = outcomes(cast)

    assert counts(found.total) == {"open": 4}
    assert {mode: counts(tally) for mode, tally in found.modes} == {
        "direct": {"open": 3}, "indirect": {"open": 1},
    }  # fmt: skip
    assert not found.is_empty


def test_what_is_too_unsure_to_be_shown_is_not_counted_as_open(cast, row):
    Suggestion.objects.update(confidence=0.59)

    assert outcomes(cast).is_empty


def test_decisions_are_counted_by_their_verdict(cast, row):
    take(row, cast.owner, NOBODY)
    take(row, cast.owner, THAW, facts=Facts(mode="mixed"), places=places_of(row, "It will thaw"))
    refuse(row, cast.owner, MAP)

    found = outcomes(cast)

    assert counts(found.total) == {"accepted": 1, "edited": 1, "rejected": 1, "open": 1}
    assert (found.total.decided, found.total.taken) == (3, 2)
    assert found.total.right == pytest.approx(2 / 3)
    assert {m: counts(t) for m, t in found.modes}["indirect"] == {"rejected": 1}
    families = {family: counts(tally) for family, tally in found.families}
    assert families["saying"] == {"rejected": 1}
    assert families["direct"] == {"accepted": 1, "edited": 1, "open": 1}


def places_of(row, words):
    return Places(content=[place_of(row, words)])


def test_an_attribution_by_hand_that_nothing_suggests_is_missed_once_the_article_is_done(cast, row):
    by_hand(row, cast.owner, "Winter comes", mode="indirect")
    assert "missed" not in counts(outcomes(cast).total)

    finish(row, cast.owner)

    found = outcomes(cast)
    assert counts(found.total) == {"missed": 1, "passed": 4}
    assert dict(found.modes)["indirect"].missed == 1


def test_an_attribution_by_hand_that_a_suggestion_says_is_neither_missed_nor_is_that_open(
    cast, row
):
    by_hand(row, cast.owner, "“It will thaw,”")
    assert counts(outcomes(cast).total) == {"open": 3}

    finish(row, cast.owner)

    assert counts(outcomes(cast).total) == {"passed": 3}


def test_nothing_is_missed_where_the_machine_has_read_nothing(cast):
    by_hand(cast.project_article, cast.owner, "Nobody knows")
    finish(cast.project_article, cast.owner)

    assert outcomes(cast).is_empty


def test_two_analysts_count_each_for_themselves(cast, row):
    take(row, cast.owner, NOBODY)
    refuse(row, cast.second, NOBODY)
    by_hand(row, cast.second, "Winter comes")
    finish(row, cast.second)

    found = outcomes(cast)

    assert counts(found.total) == {"accepted": 1, "rejected": 1, "missed": 1, "passed": 3}
    assert {name: counts(tally) for name, tally in found.analysts} == {
        "Owner": {"accepted": 1}, "Second": {"rejected": 1, "missed": 1},
    }  # fmt: skip


def test_an_analyst_sees_nothing_of_what_others_did(cast, row):
    take(row, cast.second, NOBODY)
    by_hand(row, cast.second, "Winter comes")
    by_hand(row, cast.second, "“It will thaw,”")
    finish(row, cast.second)

    found = outcomes(cast, "owner")

    assert counts(found.total) == {"open": 4}
    assert found.analysts == []
    assert counts(outcomes(cast, "second").total) == {"accepted": 1, "missed": 1, "passed": 2}


def test_other_projects_count_for_themselves(cast, row):
    other = add_article(make_project("Another"), row.article)
    suggest_quotations(project_article=other, at=NOW)

    assert counts(outcomes(cast).total) == {"open": 4}


def test_confidence_is_held_against_what_came_of_it(cast, row):
    Suggestion.objects.filter(attribution__number=number_of(NOBODY)).update(confidence=1.0)
    Suggestion.objects.filter(attribution__number=number_of(THAW)).update(confidence=0.9)
    Suggestion.objects.filter(attribution__number=number_of(MAP)).update(confidence=0.7)
    take(row, cast.owner, NOBODY)
    refuse(row, cast.owner, THAW)
    take(row, cast.owner, MAP)

    [(nine, surest), (seven, less)] = outcomes(cast).sureness

    assert (nine, seven) == (9, 7)
    assert (surest.decided, surest.right, surest.expected) == (2, 0.5, pytest.approx(0.95))
    assert (less.decided, less.right, less.expected) == (1, 1.0, pytest.approx(0.7))


def test_weeks_begin_on_monday_where_the_reader_is(cast, row):
    sunday_night = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    take(row, cast.owner, NOBODY)
    take(row, cast.owner, THAW, at=sunday_night)

    here = [(day, counts(tally)) for day, tally in outcomes(cast).weeks]
    with timezone.override("Asia/Tokyo"):
        there = [(day, counts(tally)) for day, tally in outcomes(cast).weeks]

    assert here == [(date(2026, 3, 2), {"accepted": 2})]
    assert there == [
        (date(2026, 3, 9), {"accepted": 1}), (date(2026, 3, 2), {"accepted": 1}),
    ]  # fmt: skip


def test_what_is_long_ago_is_counted_together(cast, row):
    suggestions = [NOBODY, THAW, MAP, WAIT]
    for weeks, words in zip((0, 1, WEEKS, WEEKS + 1), suggestions, strict=True):
        take(row, cast.owner, words, at=NOW - timedelta(weeks=weeks))

    found = outcomes(cast)

    assert len(found.weeks) == 4
    assert found.earlier == Tally()


def test_more_weeks_than_are_shown_go_together(cast, row, monkeypatch):
    monkeypatch.setattr("annotations.queries.outcomes.WEEKS", 1)
    for weeks, words in enumerate([NOBODY, THAW, MAP]):
        take(row, cast.owner, words, at=NOW - timedelta(weeks=weeks))

    found = outcomes(cast)

    assert [day for day, _ in found.weeks] == [date(2026, 3, 2)]
    assert counts(found.earlier) == {"accepted": 2}


def test_as_many_queries_for_many_articles_and_analysts(cast, row):
    take(row, cast.owner, NOBODY)
    few = queries_of(lambda: outcomes(cast))
    for who in (cast.second, cast.curator, cast.manager):
        more = add_article(cast.project, make_article(TEXT))
        suggest_quotations(project_article=more, at=NOW)
        first = Suggestion.objects.filter(attribution__coding__project_article=more).first()
        accept(project_article=more, number=first.attribution.number, by=who, at=NOW)
        finish(more, who)

    assert_same_count(few, queries_of(lambda: outcomes(cast)), at_most=2)
    assert User.objects.count() > 3
