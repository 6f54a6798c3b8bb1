"""How long it takes to export and import many annotations: `python -m tests.bench.exports`.

10,000 articles of 3,000 characters with 20 spans each: eight tagged passages, and four statements
with content, cue and mention of the speaker. They are imported into an empty project, imported once
more, when all of it is here already, and exported in every format. Each step is a process of its
own, so that its peak of memory is its own. Makes a database beside the configured one and removes
it again.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

CHARACTERS, PASSAGES, STATEMENTS = 3_000, 8, 4
SPEAKERS = 500


def lines(count: int) -> Iterator[dict[str, Any]]:
    from tests.bench.corpus import a_text

    for number in range(count):
        text = a_text(CHARACTERS, number)
        yield {
            "title": f"Envoys meet again, round {number}",
            "text": text,
            "url": f"https://example.org/{number}",
            "source": {"name": f"Example Herald {number % 40}"},
            "published_on": "2026-03-18",
            "codings": [
                {
                    "coder": {"name": "ada"},
                    "state": "done",
                    "annotations": list(marks(text, number)),
                }
            ],
        }


def marks(text: str, number: int) -> Iterator[dict[str, Any]]:
    def place(role: str, at: int, length: int) -> dict[str, Any]:
        return {"role": role, "start": at, "end": at + length, "words": text[at : at + length]}

    for at in range(PASSAGES):
        yield {
            "number": at + 1,
            "places": [place("passage", 40 + 300 * at, 60)],
            "tags": ["appeal"],
        }
    for at in range(STATEMENTS):
        start = 100 + 600 * at
        where = [place("content", start, 120), place("cue", start + 125, 5)]
        said = {
            "mode": "direct",
            "speaker": {"name": f"Ada Quill {(number + at) % SPEAKERS}", "kind": "person"},
            "stance": "critical",
            "target": {"name": "Kostara", "kind": "country"},
        }
        places = [*where, place("speaker", start + 131, 9)]
        yield {"number": 9 + at, "places": places, "tags": ["threat"], "statement": said}


def apart(*step: str) -> tuple[float, float, float, int, Any]:
    """Seconds, those of the processor here and in the database, peak MB, and what came of it, in a
    process of its own, which has loaded nothing else."""
    from django.db import connection

    url = urlsplit(os.environ["DATABASE_URL"])
    here = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    connection.close()
    command = [sys.executable, "-m", "tests.bench.exports", "--step", *step]
    environment = {**os.environ, "DATABASE_URL": here}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return tuple(json.loads(done.stdout))


def step(name: str, what: str) -> None:
    """What `apart` reads."""
    from django.db import connection

    from tests.bench.site import worked

    connection.ensure_connection()
    backend = [connection.connection.info.backend_pid]
    begun, here, there = time.perf_counter(), time.process_time(), worked(backend)
    found = {"take": take, "give": give}[name](what)
    facts = [time.perf_counter() - begun, time.process_time() - here]
    facts.append((worked(backend) - there) / 1000)
    print(json.dumps([*facts, peak(), found]))


def peak() -> int:
    """Of this program, in MB; what `resource` tells begins with that of the program before it."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def take(path: str) -> dict[str, int]:
    from datetime import UTC, datetime

    from annotations.actions.coded import Terms
    from annotations.exchange.coded.jsonl import read_file
    from annotations.exchange.coded.taking import take_in
    from annotations.models import Project

    with Path(path).open("rb") as file:
        report = take_in(
            read_file(file),
            project=Project.objects.get(),
            terms=Terms(),
            by=None,
            at=datetime.now(UTC),
        )
    assert not report.counts["refused"], report.told[:3]
    return dict(report.counts)


def give(form: str) -> dict[str, int]:
    from annotations.exchange.coded.facts import Export
    from annotations.exchange.coded.formats import FORMATS
    from annotations.models import Project
    from annotations.queries.coded import Wanted, leaving

    wanted = Wanted()
    export = Export(leaving(Project.objects.get(), None, wanted), wanted)
    size = sum(len(piece) for piece in FORMATS[form].write(export))
    return {"bytes": size, **export.counts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--formats", nargs="*", default=None)
    parser.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    django.setup()
    if options.step:
        return step(*options.step)
    from annotations.exchange.coded.formats import FORMATS
    from tests.bench.workbench import a_database
    from tests.factories.projects import make_project, make_tag

    with a_database(), tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        project = make_project()
        for name in ("Appeal", "Threat"):
            make_tag(project.codebook, name)
        path = Path(folder) / "annotations.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for line in lines(options.articles):
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        print(
            "| step | seconds | processor here | in the database | peak MB | |\n" + "|---" * 6 + "|"
        )
        for name in ("import", "import again"):
            tell(name, *apart("take", str(path)))
        for form in options.formats if options.formats is not None else FORMATS:
            tell(f"export {form}", *apart("give", form))


def tell(
    name: str, seconds: float, here: float, there: float, peak: int, found: dict[str, int]
) -> None:
    told = ", ".join(f"{count:,} {what}" for what, count in found.items() if count)
    print(f"| {name} | {seconds:.1f} | {here:.1f} | {there:.1f} | {peak} | {told} |", flush=True)


if __name__ == "__main__":
    main()
