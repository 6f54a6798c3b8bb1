"""Files of people, organisations and posts on their way into the register, and what they change."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.domain.identifiers import uuid7
from annotations.models.states import State, state_of_import


class Plan(models.TextChoices):
    """What becomes of a row."""

    CREATE = "create", _("New")
    CHANGE = "change", _("Changed")
    SAME = "same", _("As it is")
    REFUSED = "refused", _("Refused")


class Back(models.TextChoices):
    """What becomes of a row that was applied, where the import is taken back."""

    STAYS = "stays", _("Stays")
    GOES = "goes", _("Goes back")
    DONE = "done", _("Is back")


class Stay(models.TextChoices):
    """Why a row stays as it was applied."""

    GONE = "gone", _("It is not in the register any more")
    CHANGED = "changed", _("It was changed since")
    USED = "used", _("Statements name it")
    HELD = "held", _("Posts that stay name it")
    UNKNOWN = "unknown", _("Where the post was before is not on record")


class RegisterImportQuerySet(models.QuerySet["RegisterImport"]):
    def visible_to(self, user: AbstractBaseUser) -> "RegisterImportQuerySet":
        """Their own, and those that were applied: a plan is for whoever sent the file, but what was
        done to the register is for everybody who keeps it."""
        return self.filter(Q(owner=user.pk) | Q(started_at__isnull=False))

    def of(self, user: AbstractBaseUser) -> "RegisterImportQuerySet":
        return self.filter(owner=user.pk)

    def unfinished(self) -> "RegisterImportQuerySet":
        return self.filter(finished_at=None)

    def newest_first(self) -> "RegisterImportQuerySet":
        return self.order_by("-uploaded_at", "-id")


class RegisterImport(models.Model):
    """The rows of a file: read, planned, looked at, and then applied as planned or discarded.

    `rows` is how many are read, `planned` how many of them are planned, and `position` the number
    of the last one that is applied. Where the worker gives up it has failed, until it goes on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="register_imports"
    )
    filename = models.CharField(max_length=255)
    # Of the file, while it waits in pieces to be read.
    size = models.PositiveBigIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    planned_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Discarded before it was started.
    is_discarded = models.BooleanField(default=False)
    # The register had changed when it was started, so that the plan was made anew.
    is_renewed = models.BooleanField(default=False)
    # Of the plan; and of the register when it was made.
    digest = models.CharField(max_length=64, blank=True)
    mark = models.CharField(max_length=60, blank=True)
    rows = models.PositiveIntegerField(default=0)
    planned = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    # What of the file is not taken over: name of the field to how often.
    ignored: Any = models.JSONField(default=dict)
    # Why the whole file is refused: a code of forms.register_files, and what fills it in.
    code = models.CharField(max_length=20, blank=True)
    params: Any = models.JSONField(default=dict)
    # When the worker gave up, and what stopped it, for whoever keeps the machine.
    failed_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True)

    objects = RegisterImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import into the register")
        verbose_name_plural = _("imports into the register")
        constraints = [
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(planned_at__isnull=False),
                name="register_import_planned",
            ),
            models.CheckConstraint(
                condition=Q(planned_at=None) | Q(read_at__isnull=False), name="register_import_read"
            ),
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="")
                | Q(failed_at__isnull=False, finished_at=None),
                name="register_import_failed_is_unfinished",
            ),
            models.CheckConstraint(
                condition=Q(position__lte=models.F("rows")), name="register_import_within"
            ),
            models.CheckConstraint(
                condition=Q(is_discarded=False)
                | Q(finished_at__isnull=False, started_at__isnull=True),
                name="register_import_discarded_unstarted",
            ),
        ]
        indexes = [models.Index(fields=["owner", "-uploaded_at"], name="register_import_latest")]

    def __str__(self) -> str:
        return self.filename

    @property
    def state(self) -> State:
        return state_of_import(
            self,
            is_looking=self.is_reading or self.is_planning,
            is_cancelled=self.is_discarded,
            is_refused=self.is_refused,
        )

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file could be read."""
        return self.code != ""

    @property
    def is_reading(self) -> bool:
        return self.read_at is None and self.finished_at is None

    @property
    def is_planning(self) -> bool:
        """Whether there is no plan yet, though all rows are read."""
        return self.read_at is not None and self.planned_at is None and self.finished_at is None

    @property
    def is_waiting(self) -> bool:
        """Whether the plan is there, and somebody has to look at it."""
        return self.planned_at is not None and self.started_at is None and self.finished_at is None

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.finished_at is None

    @property
    def is_at_work(self) -> bool:
        """Whether the worker is at it, or will be."""
        busy = self.is_reading or self.is_planning or self.is_running
        return busy and self.failed_at is None


class RegisterImportPiece(models.Model):
    """Some bytes of a file that is not read yet, where any process of any machine reads them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(RegisterImport, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("piece of an import into the register")
        verbose_name_plural = _("pieces of imports into the register")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="register_piece_once")
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"


class RegisterImportRowQuerySet(models.QuerySet["RegisterImportRow"]):
    def to_take_back(self) -> "RegisterImportRowQuerySet":
        """What was applied and is not back. Of an import that is applied."""
        return self.filter(plan__in=[Plan.CREATE, Plan.CHANGE]).exclude(back=Back.DONE)


class RegisterImportRow(models.Model):
    """One row of the file, and what is planned with it or was done."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    upload = models.ForeignKey(RegisterImport, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    # Where it stands in the file: the table or list, and its line or number there.
    part = models.CharField(max_length=40)
    line = models.PositiveIntegerField()
    is_post = models.BooleanField(default=False)
    title = models.CharField(max_length=420, blank=True)
    # What it says: an ActorRow or a PostRow; null where it makes no sense.
    said: Any = models.JSONField(null=True)
    plan = models.CharField(max_length=7, choices=Plan, blank=True)
    # The row of the register that it is about, or will be; and of a post whose and where.
    target = models.UUIDField(null=True)
    person = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    # Of a post that is changed: where it was held before.
    before = models.UUIDField(null=True)
    # Lists of field, old and new.
    changes: Any = models.JSONField(default=list)
    # Why it is refused: a code of forms.register_files, and what fills it in.
    code = models.CharField(max_length=20, blank=True)
    params: Any = models.JSONField(default=dict)
    # Where the import is taken back: what becomes of it, and why it stays.
    back = models.CharField(max_length=5, choices=Back, blank=True)
    stay = models.CharField(max_length=7, choices=Stay, blank=True)

    objects = RegisterImportRowQuerySet.as_manager()

    class Meta:
        verbose_name = _("row of an import into the register")
        verbose_name_plural = _("rows of imports into the register")
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="register_row_once"),
            models.CheckConstraint(
                condition=Q(plan=Plan.REFUSED) | Q(code=""), name="register_row_refused_why"
            ),
            models.CheckConstraint(
                condition=~Q(stay="") & Q(back=Back.STAYS) | Q(stay="") & ~Q(back=Back.STAYS),
                name="register_row_stays_why",
            ),
        ]
        indexes = [
            models.Index(fields=["upload", "plan", "number"], name="register_row_by_plan"),
            models.Index(
                fields=["upload", "back", "number"],
                condition=~Q(back=""),
                name="register_row_by_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.number}"
