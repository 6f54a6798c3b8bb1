"""Articles gathered in stories as they come in; what that means is in `domain/stories/`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from annotations.domain.stories.candidates import HOT, candidates
from annotations.domain.stories.copies import Text, is_copy
from annotations.domain.stories.words import words_of
from annotations.models import (
    Article,
    Fingerprint,
    Revision,
    Story,
    StoryArticle,
    StoryMove,
)
from annotations.models.stories import Sighting

# One after the other, or two copies that come at the same time would not see one another.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('annotations stories'))"


@transaction.atomic
def gather(*, article: UUID, at: datetime) -> StoryArticle | None:
    """Put the article into the story of the article that it is likeliest a copy of.

    Into a new one where there is none. Nothing changes for one that is in a story, unless its text
    was changed since; None for one that is gone or has no text. As many queries whatever there is.
    """
    hold_stories()
    there = StoryArticle.objects.filter(article=article).select_related("story").first()
    if there and not _is_changed(there):
        return there
    new = texts_of([article]).get(article)
    if new is None:
        return None
    seen = Fingerprint.objects.seen(new.fingerprints)
    others = [[one for one in each if one.article != article] for each in seen.values()]
    story = _story_of_a_copy(new, others)
    if there:
        return _gather_again(there, new, story, at)
    if story is None:
        story = Story.objects.create(created_at=at).pk
    wanted = [
        one
        for one, sightings in seen.items()
        if len(sightings) < HOT and all(sighting.story != story for sighting in sightings)
    ]
    Fingerprint.objects.keep(article, wanted)
    return StoryArticle.objects.create(
        article_id=article, story_id=story, fingerprints=len(wanted), gathered_at=at
    )


def _is_changed(there: StoryArticle) -> bool:
    newest = Revision.objects.filter(article=there.article_id).order_by("-number")
    made = newest.values_list("created_at", flat=True).first()
    return made is not None and made > there.gathered_at


def _gather_again(there: StoryArticle, new: Text, story: UUID | None, at: datetime) -> StoryArticle:
    """Of a changed text: it is found by what it says now, and alone so far it goes to its copies.

    Where people have moved articles it stays, and so it does among others: they were its copies.
    """
    among_others = StoryArticle.objects.filter(story=there.story_id).exclude(pk=there.pk).exists()
    moved = StoryMove.objects.touching(there.story).exists()
    if story and not among_others and not moved:
        there.story_id = story
    Fingerprint.objects.keep(there.article_id, new.fingerprints)
    there.fingerprints, there.gathered_at = len(new.fingerprints), at
    there.save(update_fields=["story", "fingerprints", "gathered_at"])
    return there


def gather_all(*, at: datetime, among: "QuerySet[Article] | None" = None) -> Iterator[StoryArticle]:
    """Gather the articles that are in no story, the oldest first, each in its own transaction.

    All that there are, or those `among` some.
    """
    articles = Article.objects.all() if among is None else among
    waiting = articles.filter(story_article__isnull=True, revisions__isnull=False)
    for article in waiting.order_by("pk").distinct().values_list("pk", flat=True).iterator():
        gathered = gather(article=article, at=at)
        if gathered:
            yield gathered


def hold_stories() -> None:
    """Until the transaction ends nobody else gathers or moves articles between stories."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)


def texts_of(articles: Sequence[UUID]) -> dict[UUID, Text]:
    """The newest text of each article that has one. One query."""
    newest = Revision.objects.filter(article__in=articles).order_by("article", "-number")
    rows = newest.distinct("article").values_list("article_id", "text")
    return {article: Text(words_of(text)) for article, text in rows}


def _story_of_a_copy(new: Text, seen: list[list[Sighting]]) -> UUID | None:
    likely = candidates(seen, lambda sighting: sighting.kept)
    texts = texts_of([sighting.article for sighting in likely])
    copies = (one.story for one in likely if is_copy(new, texts[one.article]))
    return next(copies, None)
