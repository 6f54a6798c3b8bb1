"""How long it takes to take in many articles: `python -m tests.bench.imports [--articles 10000]`.

Each has 3,000 characters, and is a line of a JSONL file, a row of a CSV file and a file of a zip in
turn, taken in as `ingest` does; then once more, when all of it is here already. Makes a database of
its own beside the configured one and removes it again. Spans have no action in bulk yet: articles,
captures, revisions, paragraphs and jobs alone.
"""

import argparse
import csv
import json
import resource
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django

CHARACTERS = 3_000


def rows(count: int, salt: int) -> Iterator[dict[str, str]]:
    from tests.bench.corpus import a_text

    for number in range(count):
        yield {
            "title": f"Envoys meet again, round {salt}.{number}",
            "text": a_text(CHARACTERS, salt * count + number),
            "source": f"Example Herald {number % 40}",
            "published": "2026-03-18",
            "url": f"https://example.org/{salt}/{number}",
        }


def json_lines(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in rows(count, 1):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def a_table(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, ["title", "text", "source", "published", "url"])
        table.writeheader()
        table.writerows(rows(count, 2))


def an_archive(path: Path, count: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, row in enumerate(rows(count, 3)):
            archive.writestr(f"{number}.txt", row["text"])


KINDS = {"shelf.jsonl": json_lines, "shelf.csv": a_table, "shelf.zip": an_archive}


def measure(path: Path, count: int) -> None:
    """Prints a line of a table for each of two runs. Peak memory is that of the process so far."""
    from annotations.exchange.ingest import ingest
    from annotations.models import Project

    project = Project.objects.get()
    for run in ("new", "again"):
        begun, worked = time.perf_counter(), time.process_time()
        created = 0
        for result in ingest(
            [str(path)], project=project, source_name="Herald", by=None, at=datetime.now(UTC)
        ):
            assert result.taken, result.error
            created += result.taken.status == "created"
        spent = time.perf_counter() - begun
        assert created == (count if run == "new" else 0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"| {path.name}, {run} | {spent:.1f} | {time.process_time() - worked:.1f} "
            f"| {count / spent:,.0f} | {peak} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    django.setup()
    from tests.bench.workbench import a_database
    from tests.factories.projects import make_project

    with a_database(), tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        make_project()
        print(
            "| file | seconds | of the processor here | articles/s | peak MB |\n|---|---|---|---|---|"
        )
        for name, write in KINDS.items():
            path = Path(folder) / name
            write(path, options.articles)
            measure(path, options.articles)


if __name__ == "__main__":
    main()
