"""The worker's queue: what runs, what waits, what failed. Its tables are procrastinate's own."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from procrastinate.contrib.django.models import ProcrastinateJob, ProcrastinateWorker

SHOWN = 50
# A worker says every ten seconds that it lives.
ALIVE = timedelta(minutes=1)


@dataclass(frozen=True)
class Job:
    """`at` is when it began, failed, or may begin; None where it only waits for its turn."""

    id: int
    task: str
    attempts: int
    at: datetime | None


@dataclass(frozen=True)
class Queue:
    workers: int
    counts: dict[str, int]
    running: list[Job]
    waiting: list[Job]
    failed: list[Job]


def queue_of(at: datetime) -> Queue:
    """Five queries."""
    counted = ProcrastinateJob.objects.values_list("status").annotate(Count("pk"))
    counts = Counter(dict(counted))
    return Queue(
        workers=_alive(at).count(),
        counts={name: counts[name] for name in ("todo", "doing", "failed", "succeeded")},
        running=_jobs("doing", "started"),
        waiting=_jobs("todo", None),
        failed=_jobs("failed", "failed"),
    )


def is_served(at: datetime) -> bool:
    """Whether any worker answers. One query."""
    return _alive(at).exists()


def _alive(at: datetime) -> QuerySet[ProcrastinateWorker]:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=at - ALIVE)


def _jobs(status: str, event: str | None) -> list[Job]:
    """The last that failed first; of those that wait, the next one."""
    order = ("-priority", "id") if event is None else ("-id",)
    jobs = ProcrastinateJob.objects.filter(status=status).annotate(
        event_at=Max("procrastinateevent__at", filter=Q(procrastinateevent__type=event))
    )
    return [
        Job(job.pk, job.task_name, job.attempts, job.event_at if event else job.scheduled_at)
        for job in jobs.order_by(*order)[:SHOWN]
    ]
