"""Whether a project works with the machine's suggestions at all."""

from contextlib import suppress
from datetime import datetime

from annotations.actions.keeping import audited
from annotations.actions.runs import CannotRun, call_off, start_run
from annotations.models import Project, User


@audited
def switch_suggestions(*, project: Project, is_on: bool, by: User, at: datetime) -> None:
    """Off, none is made or shown, and what reads the project is called off; what was made stays.

    On again, they are shown as before, and what came in or was revised meanwhile is read.
    """
    before = Project.objects.select_for_update().get(pk=project.pk)
    if before.has_suggestions == is_on:
        return
    project.has_suggestions = is_on
    project.save(update_fields=["has_suggestions"])
    if not is_on:
        call_off(project, at)
        return
    with suppress(CannotRun):
        start_run(project=project, by=by, at=at)
