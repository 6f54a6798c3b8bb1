"""Feeds of sources, when they were last asked, and what they announced."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.feeds import FeedKind as Kinds
from annotations.domain.feeds.rules import Rules
from annotations.domain.identifiers import uuid7
from annotations.models.history import tracked
from annotations.models.projects import Project, ProjectArticle
from annotations.models.sources import Source


class FeedKind(models.TextChoices):
    RSS = Kinds.RSS, _("RSS")
    ATOM = Kinds.ATOM, _("Atom")
    JSON = Kinds.JSON, _("JSON Feed")
    SITEMAP = Kinds.SITEMAP, _("Sitemap of news")


class FeedQuerySet(models.QuerySet["Feed"]):
    def kept(self) -> "FeedQuerySet":
        return self.filter(removed_at__isnull=True)

    def due(self, at: datetime) -> "FeedQuerySet":
        """Those that the clock lets us ask, for projects that are not archived."""
        working = Q(is_paused=False, project__archived_at__isnull=True)
        return self.kept().filter(working, polling__due_at__lte=at)


@tracked
class Feed(models.Model):
    """Where a source announces what is new, and what of it is taken into which project.

    Admins keep feeds. What happens when it is asked is in `polling`, which has no history.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    source = models.ForeignKey(Source, models.CASCADE, related_name="feeds")
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="feeds", verbose_name=_("project")
    )
    address = models.URLField(_("address"), max_length=2000)
    title = models.CharField(_("name"), max_length=200, blank=True)
    # What it turned out to be when it was read for the first time.
    kind = models.CharField(max_length=10, choices=FeedKind, blank=True)
    words = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    sections = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    languages = ArrayField(models.CharField(max_length=8), default=list, blank=True)
    is_paused = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        verbose_name_plural = _("feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "address"],
                name="feed_once",
                violation_error_message=_("This project has this feed already."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def rules(self) -> Rules:
        return Rules(self.words, self.sections, self.languages)


class Polling(models.Model):
    """When a feed was asked, what came of it, and when it will be asked next."""

    feed = models.OneToOneField(Feed, models.CASCADE, primary_key=True, related_name="polling")
    due_at = models.DateTimeField()
    # By somebody who did not want to wait.
    asked_at = models.DateTimeField(null=True)
    polled_at = models.DateTimeField(null=True)
    newest_at = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    # exchange.failures; {} where the last time went well.
    failure = models.JSONField(default=dict, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("polling")
        verbose_name_plural = _("pollings")
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, failure={}) | (Q(failures__gt=0) & ~Q(failure={})),
                name="polling_failed_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="polling_due")]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.polled_at}"

    @property
    def is_awaited(self) -> bool:
        """Whether somebody asked for it and it has not been done yet."""
        asked, polled = self.asked_at, self.polled_at
        return asked is not None and (polled is None or polled < asked)


class ItemState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    TAKEN = "taken", _("taken in")
    LEFT = "left", _("left aside by the rules")
    FAILED = "failed", _("failed")


class FeedItem(models.Model):
    """One piece that a feed announced, and what became of it. Each is fetched for once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="items")
    source = models.ForeignKey(Source, models.CASCADE, related_name="+")
    # domain.feeds.Entry
    key = models.CharField(max_length=64)
    url = models.URLField(max_length=2000)
    title = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.JSONField(default=dict, blank=True)
    project_article = models.ForeignKey(
        ProjectArticle, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("item of a feed")
        verbose_name_plural = _("items of feeds")
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="feed_item_once"),
            models.CheckConstraint(
                condition=~Q(state=ItemState.FAILED) | ~Q(failure={}),
                name="feed_item_failed_for_a_reason",
            ),
        ]
        indexes = [models.Index(F("feed"), F("found_at").desc(), name="feed_item_newest")]

    def __str__(self) -> str:
        return self.title or self.url
