"""The worker's queue: trying a job again that failed."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from annotations.actions.keeping import Refused, audited
from annotations.models import User


class CannotRetry(Refused):
    """There is no such job, or it has not failed."""


@audited
def retry_job(*, job: int, by: User, at: datetime) -> None:
    """Let the worker try it once more, now. Raises CannotRetry."""
    with connection.cursor() as cursor:
        # Nobody else tries it at the same moment.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [job])
    if not ProcrastinateJob.objects.filter(pk=job, status="failed").exists():
        raise CannotRetry(_("This job has not failed, or somebody tries it already."))
    app.job_manager.retry_job_by_id(job, retry_at=at)
