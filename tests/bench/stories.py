"""What gathering an article costs among many: `python -m tests.bench.stories`.

Puts synthetic articles with 40 fingerprints each, spread as winnowing spreads them, and with three
phrases of their house, straight into the tables of DATABASE_URL; then gathers new articles and
copies of them as intake does, and rolls everything back. The user has to be a superuser of the
database, since triggers and foreign keys would make filling it a matter of hours.
"""

import argparse
import os
import random
import statistics
import time
from datetime import UTC, datetime

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from annotations.actions.gathering import gather  # noqa: E402
from annotations.models import Source, StoryArticle  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.factories.articles import make_article, make_source  # noqa: E402

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
VOCABULARY = [f"word{number}" for number in range(20_000)]
HOUSES, PRINTS = 40, 40

# The least of 24 numbers is small more often than not.
FILL = f"""
    CREATE TEMP TABLE made AS
        SELECT gen_random_uuid() AS id, gen_random_uuid() AS story, n
        FROM generate_series(%(first)s::int, %(last)s::int) AS n;
    INSERT INTO annotations_article
        (id, source_id, title, byline, language, section, canonical_url, created_at)
        SELECT id, %(source)s, 'Article ' || n, '', 'en', '', '', now() FROM made;
    INSERT INTO annotations_story (id, created_at) SELECT story, now() FROM made;
    INSERT INTO annotations_storyarticle (article_id, story_id, fingerprints, gathered_at)
        SELECT id, story, {PRINTS}, now() FROM made;
    INSERT INTO annotations_fingerprint (value, article_id)
        SELECT (4294967295 * (1 - power(1 - random(), 1 / 24.0)) - 2147483648)::bigint::int, id
        FROM made, generate_series(1, {PRINTS})
        UNION
        SELECT hashint4(n %% {HOUSES} * 3 + phrase), id FROM made, generate_series(1, 3) AS phrase;
    DROP TABLE made
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 365_000])
    parser.add_argument("--articles", type=int, default=200)
    wanted = parser.parse_args()
    print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
    print("| articles | p50 ms | p95 ms | p50 CPU ms | p95 CPU ms | copies found | MB |")
    print("|---|---|---|---|---|---|---|")
    with transaction.atomic():
        source, there = make_source("Measured wire"), 0
        for size in wanted.sizes:
            fill(source, there + 1, size)
            there = size
            print(f"| {size:,} | {measured(source, wanted.articles, size)} |", flush=True)
        transaction.set_rollback(True)


def fill(source: Source, first: int, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in FILL.split(";"):
            cursor.execute(statement, {"first": first, "last": last, "source": source.pk})
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE annotations_fingerprint, annotations_storyarticle")


def measured(source: Source, count: int, seed: int) -> str:
    """`count` articles of 500 words, every second one the beginning of the one before."""
    chance = random.Random(seed)
    taken, worked, found = [], [], 0
    text = ""
    for number in range(count):
        copied = number % 2 == 1
        words = text.split()[:250] if copied else chance.choices(VOCABULARY, k=500)
        text = " ".join(words)
        article = make_article(text, source, title=f"Article {number}")
        start, begun = time.perf_counter(), on_cpu()
        row = gather(article=article.pk, at=NOW)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append(on_cpu() - begun)
        assert row is not None
        found += copied and StoryArticle.objects.filter(story=row.story_id).count() == 2
    figures = [
        statistics.median(taken),
        statistics.quantiles(taken, n=20)[-1],
        statistics.median(worked),
        statistics.quantiles(worked, n=20)[-1],
    ]
    return " | ".join(f"{figure:.1f}" for figure in figures) + (
        f" | {found} of {count // 2} | {megabytes()}"
    )


def megabytes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size('annotations_fingerprint') / 1024 / 1024")
        size: int = cursor.fetchone()[0]
    return size


if __name__ == "__main__":
    main()
