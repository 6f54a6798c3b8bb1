"""How long programs wait for the API: `python -m tests.bench.api [--rounds 60]`.

Makes articles, an article of 500 spans, and a project of 12,000 annotations in the database of
DATABASE_URL, which has to be migrated, asks as a program with a token does, and rolls everything
back.
"""

import argparse
import json
import os
import random
import statistics
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from annotations.actions.tokens import make_token  # noqa: E402
from annotations.models import Attribution, Coding, ProjectArticle  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.corpus import a_text, an_article, fill  # noqa: E402
from tests.factories.articles import make_article  # noqa: E402
from tests.factories.projects import add_article, join, make_project, make_tag  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

ARTICLES, SPANS, LENGTH = 200, 500, 30_000
# Of 500 spans, which are 250 annotations: passages, and statements in three places.
LARGE = 48


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    wanted = parser.parse_args()
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    # As whom Django's client asks.
    settings.ALLOWED_HOSTS = ["testserver"]
    with transaction.atomic():
        asks = {**prepared(), **a_container()}
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
        print("| request | p50 CPU ms | p95 CPU ms | queries | KB |\n|---|---|---|---|---|")
        for name, ask in asks.items():
            print(f"| {name} | {measured(ask, wanted.rounds)} |", flush=True)
        transaction.set_rollback(True)


def prepared() -> dict[str, Callable[[], Any]]:
    page, user, text, tag = an_article(LENGTH, SPANS)
    for number in range(ARTICLES):
        article = make_article(f"Talks in the harbour, round {number}.")
        ProjectArticle.objects.create(project=page.project, article=article)
    _row, secret = make_token(
        user=user, name="Bench", scope="write", expires_at=None, by=user, at=datetime.now(UTC)
    )
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    coding = Coding.objects.get(project_article=page, analyst=user)
    chance = random.Random(1)

    def get(path: str) -> Callable[[], Any]:
        return lambda: client.get(f"/api{path}")

    def mark() -> Any:
        start = chance.randrange(len(text) - 200)
        end = start + chance.randrange(20, 160)
        place = {"start": start, "end": end, "words": text[start:end]}
        body = json.dumps({"place": place, "tags": [str(tag.pk)]})
        where = f"/api/articles/{page.pk}/spans"
        return client.post(where, body, content_type="application/json")

    return {
        "50 of 201 articles": get(f"/projects/{page.project_id}/articles"),
        "200 passages of a coding of 500 spans": get(f"/codings/{coding.pk}/spans?limit=200"),
        "its statements": get(f"/codings/{coding.pk}/attributions?limit=200"),
        "its text": get(f"/revisions/{coding.revision_id}"),
        "a passage more": mark,
    }


def a_container() -> dict[str, Callable[[], Any]]:
    """By the Web Annotation Protocol: a project of many articles, all annotated by one person."""
    at = datetime.now(UTC)
    project, user = make_project("A large container"), make_user("container")
    join(project, user)
    tags = [make_tag(project.codebook, f"Tag {place}") for place in range(40)]
    for number in range(LARGE):
        text = a_text(LENGTH, number)
        row = add_article(project, make_article(text))
        revision = row.article.revisions.get()
        facts = {"project": project, "project_article": row, "revision": revision}
        fill(Coding.objects.create(analyst=user, changed_at=at, **facts), text, SPANS, tags)
    _row, secret = make_token(
        user=user, name="Bench", scope="write", expires_at=None, by=user, at=at
    )
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    here = f"/api/projects/{project.pk}/annotations/"
    prefer = 'return=representation; include="http://www.w3.org/ns/oa#PreferContainedIRIs"'
    first = client.get(here).json()
    held = first["total"]
    # From the middle, where a page that counts its rows would have read half of them.
    middle = Attribution.objects.filter(project=project).order_by("id")[held // 4].pk
    page = f"{here}?iris=0&page=after-{held // 2}-{middle.hex}"

    def get(path: str, **headers: str) -> Callable[[], Any]:
        return lambda: client.get(path, headers=headers)

    return {
        f"a container of {held:,}, with its first 100": get(here),
        "its first page": get(f"{here}?iris=0&page=first"),
        "a page from the middle": get(page),
        "its last page": get(f"{here}?iris=0&page=last"),
        "a page of addresses": get(f"{here}?iris=1&page=first", prefer=prefer),
        "one annotation of it": get(f"{here}{middle}"),
    }


def measured(ask: Callable[[], Any], rounds: int) -> str:
    answer = ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    queries = [one for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]
    worked = []
    for _ in range(rounds):
        begun = on_cpu()
        answer = ask()
        worked.append(on_cpu() - begun)
        assert answer.status_code in (200, 201), answer.content
    late = statistics.quantiles(worked, n=20)[-1]
    size = len(answer.content) / 1024
    return f"{statistics.median(worked):.1f} | {late:.1f} | {len(queries)} | {size:.0f}"


if __name__ == "__main__":
    main()
