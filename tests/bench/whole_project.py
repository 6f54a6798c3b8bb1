"""How long it takes to keep a whole project as a file, and to make one of the file:
`python -m tests.bench.whole_project [--articles 10000]`.

Each article has 3,000 characters, 20 spans (four statements and eight passages of one analyst), and
the acts behind them. The project is written to a file, restored beside itself, and restored in a
database that has nothing of it. Makes databases of its own beside the configured one and removes
them again. Peak memory is that of the process so far.
"""

import argparse
import hashlib
import resource
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django

CHARACTERS = 3_000
STATEMENTS, PASSAGES = 4, 8
AT_ONCE = 500
NOW = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)


def fill(count: int) -> Any:
    """A project of so many articles."""
    from annotations.models import Source
    from tests.factories.actors import make_actor
    from tests.factories.projects import join, make_codebook, make_project, make_tag
    from tests.factories.users import make_user

    codebook = make_codebook("Bench")
    tags = [make_tag(codebook, f"Tag {place}") for place in range(40)]
    project, user = make_project("Bench", codebook), make_user("benchmark")
    join(project, user)
    sources = [Source.objects.create(name=f"Example Herald {place}") for place in range(40)]
    actors = [make_actor(f"Speaker {place}") for place in range(2_000)]
    for start in range(0, count, AT_ONCE):
        a_shelf(project, user, sources, actors, tags, range(start, min(start + AT_ONCE, count)))
    return project


def a_shelf(
    project: Any, user: Any, sources: list[Any], actors: list[Any], tags: list[Any], numbers: range
) -> None:
    from annotations.actions.snapshots import Place, Snapshot
    from annotations.models import (
        Act,
        Article,
        Attribution,
        AttributionTag,
        Capture,
        Coding,
        Paragraph,
        ProjectArticle,
        Revision,
        Span,
        SpanTag,
    )
    from tests.bench.corpus import a_span, a_text
    from tests.factories.articles import blocks_of

    made: dict[Any, list[Any]] = {}

    def make(model: Any, **fields: Any) -> Any:
        row = model(**fields)
        made.setdefault(model, []).append(row)
        return row

    for number in numbers:
        source, text = sources[number % 40], a_text(CHARACTERS, number % 200)
        data = f"{text}\n{number}".encode()
        article = make(Article, source=source, title=f"Envoys meet again, round {number}")
        capture = make(
            Capture,
            article=article,
            source=source,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type="text/plain",
            size=len(data),
            compressed=zlib.compress(data),
            captured_at=NOW,
        )
        revision = make(
            Revision,
            article=article,
            source=source,
            capture=capture,
            number=1,
            text=text,
            text_sha256=hashlib.sha256(text.encode()).hexdigest(),
            length=len(text),
            extractor="plain",
            extractor_version="1",
        )
        start = 0
        for index, block in enumerate(blocks_of(text)):
            end = start + len(block)
            facts = {"index": index, "kind": "paragraph", "start": start, "end": end}
            make(Paragraph, revision=revision, source=source, text=block, **facts)
            start = end
        row = make(ProjectArticle, project=project, article=article)
        coding = make(
            Coding,
            project=project,
            project_article=row,
            revision=revision,
            analyst=user,
            state="done",
            changed_at=NOW,
        )
        for place in range(STATEMENTS + PASSAGES):
            where, annotation = 40 + 200 * place, 1 + 4 * place
            if place < STATEMENTS:
                said = make(
                    Attribution,
                    project=project,
                    coding=coding,
                    number=annotation,
                    mode="direct",
                    stance="critical",
                    speaker=actors[(number + place) % 2_000],
                )
                make(AttributionTag, attribution=said, tag=tags[place])
                roles = (("content", 0, 140), ("cue", 142, 4), ("speaker", 147, 9))
                spans = [
                    a_span(coding, text, annotation + 1 + at, where + offset, size, role, said)
                    for at, (role, offset, size) in enumerate(roles)
                ]
            else:
                spans = [a_span(coding, text, annotation, where, 120)]
                make(SpanTag, span=spans[0], tag=tags[place])
            made.setdefault(Span, []).extend(spans)
            facts = ("number", "role", "start", "end", "words", "prefix", "suffix")
            kept = [
                Place(
                    id=str(one.pk),
                    created_at=NOW.isoformat(),
                    **{name: getattr(one, name) for name in facts},
                )
                for one in spans
            ]
            make(
                Act,
                coding=coding,
                number=place + 1,
                verb="create",
                annotation=annotation,
                after=Snapshot(annotation, tuple(kept), (str(tags[place].pk),)).to_json(),
                touched=[[where, where + 160]],
                at=NOW,
                by=user,
            )
    for model, rows in made.items():
        model._base_manager.bulk_create(rows, batch_size=2_000)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Prints a line of a table."""
    begun, worked, there = time.perf_counter(), time.process_time(), in_the_database()
    yield
    spent, here = time.perf_counter() - begun, time.process_time() - worked
    there = in_the_database() - there
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {what} | {spent:.1f} | {here:.1f} | {there:.1f} | {peak} |", flush=True)


def in_the_database() -> float:
    """Seconds of the processor that those who serve this process have worked so far. Needs Linux,
    and a database on the same machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        serving = [f"/proc/{pid}/schedstat" for (pid,) in cursor.fetchall()]
    return sum(int(Path(one).read_text().split()[0]) for one in serving) / 1e9


def write(project: Any, path: Path) -> None:
    from annotations.exchange.whole_project import project_file

    with told("written to a file"), path.open("wb") as file:
        for chunk in project_file(project):
            file.write(chunk)
    print(f"{path.stat().st_size / 1e6:.0f} MB", flush=True)


def restore(path: Path, what: str) -> None:
    from annotations.exchange.whole_project import restore_file
    from annotations.models import Span
    from tests.factories.users import make_user

    admin = make_user(f"admin-{time.time_ns()}")
    with told(what), path.open("rb") as file:
        made = restore_file(file, name=f"Again {time.time_ns()}", by=admin, at=NOW)
    print(Span.objects.filter(project=made.project).count(), "spans", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    django.setup()
    from tests.bench.workbench import a_database

    with tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        path = Path(folder) / "project.zip"
        print("| what | seconds | of the processor here | in the database | peak MB |")
        print("|---|---|---|---|---|")
        with a_database():
            project = fill(options.articles)
            write(project, path)
            restore(path, "restored beside itself")
        with a_database():
            restore(path, "restored where nothing of it is")


if __name__ == "__main__":
    main()
