from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from annotations.actions.gathering import gather, gather_all
from annotations.models import Article, Fingerprint, Story, StoryArticle
from annotations.models import stories as story_models
from tests.domain.stories.wire import OTHER, WIRE, cut, twenty_copies
from tests.factories.articles import make_article, make_revision, make_source
from tests.factories.stories import make_story

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
# After whatever a test makes.
LATER = datetime(2100, 1, 1, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def stories_of(articles):
    return [StoryArticle.objects.get(article=article).story_id for article in articles]


def test_twenty_copies_come_into_one_story_and_another_article_into_its_own():
    articles = [make_article(text) for text in [OTHER, *twenty_copies()]]

    make_story(*articles)

    other, *copies = stories_of(articles)
    assert set(copies) != {other}
    assert len(set(copies)) == 1


def test_an_article_is_gathered_once():
    article = make_article(WIRE)

    first = gather(article=article.pk, at=NOW)

    assert gather(article=article.pk, at=NOW) == first
    assert Story.objects.count() == 1


def changed(article, text):
    """A newer text, taken in after the article was gathered."""
    make_revision(article, article.captures.get(), text, number=2)


def test_an_article_alone_goes_to_its_copies_once_its_text_is_theirs():
    first = make_article("Talks end\n\nMore follows.")
    make_story(first)
    wire = make_article(WIRE)
    make_story(wire)
    changed(first, cut(6))

    gather(article=first.pk, at=LATER)

    assert stories_of([first]) == stories_of([wire])
    assert gather(article=first.pk, at=LATER).gathered_at == LATER


def test_what_it_says_now_is_what_later_copies_find_it_by():
    first = make_article("Talks end\n\nMore follows.")
    make_story(first)
    changed(first, WIRE)
    gather(article=first.pk, at=LATER)
    late = make_article(cut(6))

    gather(article=late.pk, at=LATER)

    assert stories_of([late]) == stories_of([first])


def test_among_its_copies_it_stays_whatever_it_says_now():
    wire, copy, other = make_article(WIRE), make_article(cut(7)), make_article(OTHER)
    make_story(wire, copy)
    make_story(other)
    changed(copy, OTHER)

    gather(article=copy.pk, at=LATER)

    assert stories_of([copy]) == stories_of([wire])


def test_what_is_gone_or_has_no_text_is_in_no_story():
    empty = Article.objects.create(source=make_source(), title="To come")

    assert gather(article=empty.pk, at=NOW) is None
    assert gather(article=uuid4(), at=NOW) is None
    assert not Story.objects.exists()


def test_the_newest_text_counts():
    article = make_article(OTHER)
    make_revision(article, article.captures.get(), WIRE, number=2)
    copy = make_article(cut(5))

    assert make_story(article) == make_story(copy)


def test_reprints_keep_hardly_any_fingerprints_of_their_own():
    make_story(make_article(WIRE))
    before = Fingerprint.objects.count()

    make_story(*(make_article(cut(paragraphs)) for paragraphs in range(4, 9)))

    assert Fingerprint.objects.count() - before < 3 * 5
    kept = Fingerprint.objects.values_list("article", flat=True)
    for row in StoryArticle.objects.all():
        assert row.fingerprints == list(kept).count(row.article_id)


def test_a_phrase_of_the_house_is_asked_for_no_further_and_kept_no_longer(monkeypatch):
    monkeypatch.setattr(story_models, "HOT", 3)
    monkeypatch.setattr("annotations.actions.gathering.HOT", 3)
    monkeypatch.setattr("annotations.domain.stories.candidates.HOT", 3)
    notice = " ".join(f"notice{number}" for number in range(120))
    heads = [" ".join(f"{word}{number}" for word in range(150)) for number in range(6)]
    articles = [make_article(f"{head}\n\n{notice}") for head in heads]

    make_story(*articles)

    assert len(set(stories_of(articles))) == 6
    per_value = Fingerprint.objects.values_list("value", flat=True)
    assert max(list(per_value).count(value) for value in set(per_value)) == 3


def queries_of(article):
    with CaptureQueriesContext(connection) as captured:
        gather(article=article.pk, at=NOW)
    return len(captured)


def test_it_takes_as_many_queries_among_many_as_among_few():
    make_story(make_article(WIRE))
    among_few = queries_of(make_article(cut(6)))

    make_story(*(make_article(text) for text in [OTHER, *twenty_copies()]))

    assert queries_of(make_article(cut(7))) <= among_few == 9


def test_what_was_here_before_is_gathered_the_oldest_first():
    articles = [make_article(text) for text in (WIRE, OTHER, cut(4))]
    Article.objects.create(source=make_source(), title="To come")

    gathered = list(gather_all(at=NOW))

    assert [row.article_id for row in gathered] == [article.pk for article in articles]
    assert list(gather_all(at=NOW)) == []


def test_those_of_a_project_can_be_gathered_alone(cast):
    make_article(WIRE)
    own = Article.objects.filter(project_articles__project=cast.project)

    gathered = list(gather_all(at=NOW, among=own))

    assert [row.article_id for row in gathered] == [cast.project_article.article_id]
