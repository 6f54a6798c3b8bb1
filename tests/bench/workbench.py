"""Times the annotating page in the server: `python -m tests.bench.workbench [--rounds N]`.

Makes a database of its own beside the configured one and removes it again.
"""

import argparse
import random
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import django

if TYPE_CHECKING:
    from tests.bench.server import Took


@dataclass
class Case:
    """A coding of `spans` spans in a text of about `length` code points."""

    length: int
    spans: int


CASES = [Case(5_600, 20), Case(30_000, 500), Case(200_000, 5_000)]
HEAD = ["characters / spans", "open", "KB", "create", "delete", "undo", "attribute", "bytes"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--cases", type=int, default=len(CASES), help="how many of the sizes")
    chosen = parser.parse_args()
    django.setup()
    print(
        f"{datetime.now(UTC):%d %B %Y}; milliseconds: p50 / p95 / least, least on the processor\n"
    )
    print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    with a_database():
        for case in CASES[: chosen.cases]:
            print(measure(case, chosen.rounds), flush=True)


@contextmanager
def a_database() -> Iterator[None]:
    from django.db import connection

    before = connection.settings_dict["NAME"]
    # Tests open one for each request; people's requests find one open.
    connection.settings_dict["CONN_MAX_AGE"] = 60
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def measure(case: Case, rounds: int) -> str:
    from tests.bench.corpus import an_article
    from tests.bench.server import Browser

    page, user, text, tag = an_article(case.length, case.spans)
    browser = Browser(user)
    base = f"/articles/{page.pk}/"
    size = len(browser.get(base)[0].content)
    opened = [browser.get(base)[1] for _ in range(rounds)]
    chance = random.Random(1)
    created, deleted, undone, attributed, sizes = [], [], [], [], []
    for _ in range(rounds):
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(20, 160)
        passage = {"start": start, "end": end, "words": text[start:end], "tags": [str(tag.pk)]}
        answer, took = browser.post(f"{base}passages/", act(passage))
        created.append(took)
        sizes.append(len(answer.content))
        number = answer.headers["X-Attache-Annotation"]
        deleted.append(browser.post(f"{base}annotations/{number}/delete/", act({}))[1])
        undone.append(browser.post(f"{base}undo/", act({}))[1])
        said = {
            "content": f"{start}-{end}",
            "content_words": text[start:end],
            "speaker_name": f"Ada Quill {start % 40}",
            "mode": "direct",
        }
        attributed.append(browser.post(f"{base}attributions/", act(said))[1])
    cells = [summed_up(times) for times in (opened, created, deleted, undone, attributed)]
    cells.insert(1, f"{size / 1024:.0f}")
    cells.append(f"{statistics.median(sizes):.0f}")
    return f"| {case.length:,} / {case.spans:,} | " + " | ".join(cells) + " |"


def act(fields: dict[str, object]) -> dict[str, object]:
    return fields | {"key": str(uuid4())}


def summed_up(times: "list[Took]") -> str:
    clock = sorted(took.clock for took in times)
    middle, late = statistics.median(clock), clock[int(len(clock) * 0.95)]
    processor = min(took.processor for took in times)
    return f"{middle:.0f} / {late:.0f} / {clock[0]:.0f}, {processor:.0f}"


if __name__ == "__main__":
    main()
