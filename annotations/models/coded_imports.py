"""Files of annotations on their way into a project, and what they would bring or brought."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.projects import Project, ProjectArticle, role_of
from annotations.models.register_imports import Back
from annotations.models.states import State, state_of_import


class CodedImportQuerySet(models.QuerySet["CodedImport"]):
    def visible_to(self, user: AbstractBaseUser) -> "CodedImportQuerySet":
        return self.filter(project__in=Project.objects.visible_to(user))

    def with_role_of(self, user: AbstractBaseUser) -> "CodedImportQuerySet":
        """Adds `my_role`, which `annotations.permissions` asks for."""
        return self.annotate(my_role=role_of(user, "project"))  # type: ignore[no-redef]

    def unfinished(self) -> "CodedImportQuerySet":
        return self.filter(finished_at=None)

    def newest_first(self) -> "CodedImportQuerySet":
        return self.order_by("-uploaded_at", "-id")


class CodedImport(models.Model):
    """A file of annotations: kept in pieces, looked through, and taken in as it was looked at.

    `form` says how it is read, `terms` how it is taken, and `coders` who of the file is which
    account here. A look does all of it and undoes it, so that `planned` counts what would come;
    `counts` counts what came. `position` is how many texts of the file are taken in, and moves in
    the transaction in which they are; `reached` how many bytes were read. From the shell there are
    no pieces and no look. Where the worker gives it up it has failed, until it goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    project = models.ForeignKey(Project, models.CASCADE, related_name="coded_imports")
    # Nobody, where nobody was named in the shell.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="coded_imports"
    )
    filename = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField(default=0)
    form = models.CharField(max_length=40)
    terms: Any = models.JSONField(default=dict)
    # Name in the file to key of an account; "" for one of its own that nobody signs in with.
    coders: Any = models.JSONField(default=dict)
    uploaded_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Before it was begun, or in the middle of it.
    is_cancelled = models.BooleanField(default=False)
    # Why nothing of the file can be read as it is meant to be.
    why = models.CharField(max_length=500, blank=True)
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)
    position = models.PositiveIntegerField(default=0)
    # How many entries and lines there are: what is noted next has the next number.
    noted = models.PositiveIntegerField(default=0)
    reached = models.PositiveBigIntegerField(default=0)
    planned: Any = models.JSONField(default=dict)
    counts: Any = models.JSONField(default=dict)
    my_role: str | None  # with_role_of

    objects = CodedImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of annotations")
        verbose_name_plural = _("imports of annotations")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_cancelled=False) | Q(finished_at__isnull=False),
                name="coded_import_cancelled_is_finished",
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="")
                | Q(failed_at__isnull=False, finished_at=None),
                name="coded_import_failed_is_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(position=0) | Q(started_at__isnull=False), name="coded_import_started"
            ),
        ]
        indexes = [models.Index(fields=["project", "-uploaded_at"], name="coded_import_latest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def state(self) -> State:
        return state_of_import(self, is_looking=self.is_looking, is_cancelled=self.is_cancelled)

    @property
    def is_looking(self) -> bool:
        """Whether it is not known yet what would come; the worker may have given up, though."""
        return self.looked_at is None and self.started_at is None and self.finished_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether somebody has to look at what would come, and decide."""
        return self.looked_at is not None and self.started_at is None and self.finished_at is None

    @property
    def is_begun(self) -> bool:
        """Whether there is more of it to take in; the worker may have given up, though."""
        return self.started_at is not None and self.finished_at is None

    @property
    def is_at_work(self) -> bool:
        """Whether the worker is at it, or will be."""
        return (self.is_looking or self.is_begun) and self.failed_at is None


class CodedImportPiece(models.Model):
    """Some bytes of a file that is not taken in yet, for any process of any machine."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of an import of annotations")
        verbose_name_plural = _("pieces of imports of annotations")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="coded_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"


class Keeps(models.TextChoices):
    """Why something that an import of annotations made stays where that is taken back."""

    CHANGED = "changed", _("Changed since")
    SAID = "said", _("Commented on")
    LINKED = "linked", _("Linked with a statement that stays")
    CARRIED = "carried", _("The text was changed since")
    RULED = "ruled", _("Used where it was decided what counts")
    WORKED = "worked", _("Somebody has worked on it")
    USED = "used", _("In use elsewhere")
    AGAIN = "again", _("It came in another way as well")
    ACCOUNT = "account", _("Accounts are never deleted")
    GONE = "gone", _("It is not there any more")


class CodedImportEntryQuerySet(models.QuerySet["CodedImportEntry"]):
    def to_take_back(self) -> "CodedImportEntryQuerySet":
        """Those that made something which is not gone. Of an import that is taken in."""
        made = Q(is_new_coding=True) | ~Q(numbers=[]) | ~Q(tags=[])
        return self.filter(made, coding__isnull=False).exclude(back=Back.DONE)


class CodedImportEntry(models.Model):
    """What one coder said of one text of the file: what would be made of it, or was.

    `numbers` are those of the annotations that it made, in the coding, and `tags` what it put on
    the article as a whole. `waiting` is what has to be done when all of the file is there: links,
    and the numbers that others were given instead of those in the file. Where the import is taken
    back, `keeps` says which numbers stay and why, [[number, why], …], `going` how many would go,
    and `gone` how many went: those are no longer among `numbers`.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    # Where it stands in its file, and the text's key there.
    at = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300, blank=True)
    # As the file calls them; the gold standard and the machine by their label, "" where nobody.
    coder = models.CharField(max_length=200, blank=True)
    project_article = models.ForeignKey(
        ProjectArticle, models.SET_NULL, null=True, related_name="+"
    )
    coding = models.UUIDField(null=True)
    is_new_article = models.BooleanField(default=False)
    is_new_coding = models.BooleanField(default=False)
    made = models.PositiveIntegerField(default=0)
    there = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    numbers: Any = ArrayField(models.PositiveIntegerField(), default=list)
    tags: Any = ArrayField(models.UUIDField(), default=list)
    waiting: Any = models.JSONField(null=True)
    back = models.CharField(max_length=5, choices=Back, blank=True)
    keeps: Any = models.JSONField(default=list)
    # Whether the coding itself goes.
    is_whole = models.BooleanField(default=False)
    going = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)

    objects = CodedImportEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of an import of annotations")
        verbose_name_plural = _("entries of imports of annotations")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="coded_entry_once")
        ]
        indexes = [
            models.Index(fields=["upload", "coding"], name="coded_entry_of_coding"),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"


class CodedImportLine(models.Model):
    """Something of the file that did not come, and why: refused, or left out by the rules."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    at = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=500)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("line that an import of annotations refused")
        verbose_name_plural = _("lines that imports of annotations refused")
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="coded_line_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.at}"


class MadeKind(models.TextChoices):
    """What else an import makes, in the order in which it is taken back."""

    LINK = "link", _("Links between statements")
    ARTICLE = "article", _("Articles of the project")
    POST = "post", _("Posts")
    ACTOR = "actor", _("Entries of the register")
    TAG = "tag", _("Tags")
    ACCOUNT = "account", _("Accounts that nobody can sign in with")


class CodedImportMadeQuerySet(models.QuerySet["CodedImportMade"]):
    def to_take_back(self) -> "CodedImportMadeQuerySet":
        """What is not gone. Links go with their statements."""
        return self.exclude(kind=MadeKind.LINK).exclude(back=Back.DONE)

    def that_can_go(self) -> "CodedImportMadeQuerySet":
        """What is not gone, and no account."""
        return self.to_take_back().exclude(kind=MadeKind.ACCOUNT)


class CodedImportMade(models.Model):
    """One thing that was not there before, beside codings and annotations; or would be made."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(CodedImport, models.CASCADE, related_name="things")
    kind = models.CharField(max_length=7, choices=MadeKind)
    # The key of the row that it is; of an article that of its place in the project.
    target = models.UUIDField(null=True)
    name = models.CharField(max_length=420, blank=True)
    back = models.CharField(max_length=5, choices=Back, blank=True)
    why = models.CharField(max_length=7, choices=Keeps, blank=True)

    objects = CodedImportMadeQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that an import of annotations made")
        verbose_name_plural = _("things that imports of annotations made")
        constraints = [
            models.CheckConstraint(
                condition=~Q(why="") & Q(back=Back.STAYS) | Q(why="") & ~Q(back=Back.STAYS),
                name="coded_thing_stays_why",
            )
        ]
        indexes = [models.Index(fields=["upload", "kind", "id"], name="coded_thing_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
