"""Times the annotating page in the server: `python -m tests.bench.workbench [--rounds N]`.

Makes a database of its own beside the configured one and removes it again. The client is Django's
own, so all of the middleware is in the times, and the network is not.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import django


@dataclass
class Case:
    """A coding of `spans` spans in a text of about `length` code points."""

    length: int
    spans: int


@dataclass(frozen=True)
class Took:
    """Milliseconds. On a busy machine only the second says something about the code."""

    clock: float
    processor: float


CASES = [Case(5_600, 20), Case(30_000, 500), Case(200_000, 5_000)]
HEAD = ["characters / spans", "open", "KB", "create", "delete", "undo", "attribute", "bytes"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--cases", type=int, default=len(CASES), help="how many of the sizes")
    chosen = parser.parse_args()
    django.setup()
    print(f"{datetime.now(UTC):%Y-%m-%d}: p50 / p95 in milliseconds (p50 on the processor)\n")
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with a_database():
        for case in CASES[: chosen.cases]:
            print(measure(case, chosen.rounds), flush=True)


@contextmanager
def a_database() -> Iterator[None]:
    from django.db import connection
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    before = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
        teardown_test_environment()


def measure(case: Case, rounds: int) -> str:
    from django.test import Client

    from tests.bench.corpus import an_article

    page, user, text, tag = an_article(case.length, case.spans)
    reader, client = Client(), Client(headers={"HX-Request": "true"})
    reader.force_login(user)
    client.force_login(user)
    base = f"/articles/{page.pk}/"

    def send(address: str, fields: dict[str, object]) -> Any:
        body = urlencode(fields, doseq=True)
        return client.post(address, body, content_type="application/x-www-form-urlencoded")

    size = len(reader.get(base).content)
    opened = [timed(reader.get, base)[1] for _ in range(rounds)]
    chance = random.Random(1)
    created, deleted, undone, attributed, sizes = [], [], [], [], []
    for _ in range(rounds):
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(20, 160)
        passage = {"start": start, "end": end, "words": text[start:end], "tags": [str(tag.pk)]}
        answer, took = timed(send, base + "passages/", act(passage))
        created.append(took)
        sizes.append(len(answer.content))
        number = answer["X-Attache-Annotation"]
        deleted.append(timed(send, f"{base}annotations/{number}/delete/", act({}))[1])
        undone.append(timed(send, f"{base}undo/", act({}))[1])
        said = {
            "content": f"{start}-{end}",
            "content_words": text[start:end],
            "speaker_name": f"Ada Quill {start % 40}",
            "mode": "direct",
        }
        attributed.append(timed(send, base + "attributions/", act(said))[1])
    cells = [opened, created, deleted, undone, attributed]
    shown = [summed_up(cell) for cell in cells]
    shown.insert(1, f"{size / 1024:.0f}")
    shown.append(f"{statistics.median(sizes):.0f}")
    return f"| {case.length:,} / {case.spans:,} | " + " | ".join(shown) + " |"


def act(fields: dict[str, object]) -> dict[str, object]:
    return fields | {"key": str(uuid4())}


def timed(do: Callable[..., Any], *arguments: object) -> tuple[Any, Took]:
    """What it returns, and how long it took: by the clock, and on the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    answer = do(*arguments)
    took = Took((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)
    return answer, took


def summed_up(times: list[Took]) -> str:
    clock = sorted(took.clock for took in times)
    processor = statistics.median(took.processor for took in times)
    return f"{statistics.median(clock):.0f} / {clock[int(len(clock) * 0.95)]:.0f} ({processor:.0f})"


if __name__ == "__main__":
    main()
