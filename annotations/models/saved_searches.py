from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project
from annotations.models.users import Often

# How long a deleted one can be brought back.
KEPT = timedelta(days=1)


class SearchKind(models.TextChoices):
    """What is looked for."""

    TEXT = "text", _("Articles")
    STATEMENTS = "statements", _("Statements")
    TAGGED = "tagged", _("Tagged passages")
    PEOPLE = "people", _("People")
    NOTES = "notes", _("Notes")
    COMMENTS = "comments", _("Comments")


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, owner: AbstractBaseUser) -> "SavedSearchQuerySet":
        return self.filter(owner=owner.pk, deleted_at__isnull=True)

    def shared_with(self, user: AbstractBaseUser) -> "SavedSearchQuerySet":
        """Those of others that the user may take up."""
        theirs = self.filter(deleted_at__isnull=True, project__in=Project.objects.visible_to(user))
        return theirs.exclude(owner=user.pk)

    def deleted_lately(self, owner: AbstractBaseUser, at: datetime) -> "SavedSearchQuerySet":
        return self.filter(owner=owner.pk, deleted_at__gt=at - KEPT)

    def with_new(self) -> "SavedSearchQuerySet":
        """Adds `new`: how much of what it finds now its owner has not seen."""
        # By the index of its rounds, so that what was seen long ago costs nothing.
        unseen = Find.objects.filter(
            search=OuterRef("pk"), round__gt=OuterRef("seen_round"), stands=True
        )
        counted = unseen.order_by().values("search").annotate(n=Count("key")).values("n")
        return self.annotate(new=Coalesce(Subquery(counted), 0))

    def in_order(self) -> "SavedSearchQuerySet":
        return self.order_by("position", "pk")


class SavedSearch(models.Model):
    """A search that somebody keeps for themselves: the query of its address.

    The worker looks again and again. What it finds for the first time belongs to the next round,
    and what its owner has seen or was mailed is a round too: no clock decides what is new. Round 0
    is what was there when it was saved.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(_("name"), max_length=100)
    query = models.TextField(_("search"))
    kind = models.CharField(max_length=10, choices=SearchKind, default=SearchKind.TEXT)
    position = models.PositiveSmallIntegerField(default=0)
    # Whose members may take it up; None where it is nobody else's.
    project = models.ForeignKey(Project, models.SET_NULL, null=True, blank=True, related_name="+")
    often = models.CharField(_("in the mail"), max_length=6, choices=Often, default=Often.DAILY)
    round = models.PositiveIntegerField(default=0)
    seen_round = models.PositiveIntegerField(default=0)
    told_round = models.PositiveIntegerField(default=0)
    # The first day of the last period in which a mail told of it.
    told_on = models.DateField(null=True, blank=True)
    # None until it was looked for the first time; all of that is round 0.
    looked_at = models.DateTimeField(null=True, blank=True)
    news_at = models.DateTimeField(null=True, blank=True)
    # It finds more than is remembered, so nobody can say what is new.
    is_broad = models.BooleanField(default=False)
    # So many annotations have its words that only the newest are looked through.
    is_bounded = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                condition=Q(deleted_at__isnull=True),
                name="saved_search_named_once",
                violation_error_message=_("You have a search of this name already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_named"),
            models.CheckConstraint(
                condition=Q(seen_round__lte=F("round"), told_round__lte=F("round")),
                name="saved_search_seen_is_found",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Find(models.Model):
    """That a saved search found something: an article, a statement, a passage, somebody or a
    comment, by its key. It stays when the thing is found no more, so that nothing is new twice."""

    pk = models.CompositePrimaryKey("search", "key")
    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="finds")
    key = models.UUIDField()
    # What it was found as first, where it was carried to a new text or agreed since; else `key`.
    first = models.UUIDField()
    # Of an article the first passage that matches, as `Findable` numbers them; 0 is the title.
    place = models.PositiveIntegerField(default=0)
    round = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    stands = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("find of a saved search")
        verbose_name_plural = _("finds of saved searches")
        indexes = [
            models.Index(F("search"), F("round").desc(), F("key").desc(), name="find_latest_first")
        ]

    def __str__(self) -> str:
        return f"{self.search_id} {self.key}"
