"""How long the figures of a project's suggestions take: `python -m tests.bench.outcomes`.

Makes a project of that many articles in the database of DATABASE_URL, each with the machine's ten
suggestions and the coding of one of three analysts, done or open, who decided about most of them
and attributed some by hand; asks for the figures and for their page, as manager and as analyst; and
rolls everything back.
"""

import argparse
import hashlib
import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.domain.identifiers import uuid7  # noqa: E402
from annotations.models import (  # noqa: E402
    Article,
    Attribution,
    Capture,
    Coding,
    Decision,
    Project,
    ProjectArticle,
    Revision,
    Suggestion,
    User,
)
from annotations.queries.outcomes import outcomes_of  # noqa: E402
from tests.bench.corpus import a_span, a_text  # noqa: E402
from tests.factories.articles import make_source  # noqa: E402
from tests.factories.projects import join, make_project  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

BATCH = 1000
MORNING = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
SUGGESTED, BY_HAND = 10, 4
CODES = ("direct.after", "saying.t", "according", "thinking.z", "noun.of")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--requests", type=int, default=20)
    wanted = parser.parse_args()
    with transaction.atomic():
        project, manager, analyst = fill(wanted.articles)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
        for name, user in (("manager", manager), ("analyst", analyst)):
            client = Client()
            client.force_login(user)
            address = reverse("run-detail", args=[project.pk])
            query = timed(lambda u=user: outcomes_of(project, u, u == manager), wanted.requests)
            page = timed(lambda c=client, a=address: c.get(a), wanted.requests)
            print(f"{name}: query {query}; page {page} ms (p50 / p95 / least)", flush=True)
        transaction.set_rollback(True)


def timed(ask: Callable[[], object], times: int) -> str:
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        ask()
        spent.append(1000 * (time.perf_counter() - begun))
    p95 = statistics.quantiles(spent, n=20)[-1]
    return f"{statistics.median(spent):.0f} / {p95:.0f} / {min(spent):.0f}"


def fill(count: int) -> tuple[Project, User, User]:
    project = make_project("Measured")
    manager = make_user("bench-manager")
    join(project, manager, "manager")
    analysts = [make_user(f"bench-analyst-{number}") for number in range(3)]
    for analyst in analysts:
        join(project, analyst, "analyst")
    chance = random.Random(4)
    for begin in range(0, count, BATCH):
        fill_some(project, analysts, range(begin, min(count, begin + BATCH)), chance)
    return project, manager, analysts[0]


def fill_some(
    project: Project, analysts: list[User], numbers: range, chance: random.Random
) -> None:
    """So many articles with all that is said about them."""
    source = make_source(f"Measured herald {numbers[0]}")
    text = a_text(5000, 3)
    sha = hashlib.sha256(text.encode()).hexdigest()
    articles = Article.objects.bulk_create(
        [Article(source=source, title=f"Measured {n}", language="en") for n in numbers]
    )
    captures = Capture.objects.bulk_create(
        [
            Capture(
                article=article,
                source=source,
                sha256=article.pk.hex.rjust(64, "0"),
                media_type="text/plain",
                size=1,
                compressed=b"x",
                captured_at=MORNING,
            )
            for article in articles
        ]
    )
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                article_id=capture.article_id,
                source=source,
                capture=capture,
                number=1,
                text=text,
                text_sha256=sha,
                length=len(text),
                extractor="plain",
                extractor_version="1",
            )
            for capture in captures
        ]
    )
    pages = ProjectArticle.objects.bulk_create(
        [ProjectArticle(project=project, article=article) for article in articles]
    )
    codings, said, spans, suggestions, decisions = [], [], [], [], []

    def coding_of(page: ProjectArticle, revision: Revision, **more: object) -> Coding:
        coding = Coding(
            project=project,
            project_article=page,
            revision=revision,
            changed_at=MORNING,
            next_number=100,
            **more,
        )
        codings.append(coding)
        return coding

    def says(coding: Coding, place: int, shift: int = 0) -> Attribution:
        statement = Attribution(
            id=uuid7(),
            project=project,
            coding=coding,
            number=3 * place + 1,
            mode=chance.choice(["direct", "indirect", "mixed"]),
        )
        said.append(statement)
        start = 450 * place + shift
        for step, (role, offset, size) in enumerate((("content", 0, 140), ("cue", 142, 4)), 1):
            number = statement.number + step
            spans.append(a_span(coding, text, number, start + offset, size, role, statement))
        return statement

    for page, revision in zip(pages, revisions, strict=True):
        machine = coding_of(page, revision, kind="machine")
        state = chance.choice(["open", "done"])
        mine = coding_of(page, revision, analyst=chance.choice(analysts), state=state)
        for place in range(SUGGESTED):
            statement = says(machine, place)
            one = Suggestion(
                attribution=statement,
                project=project,
                engine="rules",
                confidence=chance.uniform(0.4, 0.98),
                reason=chance.choice(CODES),
            )
            suggestions.append(one)
            verdict = chance.choice(["accepted", "accepted", "edited", "rejected", ""])
            if verdict:
                taken = None if verdict == "rejected" else says(mine, place).number
                at = MORNING + timedelta(minutes=chance.randrange(200_000))
                decisions.append(
                    Decision(
                        project=project,
                        coding=mine,
                        suggestion=one,
                        verdict=verdict,
                        annotation=taken,
                        at=at,
                    )
                )
            elif place < BY_HAND:
                says(mine, place, chance.choice([0, 200]))
    for rows in (codings, said, spans, suggestions, decisions):
        type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


if __name__ == "__main__":
    main()
