from datetime import UTC, datetime, timedelta
from uuid import UUID

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Abs, Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.articles import UNDATED, Article
from annotations.models.codebooks import Codebook
from annotations.models.due import due
from annotations.models.history import Insertion, tracked

# When an article that nobody has begun was last worked on: before everything.
UNTOUCHED = datetime(1970, 1, 1, tzinfo=UTC)
# As fine as indexes know when something was worked on: its first writes change them, no others.
SPELL = timedelta(minutes=5)

# What an article can need at most: more codings of one text than that compare nothing new.
MOST_ANALYSTS = 9


class Role(models.TextChoices):
    MANAGER = "manager", _("Manager")
    CURATOR = "curator", _("Curator")
    ANALYST = "analyst", _("Analyst")
    READER = "reader", _("Reader")


# What members of an archived project are, in which nobody changes anything: its managers may bring
# it back, its analysts still see no other analyst's work, all others are readers.
KEEPER = "keeper"
ONLOOKER = "onlooker"


def role_of(user: AbstractBaseUser, project: str) -> Case:
    """An expression: the user's role in the project that the column `project` names, or null.

    A superuser counts as a manager of every project. In an archived one there are other roles.
    """
    if getattr(user, "is_superuser", False):
        archived = Project.objects.archived().filter(pk=OuterRef(project))
        return Case(
            When(Exists(archived), then=Value(KEEPER)),
            default=Value(Role.MANAGER),
            output_field=models.CharField(),
        )
    member = Membership.objects.filter(project=OuterRef(project), user=user.pk).annotate(
        now=Case(
            When(project__archived_at__isnull=True, then=F("role")),
            When(role=Role.MANAGER, then=Value(KEEPER)),
            When(role=Role.ANALYST, then=Value(ONLOOKER)),
            default=Value(Role.READER),
        )
    )
    return Case(default=Subquery(member.values("now")), output_field=models.CharField())


class ProjectQuerySet(models.QuerySet["Project"]):
    def with_role_of(self, user: AbstractBaseUser) -> "ProjectQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "pk"))  # type: ignore[no-redef]

    def visible_to(self, user: AbstractBaseUser) -> "ProjectQuerySet":
        """Projects that the user belongs to; a superuser sees all."""
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(memberships__user=user.pk)

    def current(self) -> "ProjectQuerySet":
        return self.filter(archived_at__isnull=True)

    def archived(self) -> "ProjectQuerySet":
        return self.filter(archived_at__isnull=False)

    def in_alphabet(self) -> "ProjectQuerySet":
        return self.order_by(Lower("name"), "id")


