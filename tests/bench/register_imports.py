"""How long a large file takes on its way into the register and back out:
`python -m tests.bench.register_imports [--rows 100000]`.

Seven rows of ten are made-up people, some with another name, each tenth an organisation, the rest
posts; as tables in a zip, and once more as a workbook. What the worker does is done here: reading,
planning, applying; planning the same file again, when nothing is new; a look at what taking it back
would do, and taking it back. Makes a database of its own beside the configured one and removes it
again.
"""

import argparse
import io
import random
import resource
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import django

PIECES = [
    "ba",
    "do",
    "ka",
    "li",
    "mo",
    "ne",
    "pa",
    "ru",
    "sa",
    "ti",
    "vo",
    "wen",
    "zha",
    "qui",
    "far",
    "lem",
]


def a_name(chance: random.Random) -> str:
    words = ("".join(chance.choices(PIECES, k=chance.randint(2, 3))) for _ in range(2))
    return " ".join(word.capitalize() for word in words)


def tables(count: int) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of both tables, with their headers."""
    chance = random.Random(7)
    people, organisations = count * 7 // 10, count // 10
    actors = [["id", "kind", "name", "other_names", "country", "description"]]
    for number in range(people):
        other = f"{a_name(chance)} [fr, former]" if number % 5 == 0 else ""
        actors.append([f"p{number}", "person", a_name(chance), other, "FR", f"Envoy {number}"])
    for number in range(organisations):
        actors.append([f"o{number}", "organisation", f"{a_name(chance)} {number}", "", "FR", ""])
    posts = [["person_id", "post", "organisation_id", "first_day"]]
    for number in range(count - people - organisations):
        posts.append([f"p{number}", "Envoy", f"o{number % organisations}", "2020-05-01"])
    return actors, posts


def a_zip(count: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in zip(("people.csv", "posts.csv"), tables(count), strict=True):
            archive.writestr(name, "\n".join(",".join(_quoted(row)) for row in rows))
    return file.getvalue()


def _quoted(row: list[str]) -> Iterator[str]:
    return (f'"{cell}"' if "," in cell else cell for cell in row)


def a_workbook(count: int) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        for rows in tables(count):
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def told(name: str, rows: int, work: Callable[[], Any]) -> Any:
    """Prints a line of a table. Peak memory is that of the process so far."""
    begun, worked = time.perf_counter(), time.process_time()
    found = work()
    spent, own = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {name} | {spent:.1f} | {own:.1f} | {rows / spent:,.0f} | {peak} |", flush=True)
    return found


def measure(name: str, data: bytes, rows: int, user: Any) -> None:
    from annotations.actions.register_taking_back import (
        look_at_taking_back,
        start_taking_back,
        take_back_part,
    )
    from annotations.exchange.register.importing import go_on, plan, read_register_file, start

    now = datetime.now(UTC)

    def kept() -> Any:
        return read_register_file(io.BytesIO(data), filename=name, by=user, at=now)

    def applied() -> Any:
        start(upload, by=user, at=now)
        return go_on(upload=upload.pk, at=now, parts=rows)

    def gone_through(taking: Any) -> Any:
        while take_back_part(taking=taking.pk, at=now):
            pass
        taking.refresh_from_db()
        return taking

    upload = told(f"{name} ({len(data) / 1e6:.1f} MB), read", rows, kept)
    assert upload.rows == rows
    told("planned", rows, lambda: plan(upload, now))
    upload = told("applied", rows, applied)
    assert upload.finished_at
    again = kept()
    told("planned again", rows, lambda: plan(again, now))
    assert not again.entries.exclude(plan__in=["same", "refused"]).exists()
    taking = look_at_taking_back(upload=upload, by=user, at=now)
    taking = told("looked at", rows, lambda: gone_through(taking))
    start_taking_back(taking=taking, by=user, at=now)
    taking = told("taken back", rows, lambda: gone_through(taking))
    assert not upload.entries.filter(back="stays").exists()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    django.setup()
    from tests.bench.workbench import a_database
    from tests.factories.users import make_user

    with a_database():
        user = make_user("keeper")
        print(
            "| step | seconds | of the processor here | rows/s | peak MB |\n|---|---|---|---|---|"
        )
        for name, write in (("tables.zip", a_zip), ("book.xlsx", a_workbook)):
            measure(name, write(options.rows), options.rows, user)


if __name__ == "__main__":
    main()
