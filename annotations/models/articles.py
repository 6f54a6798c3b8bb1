import zlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Length, Lower, Upper
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.due import due
from annotations.models.history import tracked
from annotations.models.ready import Ready
from annotations.models.sources import Source

# A row that is written once: the database itself refuses a change or a removal.
WRITTEN_ONCE = pgtrigger.Protect(name="written_once", operation=pgtrigger.Update | pgtrigger.Delete)


# Where an undated article stands: before everything, so last among the newest first.
UNDATED = date(1, 1, 1)
# Among the oldest first: after everything.
NEVER = date(9999, 12, 31)


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: AbstractBaseUser) -> "ArticleQuerySet":
        """Articles of the projects that the user belongs to; a superuser sees all."""
        if getattr(user, "is_superuser", False):
            return self
        theirs = self.model.objects.filter(project_articles__project__memberships__user=user.pk)
        # A subquery and not a join: an article of two projects is one row.
        return self.filter(pk__in=theirs.values("pk"))


@tracked
class Article(models.Model):
    """One published piece. Its words are in revisions, its bytes in captures."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(
        Source, models.PROTECT, related_name="articles", verbose_name=_("source")
    )
    title = models.CharField(_("title"), max_length=500)
    byline = models.CharField(_("byline"), max_length=300, blank=True)
    # The calendar day that the outlet prints; the instant only where the outlet tells it.
    published_on = models.DateField(_("date"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    canonical_url = models.URLField(_("address"), max_length=2000, blank=True)
    # The part of the outlet that it stands in, in the outlet's own word.
    section = models.CharField(_("section"), max_length=100, blank=True)
    created_at = models.DateTimeField(_("taken in"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        constraints = [
            models.UniqueConstraint(
                fields=["canonical_url"],
                condition=~Q(canonical_url=""),
                name="article_url_once",
                violation_error_message=_("The article of this address is here already."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="article_titled"),
        ]
        indexes = [
            models.Index(fields=["source", "-published_on", "id"], name="article_of_source"),
            # The orders of the list of articles, each ending in a unique key.
            models.Index(
                Coalesce("published_on", UNDATED).desc(), F("id").desc(), name="article_newest"
            ),
            models.Index(Coalesce("published_on", NEVER), "id", name="article_oldest"),
            models.Index(Lower("title"), "id", name="article_in_alphabet"),
            models.Index("language", name="article_language"),
            # Titles are found by letters anywhere in them, as `icontains` compares.
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="article_title_letters"),
        ]
        triggers = [
            due(
                "id",
                pgtrigger.Update,
                "(fresh.title, fresh.language, fresh.published_on, fresh.source_id) IS DISTINCT"
                " FROM (stale.title, stale.language, stale.published_on, stale.source_id)",
            )
        ]

    def __str__(self) -> str:
        return self.title


class Capture(models.Model):
    """The bytes as they came in, compressed. Written once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="captures")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    filename = models.CharField(max_length=255, blank=True)
    # What these bytes call the article; "" where they do not say, or nobody kept it yet.
    title = models.CharField(max_length=500, blank=True)
    url = models.URLField(max_length=2000, blank=True)
    size = models.PositiveIntegerField()
    compressed = models.BinaryField()
    # domain.http_facts, where it was fetched.
    http = models.JSONField(default=dict, blank=True)
    captured_at = models.DateTimeField()
    captured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("capture")
        verbose_name_plural = _("captures")
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="capture_not_empty")]
        triggers = [WRITTEN_ONCE]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def data(self) -> bytes:
        """The bytes as they were captured."""
        return zlib.decompress(bytes(self.compressed))


class Revision(models.Model):
    """One state of an article's text. Written once; offsets into `text` are code points."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    capture = models.ForeignKey(Capture, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    text_sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField()
    extractor = models.CharField(max_length=100)
    extractor_version = models.CharField(max_length=100)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(
                condition=Q(
                    text_sha256=Func(
                        Func(
                            Func(F("text"), Value("UTF8"), function="convert_to"),
                            function="sha256",
                        ),
                        Value("hex"),
                        function="encode",
                        output_field=models.CharField(),
                    )
                ),
                name="revision_text_is_its_hash",
            ),
            models.CheckConstraint(
                condition=Q(length=Length("text"), length__gt=0), name="revision_length"
            ),
        ]
        indexes = [models.Index(fields=["text_sha256"], name="revision_by_hash")]
        triggers = [WRITTEN_ONCE, due("article_id", pgtrigger.Insert)]

    def __str__(self) -> str:
        return f"{self.article_id} r{self.number}"


class ParagraphKind(models.TextChoices):
    TITLE = "title", _("Title")
    HEADING = "heading", _("Heading")
    PARAGRAPH = "paragraph", _("Paragraph")
    ITEM = "item", _("List item")
    QUOTE = "quote", _("Block quotation")


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def touching(self, start: int, end: int) -> "ParagraphQuerySet":
        """Paragraphs that share at least one code point with [start, end)."""
        return self.filter(start__lt=end, end__gt=start)

    def in_reading_order(self) -> "ParagraphQuerySet":
        return self.order_by("index")


class Paragraph(models.Model):
    """A revision's text cut into contiguous pieces, so that a page need not load all of it.

    Written once. Paragraph 0 starts at 0; each starts where the one before ends and keeps its
    own line breaks.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="paragraphs", db_index=False
    )
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ParagraphKind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        constraints = [
            models.UniqueConstraint(fields=["revision", "index"], name="paragraph_index_once"),
            models.UniqueConstraint(fields=["revision", "start"], name="paragraph_start_once"),
            models.CheckConstraint(
                condition=Q(end__gt=F("start"), end=F("start") + Length("text")),
                name="paragraph_as_long_as_its_text",
            ),
        ]
        triggers = [WRITTEN_ONCE]

    def __str__(self) -> str:
        return f"{self.revision_id} ¶{self.index}"


# What pages need of a paragraph: index, kind, start, end, text.
Piece = tuple[int, str, int, int, str]


def pieces_near(revision: UUID, ranges: Sequence[tuple[int, int]]) -> list[Piece]:
    """The paragraphs of a revision that touch one of `ranges`, in reading order. One query."""
    return _touching(len(ranges)).rows(revision, *chain.from_iterable(ranges))


@lru_cache(maxsize=64)
def _touching(count: int) -> Ready:
    def make(revision: UUID, *edges: int) -> models.QuerySet[Any, Any]:
        near = Q(pk__in=[])
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            near |= Q(start__lt=end, end__gt=start)
        found = Paragraph.objects.filter(near, revision=revision)
        return found.in_reading_order().values_list("index", "kind", "start", "end", "text")

    return Ready(make, [UUID, *[int] * (2 * count)])
