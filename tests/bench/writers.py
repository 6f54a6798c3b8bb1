"""How many writes a second eight writers get done, and whether all of them are kept.

    python -m tests.bench.writers [--seconds 10]

Each makes passages and deletes every second one, through HTTP and gunicorn, as fast as it is
answered: each in an article of its own, then all in one article (each has a coding there), then
all as one person in one coding. What each connection writes first is not counted: its statements
are not prepared yet. Writers, site and database share the machine. Makes a database of
its own beside the configured one and removes it again.
"""

import argparse
import http.client
import os
import random
import statistics
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID, uuid4

import django

if TYPE_CHECKING:
    from tests.bench.site import Site

WRITERS = 8
LENGTH, SPANS = 30_000, 500
# Seconds of writes that are not counted.
WARM_UP = 5
# The three before the last two are milliseconds of a processor for each write.
HEAD = ["where", "writes/s", "ms p50", "p95", "site", "database", "writers", "acknowledged", "lost"]


@dataclass
class Writer:
    """One person with one connection that stays open. `made` and `gone` are numbers."""

    host: str
    page: UUID
    user: UUID
    text: str
    headers: dict[str, str]
    chance: random.Random
    took: list[float] = field(default_factory=list)
    made: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    def write(self, until: float) -> None:
        line = http.client.HTTPConnection(self.host)
        while time.monotonic() < until:
            start = self.chance.randrange(len(self.text) - 200)
            words = self.text[start : start + self.chance.randrange(20, 160)]
            passage = {"start": start, "end": start + len(words), "words": words}
            number = self.post(line, "passages/", passage)
            self.made.append(number)
            if number % 2 and time.monotonic() < until:
                self.gone.append(self.post(line, f"annotations/{number}/delete/", {}))
        line.close()

    def post(self, line: http.client.HTTPConnection, path: str, fields: dict[str, object]) -> int:
        begun = time.monotonic()
        body = urlencode(fields | {"key": str(uuid4())})
        line.request("POST", f"/articles/{self.page}/{path}", body, self.headers)
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        self.took.append((time.monotonic() - begun) * 1000)
        return int(answer.headers["X-Attache-Annotation"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=float, default=10)
    seconds = parser.parse_args().seconds
    django.setup()
    from tests.bench.site import THREADS, WORKERS, a_site

    with a_site() as site:
        print(
            f"{datetime.now(UTC):%d %B %Y}; {WRITERS} writers, gunicorn with {WORKERS} processes of "
            f"{THREADS} threads, load {os.getloadavg()[0]:.1f} before\n"
        )
        print("| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
        for where, writers in settings(site.url):
            print(f"| {where} | {measure(site, writers, seconds)} |", flush=True)


def settings(url: str) -> Iterable[tuple[str, list[Writer]]]:
    from tests.bench.corpus import an_article
    from tests.factories.projects import join
    from tests.factories.users import make_user

    host = url.removeprefix("http://")
    articles = [an_article(LENGTH, SPANS, name=f"writers {n}") for n in range(WRITERS)]
    people = [make_user(f"writer-{n}") for n in range(WRITERS)]
    shared = articles[0]
    for user, (page, _, _, _) in zip(people, articles, strict=True):
        join(page.project, user)
        if page != shared[0]:
            join(shared[0].project, user)

    def writer(number: int, user, page, text: str) -> Writer:
        return Writer(host, page.pk, user.pk, text, headers_of(user), random.Random(number))

    yield (
        "an article each",
        [writer(n, user, page, text) for n, (page, user, text, _) in enumerate(articles)],
    )
    yield (
        "one article, a coding each",
        [writer(n, user, shared[0], shared[2]) for n, user in enumerate(people)],
    )
    yield "one coding", [writer(n, shared[1], shared[0], shared[2]) for n in range(WRITERS)]


def headers_of(user) -> dict[str, str]:
    from tests.bench.server import Browser

    browser = Browser(user)
    return {
        "Cookie": browser.cookies,
        "X-CSRFToken": browser.token,
        "HX-Request": "true",
        "Accept-Encoding": "gzip",
        "Content-Type": "application/x-www-form-urlencoded",
    }


def measure(site: "Site", writers: list[Writer], seconds: float) -> str:
    write(writers, WARM_UP)
    analyze()
    for one in writers:
        one.took.clear()
    before, own = site.worked(), time.process_time()
    write(writers, seconds)
    worked = [now - then for now, then in zip(site.worked(), before, strict=True)]
    worked.append((time.process_time() - own) * 1000)
    took = sorted(took for one in writers for took in one.took)
    lost = sum(missing(one) for one in writers)
    return (
        f"{len(took) / seconds:.0f} | {statistics.median(took):.0f} | "
        f"{took[int(len(took) * 0.95)]:.0f} | "
        f"{' | '.join(f'{one / len(took):.1f}' for one in worked)} | {len(took)} | {lost}"
    )


def analyze() -> None:
    """As autovacuum does after a minute: plans that were kept of empty tables are made anew."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def write(writers: list[Writer], seconds: float) -> None:
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=one.write, args=[until]) for one in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def missing(writer: Writer) -> int:
    """Acknowledged passages that are not there, and deleted ones that still are."""
    from annotations.models import Span

    own = Span.objects.filter(coding__project_article=writer.page, coding__analyst=writer.user)
    there = set(own.filter(number__in=writer.made).values_list("number", flat=True))
    return len(there ^ (set(writer.made) - set(writer.gone)))


if __name__ == "__main__":
    main()
