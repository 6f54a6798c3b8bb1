"""Stories put together and split by hand. Whatever is moved can be moved back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.gathering import hold_stories, texts_of
from annotations.actions.jobs import gather_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.models import Article, Fingerprint, Story, StoryArticle, StoryMove, User


class CannotRegroup(Refused):
    """The articles are not where they would be taken from, or nothing would change."""


@audited
def merge_stories(*, story: Story, other: Story, by: User, at: datetime) -> StoryMove:
    """Put the articles of the other story into this one. Raises CannotRegroup.

    Those that the user may not see stay where they are.
    """
    hold_stories()
    if story == other:
        raise CannotRegroup(_("These articles are in one story already."), "other")
    return _move(_seen_in(other, by), other, story, by, at)


@audited
def split_story(*, story: Story, articles: Collection[UUID], by: User, at: datetime) -> StoryMove:
    """Take some of its articles out of a story, into a new one. Raises CannotRegroup."""
    hold_stories()
    chosen = [article for article in _seen_in(story, by) if article in articles]
    if not chosen:
        raise CannotRegroup(_("Choose the articles that are no copies of the others."), "articles")
    if not StoryArticle.objects.filter(story=story).exclude(article__in=chosen).exists():
        raise CannotRegroup(_("Leave at least one article in the story."), "articles")
    move = _move(chosen, story, Story.objects.create(created_at=at), by, at)
    # Their copies were found by what the story has had since; from now on, by what they have.
    for article, text in texts_of(chosen).items():
        Fingerprint.objects.keep(article, text.fingerprints)
        StoryArticle.objects.filter(article=article).update(fingerprints=len(text.fingerprints))
    return move


@audited
def undo_story_move(*, move: StoryMove, by: User, at: datetime) -> None:
    """Put the articles back, as far as nobody has moved them on. Raises CannotRegroup."""
    hold_stories()
    undone = StoryMove.objects.filter(pk=move.pk, undone_at__isnull=True)
    if not undone.update(undone_at=at, undone_by=by):
        raise CannotRegroup(_("This has been undone already."))
    StoryArticle.objects.filter(article__in=move.articles, story=move.to_story_id).update(
        story=move.from_story_id
    )
    gather_articles_later(move.articles)


def _seen_in(story: Story, user: User) -> list[UUID]:
    seen = Article.objects.visible_to(user).filter(story_article__story=story)
    return list(seen.order_by("pk").values_list("pk", flat=True))


def _move(
    articles: list[UUID], from_story: Story, to_story: Story, by: User, at: datetime
) -> StoryMove:
    if not articles:
        raise CannotRegroup(_("There is no article of it that you could move."), "other")
    StoryArticle.objects.filter(article__in=articles).update(story=to_story)
    # They are gathered already: what is left to do is what their copies say of them.
    gather_articles_later(articles)
    return StoryMove.objects.create(
        from_story=from_story, to_story=to_story, articles=articles, at=at, by=by
    )
