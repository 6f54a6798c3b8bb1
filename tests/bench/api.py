"""How long programs wait for the API: `python -m tests.bench.api [--rounds 60]`.

Makes articles and an article of 500 spans in the database of DATABASE_URL, which has to be
migrated, asks as a program with a token does, and rolls everything back.
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
from annotations.models import Coding, ProjectArticle  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.corpus import an_article  # noqa: E402
from tests.factories.articles import make_article  # noqa: E402

ARTICLES, SPANS, LENGTH = 200, 500, 30_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    wanted = parser.parse_args()
    settings.API_REQUESTS_A_MINUTE = 1_000_000
    with transaction.atomic():
        asks = prepared()
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
