"""What a visit to the findings of a project costs: `python -m tests.bench.findings`.

Fills the database of DATABASE_URL with 100,000 statements of one project, asks for its matrix, its
pictures and its report as a curator and as an analyst, and rolls everything back. Told is the
processor's time of the program and of its database backend together, without parallel workers, so
that neighbours on the machine change little.
"""

import argparse
import os
import statistics

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.portraits import fill  # noqa: E402

PAGES = {
    "matrix": ("project-matrix", ""),
    "matrix, by htmx": ("project-matrix", "rows=source&columns=month"),
    "pictures": ("project-pictures", ""),
    "pictures, by htmx": ("project-pictures", "stance=critical"),
    "report": ("study-detail", ""),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=5)
    parser.add_argument("--queries", action="store_true", help="name those that take the most")
    wanted = parser.parse_args()
    with transaction.atomic():
        people, project = fill(wanted.statements)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
        print("| page | reader | CPU ms | queries | KB |\n|---|---|---|---|---|")
        for page, (name, query) in PAGES.items():
            address = f"{reverse(name, args=[project.pk])}?{query}"
            headers = {"HX-Request": "true"} if "htmx" in page else None
            for reader, user in people.items():
                client = Client()
                client.force_login(user)
                client.get(address, headers=headers)
                worked = []
                for _ in range(wanted.requests):
                    begun = on_cpu()
                    response = client.get(address, headers=headers)
                    worked.append(on_cpu() - begun)
                    assert response.status_code == 200
                with CaptureQueriesContext(connection) as captured:
                    client.get(address, headers=headers)
                size = len(response.content) // 1024
                cost = statistics.median(worked)
                print(f"| {page} | {reader} | {cost:.0f} | {len(captured)} | {size} |", flush=True)
                if wanted.queries:
                    dear = sorted(captured.captured_queries, key=lambda q: -float(q["time"]))[:6]
                    for asked in dear:
                        print(f"    {asked['time']} s: {asked['sql'][:180]}")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
