"""Opening articles to their analysts, once all of them are done."""

from datetime import UTC, datetime

import pytest

from annotations.actions.assigning import assign
from annotations.actions.opening import CannotOpen, close_articles, open_articles
from annotations.models import Coding, CodingState, Project
from annotations.permissions import can_compare, is_machine_hidden
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DONE = CodingState.DONE


@pytest.fixture
def row(cast):
    """Its project wants two analysts for each article."""
    Project.objects.filter(pk=cast.project.pk).update(analysts_per_article=2)
    cast.project.refresh_from_db()
    cast.project_article.refresh_from_db()
    return cast.project_article


def opened(cast, *rows):
    articles = [row.pk for row in rows] if rows else None
    return open_articles(project=cast.project, by=cast.manager, at=AT, articles=articles)


def sees(user, of):
    """Whether they see that coding, and what is said about it."""
    seen = Coding.objects.visible_to(user).filter(pk=of.pk).exists()
    assert Coding.objects.discussed_by(user).filter(pk=of.pk).exists() is seen
    return seen


def test_nobody_sees_anothers_coding_before_it_is_opened_nor_after_it_is_closed(cast, row):
    mine, other = make_coding(row, cast.owner, DONE), make_coding(row, cast.second, DONE)
    assert not sees(cast.owner, other)
    assert sees(cast.curator, other)
    assert sees(cast.reader, other)

    assert opened(cast) == 1
    assert sees(cast.owner, other)
    assert sees(cast.second, mine)
    assert not sees(cast.stranger, other)
    with pytest.raises(CannotOpen):
        opened(cast)

    assert close_articles(project=cast.project, by=cast.manager, articles=[row.pk]) == 1
    assert not sees(cast.owner, other)
    with pytest.raises(CannotOpen):
        close_articles(project=cast.project, by=cast.manager, articles=[row.pk])


@pytest.mark.parametrize(
    ("states", "is_ready"),
    [
        ([], False),
        ([DONE], False),
        ([DONE, CodingState.OPEN], False),
        ([DONE, DONE], True),
        ([DONE, DONE, CodingState.OPEN], False),
        ([DONE, DONE, DONE], True),
    ],
)
def test_only_what_all_are_done_with_is_opened(cast, row, states, is_ready):
    for user, state in zip((cast.owner, cast.second, cast.curator), states, strict=False):
        make_coding(row, user, state)

    if is_ready:
        assert opened(cast, row) == 1
    else:
        with pytest.raises(CannotOpen):
            opened(cast, row)


def test_who_was_given_it_and_has_not_begun_is_waited_for(cast, row):
    pairs = [(row.pk, cast.owner.pk), (row.pk, cast.curator.pk)]
    assign(project=cast.project, pairs=pairs, by=cast.manager, at=AT)
    make_coding(row, cast.owner, DONE)
    make_coding(row, cast.second, DONE)

    with pytest.raises(CannotOpen):
        opened(cast, row)


def test_what_is_opened_is_what_was_asked_for_and_in_the_project(cast, row):
    other = add_article(cast.project, make_article())
    for each in (row, other):
        make_coding(each, cast.owner, DONE)
        make_coding(each, cast.second, DONE)

    assert opened(cast, other) == 1
    row.refresh_from_db()
    other.refresh_from_db()
    assert row.opened_at is None
    assert (other.opened_at, other.opened_by) == (AT, cast.manager)
    elsewhere = Project.objects.create(name="Elsewhere", codebook=cast.project.codebook)
    with pytest.raises(CannotOpen):
        open_articles(project=elsewhere, by=cast.manager, at=AT, articles=[row.pk])


@pytest.mark.parametrize("state", ["", CodingState.OPEN, DONE])
@pytest.mark.parametrize("hides", [True, False])
@pytest.mark.parametrize("name", ["owner", "curator", "manager", "reader"])
def test_the_machine_is_hidden_until_one_is_done(cast, row, state, hides, name):
    Project.objects.filter(pk=cast.project.pk).update(hides_machine=hides)
    machine = make_coding(row, None)
    user = getattr(cast, name)
    if state:
        make_coding(row, user, state)

    seen = Coding.objects.visible_to(user).filter(pk=machine.pk).exists()

    assert seen is (name != "owner" or not hides or state == DONE)


def test_who_is_at_work_does_not_see_what_was_agreed_before(cast, row):
    gold = make_coding(row, None, DONE, kind="gold")
    seen = Coding.objects.filter(pk=gold.pk)
    assert seen.visible_to(cast.owner).exists()

    mine = make_coding(row, cast.owner)
    assert not seen.visible_to(cast.owner).exists()
    Coding.objects.filter(pk=mine.pk).update(state=DONE)
    assert seen.visible_to(cast.owner).exists()
    pairs = [(row.pk, cast.second.pk)]
    assign(project=cast.project, pairs=pairs, by=cast.manager, at=AT)
    assert not seen.visible_to(cast.second).exists()


@pytest.mark.parametrize(
    ("role", "opened_at", "compares"),
    [("analyst", None, False), ("analyst", AT, True), ("curator", None, True), (None, AT, False)],
)
def test_who_may_compare_one_article(cast, row, role, opened_at, compares):
    row.my_role, row.opened_at = role, opened_at
    row.project.hides_machine = True

    assert can_compare(row) is compares
    assert is_machine_hidden(row) is not compares
    row.project.hides_machine = False
    assert not is_machine_hidden(row)
