from datetime import UTC, datetime

import pytest

from annotations.actions.gathering import gather
from annotations.actions.stories import (
    CannotRegroup,
    merge_stories,
    split_story,
    undo_story_move,
)
from annotations.models import Story, StoryArticle, StoryMove
from tests.domain.stories.wire import OTHER, WIRE, cut
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.factories.stories import add_copies, make_story

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def in_story(story):
    rows = StoryArticle.objects.filter(story=story).order_by("article")
    return list(rows.values_list("article", flat=True))


@pytest.fixture
def copies(cast):
    return [row.article for row in add_copies(cast.project, [WIRE, cut(6), cut(4)])]


@pytest.fixture
def other(cast):
    return add_article(cast.project, make_article(OTHER)).article


def test_two_stories_are_put_together_and_taken_apart_again(cast, copies, other):
    story, lone = make_story(copies[0]), make_story(other)

    move = merge_stories(story=story, other=lone, by=cast.owner, at=NOW)

    assert in_story(story) == [*(article.pk for article in copies), other.pk]
    assert (move.by, move.at, move.articles) == (cast.owner, NOW, [other.pk])

    undo_story_move(move=move, by=cast.second, at=NOW)

    assert in_story(lone) == [other.pk]
    assert len(in_story(story)) == 3
    move.refresh_from_db()
    assert (move.undone_by, move.undone_at) == (cast.second, NOW)
    assert list(StoryMove.objects.touching(story)) == [move]


def test_a_move_is_undone_once(cast, copies, other):
    move = merge_stories(
        story=make_story(copies[0]), other=make_story(other), by=cast.owner, at=NOW
    )
    undo_story_move(move=move, by=cast.owner, at=NOW)

    with pytest.raises(CannotRegroup):
        undo_story_move(move=move, by=cast.owner, at=NOW)


def test_what_was_moved_on_meanwhile_stays_there(cast, copies, other):
    story = make_story(copies[0])
    first = split_story(story=story, articles=[copies[1].pk], by=cast.owner, at=NOW)
    merge_stories(story=make_story(other), other=first.to_story, by=cast.owner, at=NOW)

    undo_story_move(move=first, by=cast.owner, at=NOW)

    assert copies[1].pk in in_story(make_story(other))


def test_an_article_is_split_off_and_stays_apart(cast, copies):
    story = make_story(copies[0])

    move = split_story(story=story, articles=[copies[2].pk], by=cast.owner, at=NOW)

    assert in_story(story) == [copies[0].pk, copies[1].pk]
    assert in_story(move.to_story) == [copies[2].pk]
    assert gather(article=copies[2].pk, at=NOW).story == move.to_story


def test_what_was_split_off_is_found_by_all_of_its_words(cast):
    wire, copy = (row.article for row in add_copies(cast.project, [WIRE, WIRE]))
    row = StoryArticle.objects.get(article=copy)
    assert row.fingerprints == 0

    split_story(story=row.story, articles=[copy.pk], by=cast.owner, at=NOW)

    row.refresh_from_db()
    assert row.fingerprints == StoryArticle.objects.get(article=wire).fingerprints > 0


@pytest.mark.parametrize("chosen", [[], [0, 1, 2]])
def test_nothing_and_everything_cannot_be_split_off(cast, copies, chosen):
    before = Story.objects.count()

    with pytest.raises(CannotRegroup):
        split_story(
            story=make_story(copies[0]),
            articles=[copies[place].pk for place in chosen],
            by=cast.owner,
            at=NOW,
        )

    assert Story.objects.count() == before + (not before)


def test_a_story_is_not_put_together_with_itself(cast, copies):
    story = make_story(copies[0])

    with pytest.raises(CannotRegroup):
        merge_stories(story=story, other=story, by=cast.owner, at=NOW)


def test_what_one_may_not_see_one_does_not_move(cast, copies):
    hidden = add_article(make_project("Elsewhere"), make_article(OTHER)).article

    with pytest.raises(CannotRegroup):
        merge_stories(story=make_story(copies[0]), other=make_story(hidden), by=cast.owner, at=NOW)

    assert in_story(make_story(hidden)) == [hidden.pk]
