from datetime import UTC, datetime

import pytest
from django.db import IntegrityError

from annotations.models import Fingerprint, Story, StoryArticle, StoryMove
from tests.domain.stories.wire import WIRE
from tests.factories.articles import make_article
from tests.factories.stories import add_copies, make_story

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def stories(db):
    return [Story.objects.create(created_at=NOW) for _ in range(2)]


def test_who_may_see_an_article_sees_its_story(cast):
    (row, _) = add_copies(cast.project)
    story = make_story(row.article)

    for person in (cast.owner, cast.reader, cast.admin):
        assert list(Story.objects.visible_to(person)) == [story]
    assert not Story.objects.visible_to(cast.stranger)


def test_an_article_is_in_one_story(stories):
    article = make_article(WIRE)
    first = {"article": article, "fingerprints": 0, "gathered_at": NOW}
    StoryArticle.objects.create(story=stories[0], **first)

    with pytest.raises(IntegrityError):
        StoryArticle.objects.create(story=stories[1], **first)


def test_fingerprints_of_all_sizes_are_found_again(db):
    article = make_article(WIRE)
    make_story(article)
    sizes = {0, 1, 2**31 - 1, 2**31, 2**32 - 1}

    Fingerprint.objects.keep(article.pk, sizes)
    Fingerprint.objects.keep(article.pk, sizes)

    found = Fingerprint.objects.seen({*sizes, 77})
    assert {one for one, sightings in found.items() if sightings} == sizes
    assert {sighting.article for one in sizes for sighting in found[one]} == {article.pk}


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"to_story": 0}, "story_move_goes_somewhere"),
        ({"articles": []}, "story_move_of_articles"),
        ({"undone_at": NOW}, "story_move_undone_by_somebody"),
    ],
)
def test_a_move_is_one(cast, stories, change, constraint):
    article = make_article(WIRE)
    move = {"to_story": 1, "articles": [article.pk], **change}
    move["to_story"] = stories[move["to_story"]]

    with pytest.raises(IntegrityError, match=constraint):
        StoryMove.objects.create(from_story=stories[0], at=NOW, by=cast.owner, **move)
