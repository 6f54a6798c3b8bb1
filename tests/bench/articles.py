"""How long a page of the article list takes: `python -m tests.bench.articles [--articles 10000]`.

Makes a project of that many articles in the database of DATABASE_URL, each one coded by an analyst
who left a few notes, asks for the first page and for a late one in every order, as the analyst and
as a curator, and rolls everything back. With `--coders 9 --days 1` each has been coded by nine, all
of it on one day. All codings were changed once more soon after they were made, as people do.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.db.models import F  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.forms.articles import ArticleFilter, Offer  # noqa: E402
from annotations.models import (  # noqa: E402
    Article,
    Capture,
    Coding,
    Project,
    ProjectArticle,
    Revision,
    Source,
    Tag,
    User,
)
from annotations.queries.article_orders import Sort, ordered  # noqa: E402
from annotations.views.articles import SIZE  # noqa: E402
from annotations.web.paging import Key, Part, page_in_turn  # noqa: E402
from tests.factories.articles import make_source  # noqa: E402
from tests.factories.projects import join, make_project, make_tag  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

WORDS = [
    "envoys",
    "ministers",
    "harbour",
    "talks",
    "sanctions",
    "ceasefire",
    "summit",
    "border",
    "energy",
    "grain",
    "embassy",
    "accord",
    "delegation",
    "visit",
    "pledge",
    "protest",
    "appeal",
    "denies",
    "urges",
    "welcomes",
    "rejects",
    "fears",
    "hopes",
    "agrees",
]
# A statement takes at most 65,535 values.
BATCH = 2000
MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 3, 3, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--requests", type=int, default=40)
    parser.add_argument("--coders", type=int, help="of each article; else up to two")
    parser.add_argument("--days", type=int, default=70, help="how many they took")
    wanted = parser.parse_args()
    with transaction.atomic():
        analyst, curator, project = fill(wanted.articles, wanted.coders, wanted.days)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        report(project, {"analyst": analyst, "curator": curator}, wanted.requests)
        transaction.set_rollback(True)


def fill(count: int, coders: int | None = None, days: int = 70) -> tuple[User, User, Project]:
    """An analyst, a curator and a project of `count` articles of 40 sources in 4 languages, each
    coded by as many `coders`, or by up to two, within so many `days`."""
    chance = random.Random(5)
    project = make_project("Measured")
    analysts = [make_user(f"bench-analyst-{n}") for n in range(coders or 2)]
    curator = make_user("bench-curator")
    for user in analysts:
        join(project, user, "analyst")
    join(project, curator, "curator")
    tags: list[Tag] = [make_tag(project.codebook, f"Tag {n}") for n in range(40)]
    assert tags
    sources = [make_source(f"Measured herald {n}") for n in range(40)]
    articles = Article.objects.bulk_create(
        (article_of(chance, sources) for _ in range(count)), batch_size=BATCH
    )
    rows = ProjectArticle.objects.bulk_create(
        (ProjectArticle(project=project, article=article) for article in articles),
        batch_size=BATCH,
    )
    captures = Capture.objects.bulk_create(
        (
            Capture(
                article=article,
                source_id=article.source_id,
                sha256=article.pk.hex.rjust(64, "0"),
                media_type="text/plain",
                size=1,
                compressed=b"x",
                captured_at=MORNING,
            )
            for article in articles
        ),
        batch_size=BATCH,
    )
    revisions = Revision.objects.bulk_create(
        (
            Revision(
                article_id=capture.article_id,
                source_id=capture.source_id,
                capture=capture,
                number=1,
                text="x",
                text_sha256="2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
                length=1,
                extractor="plain",
                extractor_version="1",
            )
            for capture in captures
        ),
        batch_size=BATCH,
    )
    Coding.objects.bulk_create(
        (
            Coding(
                project=project,
                project_article=row,
                revision=revision,
                analyst=analyst,
                state=chance.choice(["open", "done"]),
                annotation_count=chance.randrange(40),
                changed_at=MIDNIGHT + timedelta(minutes=chance.randrange(days * 24 * 60)),
            )
            for row, revision in zip(rows, revisions, strict=True)
            for analyst in analysts
            if coders or chance.random() < 0.7
        ),
        batch_size=BATCH,
    )
    later = F("changed_at") + timedelta(milliseconds=1)
    Coding.objects.filter(project=project).update(changed_at=later)
    return analysts[0], curator, project


def article_of(chance: random.Random, sources: list[Source]) -> Article:
    title = " ".join(chance.choices(WORDS, k=chance.randrange(5, 14))).capitalize()
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(2200))
    return Article(
        source=chance.choice(sources),
        title=title,
        byline="Ada Quill",
        published_on=day if chance.random() < 0.95 else None,
        language=chance.choice(["en", "fr", "ar", "de"]),
    )


def report(project: Project, readers: dict[str, User], requests: int) -> None:
    print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
    print("| reader | order | page | p50 ms | p95 ms | p50 CPU ms | p95 CPU ms | queries |")
    print("|---|---|---|---|---|---|---|---|")
    address = reverse("article-list", args=[project.pk])
    for name, user in readers.items():
        client = Client()
        client.force_login(user)
        for sort in Sort.values:
            for page, mark in enumerate_marks(project, user, sort):
                get = asking(client, address, {"sort": sort, "page": mark})
                print(f"| {name} | {sort} | {page} | {measured(get, requests)} |", flush=True)
        for label, query in (
            ("words", {"q": "summit accord"}),
            ("language and dates", {"language": "fr", "since": "2022-01-01"}),
            ("not begun", {"work": "none"}),
        ):
            get = asking(client, address, query)
            print(f"| {name} | filter: {label} | 1 | {measured(get, requests)} |", flush=True)


def asking(client: Client, address: str, query: dict[str, str]) -> Callable[[], None]:
    def get() -> None:
        response = client.get(address, query)
        assert response.status_code == 200, response.status_code

    return get


def enumerate_marks(project: Project, user: User, sort: str) -> Iterator[tuple[int, str]]:
    """(page number, mark) of the first and the last full page, found by turning every page."""
    yield 1, ""
    seen = Project.objects.with_role_of(user).get(pk=project.pk)
    found = ordered(seen, user, ArticleFilter({}, Offer()).wanted(), sort)
    parts = [Part(one.rows, [Key(*column) for column in one.columns]) for one in found.parts]
    number, mark, page = 1, "", page_in_turn(parts, size=SIZE)
    while page.next:
        number, mark = number + 1, page.next
        page = page_in_turn(parts, mark, SIZE)
    yield number, mark


def measured(act: Callable[[], None], times: int) -> str:
    act()
    with CaptureQueriesContext(connection) as captured:
        act()
    queries = [q for q in captured.captured_queries if "SAVEPOINT" not in q["sql"]]
    taken, worked = [], []
    for _ in range(times):
        start, begun = time.perf_counter(), on_cpu()
        act()
        taken.append((time.perf_counter() - start) * 1000)
        worked.append(on_cpu() - begun)
    figures = [
        statistics.median(taken),
        statistics.quantiles(taken, n=20)[-1],
        statistics.median(worked),
        statistics.quantiles(worked, n=20)[-1],
    ]
    return " | ".join(f"{figure:.1f}" for figure in figures) + f" | {len(queries)}"


def yardstick() -> str:
    """How fast this core is at the moment: about 130 ms where nobody else works on it."""
    start, total = time.process_time(), 0
    for number in range(3_000_000):
        total += number
    return f"three million additions took {(time.process_time() - start) * 1000:.0f} ms of CPU"


def on_cpu() -> float:
    """Milliseconds that this process and its database backend have worked, without waiting.

    On a machine that others use as well it tells more than the clock. Needs Linux and a database
    on the same machine; elsewhere it is this process alone.
    """
    try:
        ran = int(Path(f"/proc/{backend()}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        ran = 0.0
    return time.process_time() * 1000 + ran


@cache
def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


if __name__ == "__main__":
    main()
