"""Putting a project away, and bringing it back. Nothing of it is lost or changed."""

from contextlib import suppress
from datetime import datetime

from annotations.actions.keeping import audited
from annotations.actions.runs import CannotRun, call_off, start_run
from annotations.models import Project, User


@audited
def archive_project(*, project: Project, by: User, at: datetime) -> None:
    """From now on it can only be read, and the machine leaves it alone."""
    if Project.objects.current().filter(pk=project.pk).update(archived_at=at):
        call_off(project, at)
    project.refresh_from_db(fields=["archived_at"])


@audited
def bring_back(*, project: Project, by: User, at: datetime) -> None:
    """As it was; texts that were changed meanwhile are read by the machine."""
    if Project.objects.archived().filter(pk=project.pk).update(archived_at=None):
        project.archived_at = None
        with suppress(CannotRun):
            start_run(project=project, by=by, at=at)