@tracked
class Project(models.Model):
    """A study: articles, a codebook, members, guidelines."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    guidelines = models.TextField(_("guidelines"), blank=True)
    codebook = models.ForeignKey(
        Codebook, models.PROTECT, related_name="projects", verbose_name=_("codebook")
    )
    # Off, none of the machine's suggestions is made or shown; what was made stays.
    has_suggestions = models.BooleanField(_("suggestions"), default=True, editable=False)
    # How many analysts an article needs before it counts as coded.
    analysts_per_article = models.PositiveSmallIntegerField(
        _("analysts an article needs"), default=1, editable=False
    )
    due_on = models.DateField(_("deadline"), null=True, editable=False)
    # On, analysts see the machine's suggestions for an article only when they are done with it.
    hides_machine = models.BooleanField(
        _("the machine's coding is hidden"), default=False, editable=False
    )
    measures_time = models.BooleanField(_("time is measured"), default=True, editable=False)
    # Offered to whoever begins a project.
    is_template = models.BooleanField(_("template"), default=False, editable=False)
    archived_at = models.DateTimeField(_("archived"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    my_role: str | None  # with_role_of

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="project_name_once",
                violation_error_message=_("There is a project with this name already."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="project_named"),
            models.CheckConstraint(
                condition=Q(analysts_per_article__range=(1, MOST_ANALYSTS)),
                name="project_needs_some_analysts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked
class Membership(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="memberships", verbose_name=_("project")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("user"),
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.ANALYST)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "user"],
                name="member_once",
                violation_error_message=_("This person is a member already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class ProjectArticleQuerySet(models.QuerySet["ProjectArticle"]):
    def visible_to(self, user: AbstractBaseUser) -> "ProjectArticleQuerySet":
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(project__memberships__user=user.pk)

    def titled(self, words: str) -> "ProjectArticleQuerySet":
        """Of articles that have each of these words, or parts of words, in their title."""
        rows = self
        for word in words.split():
            rows = rows.filter(article__title__icontains=word)
        return rows

    def nearest_first(self, article: Article) -> "ProjectArticleQuerySet":
        """Those that were published on the days nearest to the article's first."""
        day = article.published_on or UNDATED
        # PostgreSQL takes one day from another in whole days.
        distance = Abs(
            Func(
                Coalesce("article__published_on", UNDATED),
                Value(day),
                arg_joiner=" - ",
                template="(%(expressions)s)",
                output_field=models.IntegerField(),
            )
        )
        return self.order_by(distance, "article__title", "pk")

    def with_role_of(self, user: AbstractBaseUser) -> "ProjectArticleQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))  # type: ignore[no-redef]

    def with_coding_of(self, user: AbstractBaseUser) -> "ProjectArticleQuerySet":
        """Adds what the user's own coding says: `my_state` and `my_annotations`.

        Never null: "" and 0 where it is not begun.
        """
        own = FilteredRelation(
            "codings", condition=Q(codings__analyst=user.pk, codings__is_current=True)
        )
        return self.alias(own_coding=own).annotate(  # type: ignore[no-redef]
            my_state=Coalesce(F("own_coding__state"), Value("")),
            my_annotations=Coalesce(F("own_coding__annotation_count"), Value(0)),
        )

    def with_flag_of(self, user: AbstractBaseUser) -> "ProjectArticleQuerySet":
        """Adds `is_flagged`: whether the user put a flag on the article itself."""
        own = Q(flags__reader=user.pk, flags__annotation__isnull=True)
        return self.alias(own_flag=FilteredRelation("flags", condition=own)).annotate(  # type: ignore[no-redef]
            is_flagged=Case(When(own_flag__isnull=False, then=True), default=False)
        )


# Times of work follow from the codings: they are no history.
@pghistory.track(
    Insertion(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["touched_until"]
)
class ProjectArticle(models.Model):
    """That an article belongs to a project. Its `id` is what the annotating page is called by."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(
        Project, models.CASCADE, related_name="project_articles", db_index=False
    )
    article = models.ForeignKey(Article, models.PROTECT, related_name="project_articles")
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # From then on its analysts see one another's codings.
    opened_at = models.DateTimeField(null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # The latest change to one of its current codings, but for the machine's, where it was the first
    # of its spell, else the last moment of that spell; UNTOUCHED where there is none. Kept by
    # triggers on codings.
    touched_until = models.DateTimeField(default=UNTOUCHED, editable=False)
    my_role: str | None  # with_role_of
    my_state: str  # with_coding_of
    my_annotations: int
    is_flagged: bool  # with_flag_of
    has_carried: bool  # queries.carried.something_carried
    tags_state: UUID | None  # queries.one_article

    objects = ProjectArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article of a project")
        verbose_name_plural = _("articles of projects")
        constraints = [
            models.UniqueConstraint(fields=["project", "article"], name="article_in_project_once"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=False) | Q(opened_by__isnull=True),
                name="article_opened_by_nobody_unless_opened",
            ),
        ]
        indexes = [
            models.Index(
                fields=["project", "-touched_until", "-article"], name="article_touched_last"
            ),
            # Few of a project's articles are opened, and each list of codings asks which.
            models.Index(
                fields=["project"], name="opened_article", condition=Q(opened_at__isnull=False)
            ),
        ]
        # What people may see is asked of the project, here and of codings.
        triggers = [
            pgtrigger.ReadOnly(name="stays_in_its_project", fields=["project", "article"]),
            due("article_id", pgtrigger.Insert),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in {self.project_id}"
