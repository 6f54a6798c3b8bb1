"""What a visit to the findings of a project costs: `python -m tests.bench.findings`.

Fills the database of DATABASE_URL with 100,000 statements of one project, asks for its matrix, its
pictures and its report as a curator and as an analyst, for what stands behind their figures and for
the same as files, and rolls everything back. Told is the
processor's time of the program and of its database backend together, without parallel workers, so
that neighbours on the machine change little.
"""

import argparse
import os
import statistics
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.views.pictures import TABLES  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.portraits import fill  # noqa: E402

# Who speaks most: see portraits.
SOMEBODY = UUID(int=100_000_000 + 1)
PAGES = {
    "matrix": ("project-matrix", ""),
    "matrix, by htmx": ("project-matrix", "rows=source&columns=month"),
    "pictures": ("project-pictures", ""),
    "pictures, by htmx": ("project-pictures", "stance=critical"),
    "pictures, of topics": ("project-pictures", "network=concepts"),
    "report": ("study-detail", ""),
    "balance": ("project-balance", ""),
    "statements of a row": ("project-matrix-statements", f"row={SOMEBODY}"),
    "statements of all other rows": ("project-matrix-statements", "row=*"),
    "statements of all": ("project-matrix-statements", ""),
}
FILES = {
    "matrix.csv": ("project-matrix-table", "", []),
    "matrix.csv, by outlet and month": ("project-matrix-table", "rows=source&columns=month", []),
    **{f"{name}.csv": ("project-picture-table", "", [name]) for name in TABLES},
    "network.graphml": ("project-network-graphml", "", []),
    "network.gexf": ("project-network-gexf", "", []),
    "network.csv": ("project-network-csv", "", []),
    "network.csv, of topics": ("project-network-csv", "network=concepts", []),
    "balance.csv": ("project-balance-table", "", []),
    "report.docx": ("study-document", "", []),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=[*PAGES, *FILES], help="these pages alone")
    parser.add_argument("--queries", action="store_true", help="name those that take the most")
    wanted = parser.parse_args()
    with transaction.atomic():
        people, project = fill(wanted.statements)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
        print("| page | reader | CPU ms | queries | KB |\n|---|---|---|---|---|")
        pages = {page: (*one, []) for page, one in PAGES.items()} | FILES
        for page in wanted.only or pages:
            name, query, rest = pages[page]
            address = f"{reverse(name, args=[project.pk, *rest])}?{query}"
            headers = {"HX-Request": "true"} if "htmx" in page else None
            for reader, user in people.items():
                client = Client()
                client.force_login(user)
                whole(client.get(address, headers=headers))
                worked = []
                for _ in range(wanted.requests):
                    begun = on_cpu()
                    response = client.get(address, headers=headers)
                    size = whole(response)
                    worked.append(on_cpu() - begun)
                    assert response.status_code == 200
                with CaptureQueriesContext(connection) as captured:
                    whole(client.get(address, headers=headers))
                cost = statistics.median(worked)
                print(
                    f"| {page} | {reader} | {cost:.0f} | {len(captured)} | {size // 1024} |",
                    flush=True,
                )
                if wanted.queries:
                    dear = sorted(captured.captured_queries, key=lambda q: -float(q["time"]))[:6]
                    for asked in dear:
                        print(f"    {asked['time']} s: {asked['sql'][:180]}")
        transaction.set_rollback(True)


def whole(response: Any) -> int:
    """How many bytes it is, with those of a file that is written while it is sent."""
    return len(b"".join(response.streaming_content) if response.streaming else response.content)


if __name__ == "__main__":
    main()
