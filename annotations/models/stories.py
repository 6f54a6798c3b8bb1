from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.domain.stories.candidates import HOT
from annotations.models.articles import Article


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: AbstractBaseUser) -> "StoryQuerySet":
        """Stories of which the user may see an article."""
        seen = Article.objects.visible_to(user).filter(story_article__story=OuterRef("pk"))
        return self.filter(Exists(seen))


class Story(models.Model):
    """Articles that are copies of one another; an article without copies is a story of one.

    Like its articles, it is shared by all projects.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField()

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return str(self.pk)


class StoryArticle(models.Model):
    """That an article belongs to a story, from when it was gathered on: to one at a time.

    `fingerprints` says how many of them are kept under its name; what its story had before, is not.
    """

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="story_article"
    )
    story = models.ForeignKey(Story, models.PROTECT, related_name="story_articles")
    fingerprints = models.PositiveIntegerField()
    gathered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("article of a story")
        verbose_name_plural = _("articles of stories")

    def __str__(self) -> str:
        return f"{self.article_id} in {self.story_id}"


# Asks the index for each fingerprint alone, and for no more than HOT articles of it: a phrase that
# is in a hundred thousand articles costs no more than one that is in a hundred.
SEEN = """
    SELECT wanted.value, row.article_id, row.story_id, row.fingerprints
    FROM unnest(%s::integer[]) AS wanted(value)
    CROSS JOIN LATERAL (
        SELECT article_id FROM annotations_fingerprint kept
        WHERE kept.value = wanted.value LIMIT %s
    ) seen
    JOIN annotations_storyarticle row ON row.article_id = seen.article_id
"""
# Fingerprints are numbers from 0 on; PostgreSQL's have a sign.
HALF = 1 << 31


@dataclass(frozen=True, slots=True)
class Sighting:
    """An article that has a fingerprint; `kept` is how many of its fingerprints are on record."""

    article: UUID
    story: UUID
    kept: int


class FingerprintQuerySet(models.QuerySet["Fingerprint"]):
    def seen(self, fingerprints: Collection[int]) -> dict[int, list[Sighting]]:
        """For each fingerprint the articles that it is kept for, HOT at most. One query."""
        found: dict[int, list[Sighting]] = {one: [] for one in fingerprints}
        with connection.cursor() as cursor:
            cursor.execute(SEEN, [[one - HALF for one in fingerprints], HOT])
            for value, *row in cursor.fetchall():
                found[value + HALF].append(Sighting(*row))
        return found

    def keep(self, article: UUID, fingerprints: Collection[int]) -> None:
        """Those that are kept already are let be."""
        rows = (Fingerprint(value=one - HALF, article_id=article) for one in sorted(fingerprints))
        self.bulk_create(rows, batch_size=10_000, ignore_conflicts=True)


class Fingerprint(models.Model):
    """A few words of an article in a row, as a number: what its copies are found by."""

    pk = models.CompositePrimaryKey("value", "article")
    value = models.IntegerField()
    # Asked for by value alone, and there are millions: no index of its own.
    article = models.ForeignKey(Article, models.CASCADE, related_name="+", db_index=False)

    objects = FingerprintQuerySet.as_manager()

    class Meta:
        verbose_name = _("fingerprint")
        verbose_name_plural = _("fingerprints")

    def __str__(self) -> str:
        return f"{self.value} of {self.article_id}"


class StoryMoveQuerySet(models.QuerySet["StoryMove"]):
    def touching(self, story: Story) -> "StoryMoveQuerySet":
        """Moves into the story or out of it, the latest first."""
        return self.filter(Q(from_story=story) | Q(to_story=story)).order_by("-at", "-id")


class StoryMove(models.Model):
    """Somebody took articles out of a story and put them into another one.

    All of them: two stories were put together. Into a new one: a story was split. Undone, they are
    back, and that is on record, too.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    from_story = models.ForeignKey(Story, models.PROTECT, related_name="+")
    to_story = models.ForeignKey(Story, models.PROTECT, related_name="+")
    # Ids of Article.
    articles = ArrayField(models.UUIDField())
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = StoryMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("move between stories")
        verbose_name_plural = _("moves between stories")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_story=F("to_story")), name="story_move_goes_somewhere"
            ),
            models.CheckConstraint(condition=Q(articles__len__gt=0), name="story_move_of_articles"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="story_move_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_story_id} to {self.to_story_id}"
