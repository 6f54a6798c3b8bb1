"""Slots: who is given what, who takes what, and two who ask at once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from annotations.actions.assigning import (
    CannotAssign,
    NothingNext,
    assign,
    take_back,
    take_next,
    undo_assigning,
)
from annotations.models import Assignment, CodingState, Project, ProjectArticle
from annotations.models.assignments import slots_taken
from tests.actions.test_writers_at_once import at_once
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def needs(project, count):
    Project.objects.filter(pk=project.pk).update(analysts_per_article=count)
    project.analysts_per_article = count


def more(project, count, **fields):
    return [add_article(project, make_article(**fields)) for _ in range(count)]


def give(cast, *pairs, at=AT):
    pairs = [(row.pk, analyst.pk) for row, analyst in pairs]
    return assign(project=cast.project, pairs=pairs, by=cast.manager, at=at)


def taken(row):
    return ProjectArticle.objects.annotate(taken=slots_taken()).get(pk=row.pk).taken


def live(row):
    return set(
        Assignment.objects.live()
        .filter(project_article=row)
        .values_list("analyst__username", flat=True)
    )


def test_what_is_given_is_theirs_and_said_by_whom(cast):
    (made,) = give(cast, (cast.project_article, cast.owner))

    assert (made.analyst, made.assigned_by, made.assigned_at) == (cast.owner, cast.manager, AT)
    assert taken(cast.project_article) == 1


def test_no_more_are_given_than_an_article_needs(cast):
    needs(cast.project, 2)
    row = cast.project_article

    give(cast, (row, cast.owner), (row, cast.second), (row, cast.curator))

    assert live(row) == {"owner", "second"}
    with pytest.raises(CannotAssign):
        give(cast, (row, cast.curator))


def test_the_database_refuses_one_too_many_and_one_twice(cast):
    give(cast, (cast.project_article, cast.owner))

    for analyst in (cast.second, cast.owner):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.create(
                project=cast.project,
                project_article=cast.project_article,
                analyst=analyst,
                assigned_at=AT,
            )


def test_fewer_analysts_than_before_leave_what_was_given(cast):
    needs(cast.project, 2)
    give(cast, (cast.project_article, cast.owner), (cast.project_article, cast.second))
    needs(cast.project, 1)

    take_back(
        project=cast.project,
        assignments=Assignment.objects.filter(analyst=cast.owner).values_list("pk", flat=True),
        by=cast.manager,
        at=LATER,
    )

    assert live(cast.project_article) == {"second"}


@pytest.mark.parametrize("state", [CodingState.OPEN, CodingState.DONE])
def test_a_coding_that_nobody_assigned_has_a_slot(cast, state):
    make_coding(cast.project_article, cast.owner, state)

    assert taken(cast.project_article) == 1
    with pytest.raises(CannotAssign):
        give(cast, (cast.project_article, cast.second))
    with pytest.raises(NothingNext):
        take_next(by=cast.second, at=AT)


def test_who_began_by_themselves_can_be_given_it_and_has_one_slot(cast):
    make_coding(cast.project_article, cast.owner)

    give(cast, (cast.project_article, cast.owner))

    assert taken(cast.project_article) == 1


def test_next_takes_a_free_slot_of_what_was_added_first(cast):
    row, _last = more(cast.project, 2)

    assert take_next(by=cast.owner, at=AT) == cast.project_article
    assert take_next(by=cast.second, at=AT) == row
    assert Assignment.objects.get(analyst=cast.owner).assigned_by is None
    # Asked again, they have it already.
    assert take_next(by=cast.owner, at=LATER) == cast.project_article
    assert Assignment.objects.count() == 2


def test_next_is_what_was_begun_then_what_was_assigned_then_what_is_free(cast):
    free, given, begun = cast.project_article, *more(cast.project, 2)
    give(cast, (given, cast.owner))
    coding = make_coding(begun, cast.owner)
    steps = []

    for _ in range(3):
        row = take_next(by=cast.owner, at=AT)
        steps.append(row)
        if row != begun:
            coding = make_coding(row, cast.owner)
        coding.state = CodingState.DONE
        coding.save(update_fields=["state"])

    assert steps == [begun, given, free]
    with pytest.raises(NothingNext):
        take_next(by=cast.owner, at=AT)


def test_sooner_deadlines_come_first(cast):
    urgent = make_project("Urgent")
    Project.objects.filter(pk=urgent.pk).update(due_on=date(2026, 12, 1))
    join(urgent, cast.owner)
    row = add_article(urgent, make_article())

    assert take_next(by=cast.owner, at=AT) == row
    assert take_next(by=cast.owner, at=AT, project=cast.project) == cast.project_article


def test_next_respects_languages_roles_and_archives(cast):
    cast.owner.languages = ["fr"]
    with pytest.raises(NothingNext):
        take_next(by=cast.owner, at=AT)
    (french,) = more(cast.project, 1, language="fr")
    assert take_next(by=cast.owner, at=AT) == french

    for somebody in (cast.reader, cast.stranger):
        with pytest.raises(NothingNext):
            take_next(by=somebody, at=AT)
    Project.objects.update(archived_at=AT)
    with pytest.raises(NothingNext):
        take_next(by=cast.second, at=AT)


def test_what_is_passed_over_untouched_is_free_for_others_and_does_not_come_back(cast):
    (other,) = more(cast.project, 1)
    first = take_next(by=cast.owner, at=AT)

    second = take_next(by=cast.owner, at=LATER, after=first)

    assert (first, second) == (cast.project_article, other)
    assert taken(first) == 0
    with pytest.raises(NothingNext):
        take_next(by=cast.owner, at=LATER, after=second)
    assert take_next(by=cast.second, at=LATER) == first


def test_what_a_manager_gave_is_kept_when_passed_over(cast):
    first, second = cast.project_article, *more(cast.project, 1)
    give(cast, (first, cast.owner))
    give(cast, (second, cast.owner), at=LATER)

    assert take_next(by=cast.owner, at=LATER, after=first) == second
    assert take_next(by=cast.owner, at=LATER, after=second) == first
    assert live(first) == live(second) == {"owner"}


def test_what_lay_idle_is_taken_back_and_what_was_annotated_stays(cast):
    (made,) = give(cast, (cast.project_article, cast.owner))
    coding = make_coding(cast.project_article, cast.owner)

    take_back(project=cast.project, assignments=[made.pk], by=cast.manager, at=LATER)

    assert taken(cast.project_article) == 0
    with pytest.raises(NothingNext):
        take_next(by=cast.owner, at=LATER)
    assert take_next(by=cast.second, at=LATER) == cast.project_article
    coding.refresh_from_db()
    assert coding.state == CodingState.OPEN
    with pytest.raises(CannotAssign):
        take_back(project=cast.project, assignments=[made.pk], by=cast.manager, at=LATER)


def test_what_is_done_is_not_taken_back_and_what_is_done_after_all_has_a_slot(cast):
    (made,) = give(cast, (cast.project_article, cast.owner))
    take_back(project=cast.project, assignments=[made.pk], by=cast.manager, at=LATER)
    make_coding(cast.project_article, cast.owner, CodingState.DONE)

    assert taken(cast.project_article) == 1


def test_undo_takes_away_what_was_given_and_not_begun(cast):
    row, other = cast.project_article, *more(cast.project, 1)
    made = give(cast, (row, cast.owner), (other, cast.second))
    make_coding(row, cast.owner)

    undone = undo_assigning(project=cast.project, act=made[0].act, by=cast.manager, at=LATER)

    assert undone == 1
    assert (live(row), live(other)) == ({"owner"}, set())
    # As though it had never been: they can get it by themselves.
    assert take_next(by=cast.second, at=LATER) == other
    with pytest.raises(CannotAssign):
        undo_assigning(project=cast.project, act=made[0].act, by=cast.manager, at=LATER)


def test_undo_gives_again_what_was_taken_back_unless_others_have_it(cast):
    row, other = cast.project_article, *more(cast.project, 1)
    made = give(cast, (row, cast.owner), (other, cast.owner))
    released = take_back(
        project=cast.project, assignments=[one.pk for one in made], by=cast.manager, at=LATER
    )
    act = Assignment.objects.get(pk=released[0].pk).act
    give(cast, (row, cast.second), at=LATER)

    assert undo_assigning(project=cast.project, act=act, by=cast.manager, at=LATER) == 1
    assert (live(row), live(other)) == ({"second"}, {"owner"})


def test_what_lies_idle_is_what_nobody_touched_for_long(cast):
    old, begun, done, young = cast.project_article, *more(cast.project, 3)
    give(cast, (old, cast.owner), (begun, cast.owner), (done, cast.owner))
    give(cast, (young, cast.owner), at=AT + timedelta(days=6))
    make_coding(begun, cast.owner, changed_at=AT + timedelta(days=5))
    make_coding(done, cast.owner, CodingState.DONE, changed_at=AT)

    idle = Assignment.objects.idle(AT + timedelta(days=8))

    assert [one.project_article for one in idle] == [old]


@pytest.mark.django_db(transaction=True)
def test_two_who_ask_at_once_never_get_the_same_last_slot():
    project = make_project()
    needs(project, 2)
    rows = more(project, 5)
    analysts = [make_user(f"analyst{n}") for n in range(8)]
    for analyst in analysts:
        join(project, analyst)

    def ask(number):
        got = []
        for _ in range(3):
            try:
                row = take_next(by=analysts[number], at=AT, project=project)
            except NothingNext:
                return got
            got.append(row.pk)
            make_coding(row, analysts[number], CodingState.DONE)
        return got

    got = at_once(8, ask)

    assert all(len(set(some)) == len(some) for some in got)
    assert sum(map(len, got)) == Assignment.objects.count() == 10
    assert all(taken(row) == 2 for row in rows)


@pytest.mark.django_db(transaction=True)
def test_managers_and_analysts_at_once_give_no_slot_twice():
    project = make_project()
    rows = more(project, 6)
    people = [make_user(f"analyst{n}") for n in range(6)]
    for analyst in people:
        join(project, analyst)

    def act(number):
        try:
            if number % 2:
                return take_next(by=people[number], at=AT, project=project)
            pairs = [(row.pk, people[number].pk) for row in rows]
            return assign(project=project, pairs=pairs, by=people[0], at=AT)
        except (NothingNext, CannotAssign):
            return None

    at_once(6, act)

    assert all(taken(row) == 1 for row in rows)
