"""Background work. The worker calls; actions do.

A task gets plain values, loads what it needs, and may be run again after a crash.
"""

from datetime import UTC, datetime

from procrastinate import JobContext, builtin_tasks
from procrastinate.contrib.django import app

from annotations.actions.upkeep import clear_expired_sessions

# A finished job is of interest for as long as somebody may ask what happened last week.
KEEP_JOBS_HOURS = 24 * 14


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="clear-expired-sessions")
def clear_sessions(timestamp: int) -> None:
    """Every night: sessions that have ended."""
    clear_expired_sessions(at=datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="retry-stalled-jobs", pass_context=True)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Every ten minutes: jobs whose worker was killed in the middle of them start again."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@app.periodic(cron="47 3 * * *")
@app.task(queueing_lock="remove-old-jobs", pass_context=True)
async def remove_old_jobs(context: JobContext, timestamp: int) -> None:
    """Every night: records of jobs that were done long ago."""
    await builtin_tasks.remove_old_jobs(context, max_hours=KEEP_JOBS_HOURS, remove_failed=True)
