"""Letting the machine read all articles of a project, and calling that off."""

import logging
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from annotations.actions.codings import CannotAnnotate
from annotations.actions.engines import Engine, engine_for
from annotations.actions.jobs import suggest_batches_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.machine import suggest_quotations
from annotations.models import Batch, Coding, CodingKind, Project, ProjectArticle, Run, User
from annotations.models.learning import present_engine

logger = logging.getLogger(__name__)

# Some seconds of work: small enough to see it move and to be done again after a crash.
IN_A_BATCH = 20


class CannotRun(Refused):
    """The machine is at it already, has nothing left to read, or is not wanted."""


@audited
def start_run(*, project: Project, by: User | None, at: datetime) -> Run:
    """Let the machine read what its present version has not read yet. Raises CannotRun.

    Nobody is named where it begins by itself.
    """
    if project.archived_at:
        raise CannotRun(_("This project is archived."))
    if not project.has_suggestions:
        raise CannotRun(_("Suggestions are switched off in this project."))
    articles = list(unread(project).order_by("pk").values_list("pk", flat=True))
    if not articles:
        raise CannotRun(_("The machine has read every article of this project already."))
    try:
        with transaction.atomic():
            run = Run.objects.create(
                project=project, total=len(articles), started_by=by, started_at=at
            )
    except IntegrityError as error:
        raise CannotRun(_("The machine is reading this project’s articles already.")) from error
    batches = [
        Batch(run=run, number=number, articles=articles[start : start + IN_A_BATCH])
        for number, start in enumerate(range(0, len(articles), IN_A_BATCH), start=1)
    ]
    Batch.objects.bulk_create(batches)
    suggest_batches_later(batch.pk for batch in batches)
    return run


@audited
def start_run_anew(*, project: Project, by: User | None, at: datetime) -> Run | None:
    """The machine has changed: what it reads now is called off, and all of it read again.

    None where there is nothing to read.
    """
    call_off(project, at)
    with suppress(CannotRun):
        return start_run(project=project, by=by, at=at)
    return None


@audited
def cancel_run(*, run: Run, by: User, at: datetime) -> None:
    """What has been read stays; the rest is left unread. Nothing where it is finished."""
    Run.objects.unfinished().filter(pk=run.pk).update(is_cancelled=True, finished_at=at)


def call_off(project: Project, at: datetime) -> None:
    """Whatever reads the project now."""
    running = Run.objects.unfinished().filter(project=project)
    running.update(is_cancelled=True, finished_at=at)


def read_batch(*, batch: UUID, at: datetime) -> None:
    """Read the articles of a batch, one transaction each; done twice, it counts once.

    An article that cannot be read is counted and stops no other.
    """
    batches = Batch.objects.filter(pk=batch, finished_at__isnull=True).select_related("run")
    one = batches.first()
    if one is None:
        return
    engine = engine_for(one.run.project_id)
    failed = 0
    rows = ProjectArticle.objects.filter(pk__in=one.articles).select_related("article")
    for row in rows.order_by("pk"):
        if not Run.objects.unfinished().filter(pk=one.run_id).exists():
            return
        failed += not _is_read(row, engine, at)
    _finish(one, failed, at)


def unread(project: Project) -> QuerySet[ProjectArticle]:
    """Articles of the project that the present version of the engine has not read."""
    read = Coding.objects.filter(
        project_article=OuterRef("pk"),
        kind=CodingKind.MACHINE,
        engine=present_engine(project.pk),
    )
    return ProjectArticle.objects.filter(~Exists(read), project=project)


def _is_read(row: ProjectArticle, engine: Engine, at: datetime) -> bool:
    try:
        suggest_quotations(project_article=row, engine=engine, at=at)
    except CannotAnnotate:
        return False
    except OperationalError:
        # The database is away or wants another try: so does the whole batch.
        raise
    except Exception:
        logger.exception("The machine cannot read article %s", row.pk)
        return False
    return True


@transaction.atomic
def _finish(batch: Batch, failed: int, at: datetime) -> None:
    """Count it; the last batch ends the run."""
    run = Run.objects.select_for_update().get(pk=batch.run_id)
    counted = Batch.objects.filter(pk=batch.pk, finished_at__isnull=True).update(
        done=len(batch.articles) - failed, failed=failed, finished_at=at
    )
    left = Batch.objects.filter(run=run, finished_at__isnull=True).exists()
    if counted and not left and run.finished_at is None:
        run.finished_at = at
        run.save(update_fields=["finished_at"])
