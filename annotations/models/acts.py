from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.codings import Coding
from annotations.models.suggestions import Suggestion, Verdict


class Verb(models.TextChoices):
    CREATED = "created", _("Created")
    CHANGED = "changed", _("Changed")
    DELETED = "deleted", _("Deleted")
    REJECTED = "rejected", _("Rejected")
    REOPENED = "reopened", _("Reopened")
    LINKED = "linked", _("Linked")
    UNLINKED = "unlinked", _("Unlinked")
    UNDONE = "undone", _("Undone")
    REDONE = "redone", _("Redone")


# An annotation has a number from 1. Without one, and where nothing is rejected, an act is about the
# article as a whole.
ARTICLE = 0
OF_ARTICLE = Q(annotation=ARTICLE, suggestion__isnull=True) & ~Q(verb=Verb.REJECTED)
DOING = (
    Verb.CREATED,
    Verb.CHANGED,
    Verb.DELETED,
    Verb.REJECTED,
    Verb.REOPENED,
    Verb.LINKED,
    Verb.UNLINKED,
)


class ActQuerySet(models.QuerySet["Act"]):
    def standing(self) -> "ActQuerySet":
        """Acts that undo can take back."""
        return self.filter(verb__in=DOING, is_undone=False, is_dropped=False)

    def undone(self) -> "ActQuerySet":
        """Acts that redo can bring back."""
        return self.filter(is_undone=True, is_dropped=False)

    def at_once(self) -> "ActQuerySet":
        """What can concern much at once, so that a manager may take it back: gestures of several
        acts, and the tags of a whole article."""
        return self.filter(Q(gesture__isnull=False) | OF_ARTICLE)


class Act(models.Model):
    """One thing an analyst did to one annotation, or to the tags of the article, with what it was
    and what it became.

    The stack behind undo and redo: it outlives a reload. `before` and `after` are snapshots (see
    actions/snapshots.py), null where there was or is nothing. An act that decides about a
    suggestion says which verdict on it was there `was` and which is there `now`, "" for none;
    where it rejects one, no annotation is concerned, and `annotation` is 0; so it is where the tags
    of the article as a whole are set. One that links the annotation with another says which link
    `was` there and which is there `now` in `linked` (see actions/linkings.py). Acts of one gesture
    bear the number of the first of them: they are undone and redone together.

    `key` comes from the page: the same act sent twice is done once. An undone act that newer work
    replaced is marked `dropped`.
    Undoing and redoing are acts too: they are numbered, have their key, and are never undone
    themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="acts", db_index=False)
    number = models.PositiveIntegerField()
    key = models.UUIDField(null=True)
    verb = models.CharField(max_length=8, choices=Verb)
    annotation = models.PositiveIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    suggestion = models.ForeignKey(
        Suggestion, models.RESTRICT, null=True, related_name="acts", db_index=False
    )
    was = models.CharField(max_length=8, choices=Verdict, blank=True)
    now = models.CharField(max_length=8, choices=Verdict, blank=True)
    linked = models.JSONField(null=True)
    gesture = models.PositiveIntegerField(null=True)
    # Ranges of the text that look different since: [[start, end], …] in code points.
    touched = models.JSONField(default=list)
    is_undone = models.BooleanField(default=False)
    is_dropped = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        constraints = [
            models.UniqueConstraint(fields=["coding", "number"], name="act_number_once"),
            models.UniqueConstraint(
                fields=["coding", "key"], condition=Q(key__isnull=False), name="act_done_once"
            ),
            models.CheckConstraint(
                condition=Q(suggestion__isnull=False) | Q(was="", now=""),
                name="act_decides_about_something",
            ),
        ]
        indexes = [
            # Few acts decide about a suggestion.
            models.Index(
                fields=["suggestion"],
                condition=Q(suggestion__isnull=False),
                name="act_on_suggestion",
            ),
            # Every write looks for undone acts, among which there is hardly ever one.
            models.Index(
                fields=["coding", "number"],
                condition=Q(is_undone=True, is_dropped=False),
                name="act_to_redo",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.annotation}"

    @property
    def is_of_article(self) -> bool:
        """Whether it set the tags of the article as a whole."""
        rejects = self.suggestion_id is not None or self.verb == Verb.REJECTED
        return self.annotation == ARTICLE and not rejects
