from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import JSONObject, Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.codings import Coding
from annotations.models.history import tracked
from annotations.models.projects import Membership, Role, role_of
from annotations.models.users import User

# Code points of one comment: a page of argument, not a paper.
LONGEST = 4_000
# How long a deleted comment can be brought back by whoever wrote it.
KEPT = timedelta(days=1)


def readers_of(coding: Coding) -> models.QuerySet[User]:
    """The members who read what is said about the coding: who compares, and whoever made it."""
    members = Membership.objects.filter(project=coding.project_id)
    comparers = members.filter(role__in=[Role.MANAGER, Role.CURATOR, Role.READER])
    own = members.filter(user=coding.analyst_id)
    return User.objects.filter(
        Q(pk__in=comparers.values("user")) | Q(pk__in=own.values("user")), is_active=True
    ).order_by("username")


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, user: AbstractBaseUser) -> "ThreadQuerySet":
        """Who may see a coding may read what is said about it, unless they work blind."""
        return self.filter(coding__in=Coding.objects.discussed_by(user))

    def with_role_of(self, user: AbstractBaseUser) -> "ThreadQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))  # type: ignore[no-redef]


@tracked
class Thread(models.Model):
    """What is said about one annotation, one comment after the other. It is no annotation itself.

    It knows the annotation by its number in the coding, so it is still there when the annotation
    was deleted, and found again when undo brings that back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="threads")
    annotation = models.PositiveIntegerField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    my_role: str | None  # with_role_of

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="thread_resolved_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["coding", "annotation"], name="thread_of_an_annotation")]

    def __str__(self) -> str:
        return f"{self.coding_id} {self.annotation}"


def new_to(user: AbstractBaseUser) -> Q:
    """That a comment stands, is somebody else's, and was made after the user's read mark."""
    read = ReadMark.objects.filter(
        thread=OuterRef("thread"), reader=user.pk, until__gte=OuterRef("created_at")
    )
    return Q(deleted_at__isnull=True) & ~Q(author=user.pk) & ~Q(Exists(read))


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: AbstractBaseUser) -> "CommentQuerySet":
        return self.filter(thread__coding__in=Coding.objects.discussed_by(user))

    def with_role_of(self, user: AbstractBaseUser) -> "CommentQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))  # type: ignore[no-redef]

    def standing(self) -> "CommentQuerySet":
        return self.filter(deleted_at__isnull=True)

    def shown_to(self, user: AbstractBaseUser, at: datetime) -> "CommentQuerySet":
        """What stands; and what the user deleted a short while ago, to be brought back."""
        own = Q(author=user.pk, deleted_at__gt=at - KEPT)
        return self.filter(Q(deleted_at__isnull=True) | own)

    def with_news_for(self, user: AbstractBaseUser) -> "CommentQuerySet":
        """Adds `is_new`: somebody else said it since the user last looked at the thread."""
        return self.annotate(is_new=Case(When(new_to(user), then=True), default=False))  # type: ignore[no-redef]

    def new_to(self, user: AbstractBaseUser) -> "CommentQuerySet":
        return self.filter(new_to(user))

    def with_called(self) -> "CommentQuerySet":
        """Adds `called`: whom each mentions, as {"id", "login", "name"}."""
        who = JSONObject(id="user_id", login="user__username", name="user__name")
        mentions = Mention.objects.filter(comment=OuterRef("pk")).order_by("user__username")
        return self.annotate(called=ArraySubquery(mentions.values(who=who)))  # type: ignore[no-redef]

    def in_order(self) -> "CommentQuerySet":
        return self.order_by("created_at", "id")


@tracked
class Comment(models.Model):
    """One thing somebody said in a thread. A deleted one stays for a day: it can be brought back.

    `key` comes from the page: the same comment sent twice is there once.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey("annotations.Project", models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("author")
    )
    text = models.TextField(_("comment"))
    key = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    my_role: str | None  # with_role_of
    is_new: bool  # with_news_for
    called: list[dict[str, str]]  # with_called

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), LONGEST)),
                name="comment_says_something_in_short",
            ),
            models.UniqueConstraint(
                fields=["author", "key"], condition=Q(key__isnull=False), name="comment_made_once"
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "created_at"], name="comment_in_order"),
            # What is swept away every night is hardly ever there.
            models.Index(
                fields=["deleted_at"], condition=Q(deleted_at__isnull=False), name="comment_deleted"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Mention(models.Model):
    """That a comment calls somebody who may read it. Made of its text, whenever that is written."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="mentioned_once_in_a_comment")
        ]

    def __str__(self) -> str:
        return f"{self.comment_id} {self.user_id}"


class ReadMark(models.Model):
    """Up to when somebody has read a thread: what others said later is new to them."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="read_marks")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="read_marks")
    until = models.DateTimeField()

    class Meta:
        verbose_name = _("read mark")
        verbose_name_plural = _("read marks")
        constraints = [
            models.UniqueConstraint(fields=["thread", "reader"], name="one_read_mark_for_a_reader")
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.until}"
