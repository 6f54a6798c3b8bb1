"""The jobs that wait for the worker. Their tables are not emptied after a test by themselves."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

OURS = [
    "suggest_article",
    "gather_article",
    "appear_in_copies",
    "suggest_batch",
    "read_import",
    "work_register_import",
    "work_coded_import",
    "take_out",
    "take_register_back",
    "take_coded_back",
    "add_articles",
    "bulk_act",
    "restore_project",
    "learn",
    "learn_if_due",
    "poll_feed",
    "take_item",
    "look_again",
    "deliver",
]


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        for table in ("periodic_defers", "events", "jobs", "workers"):
            cursor.execute(f"DELETE FROM procrastinate_{table}")


def have_a_worker() -> None:
    """As if one lived, for pages that say whether any does; it does nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() + interval '1 hour')"
        )


def jobs():
    """Ours, without those that the clock asks for; the oldest first."""
    return ProcrastinateJob.objects.filter(task_name__in=OURS).order_by("id")


def work() -> None:
    """Do everything that is waiting, by a worker as it runs beside the server.

    In a thread of its own: the one of the tests may have a browser's event loop already.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(_work).result()


def _work() -> None:
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connection.close()
