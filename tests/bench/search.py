"""How long search takes: `python -m tests.bench.search [--paragraphs 10000 100000 1000000]`.

Makes that many invented paragraphs of 60 words, 20 to an article, in two projects, one of all
articles and one of a twentieth, in the database of DATABASE_URL; asks many different questions as a
member of each; and rolls everything back. Words are as frequent as in a language: a few stand
everywhere, most are rare. Some of the articles are annotated: `--annotations 0` leaves that out.

Making a million takes long: `--keep` makes them in an empty database and leaves them there, and
asks nothing; `--kept` asks what was left there, as often as one likes. What was left without
annotations is given them by `--kept --annotate`.
"""

import argparse
import os
import random
import re
import statistics
import time
from collections.abc import Callable, Sequence
from html import unescape
from urllib.parse import urlencode

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.actions.indexing import index_due  # noqa: E402
from annotations.models import (  # noqa: E402
    Article,
    Findable,
    Membership,
    Paragraph,
    Project,
    ProjectArticle,
    Revision,
    Source,
    Span,
    User,
)
from config.embedded.options import SETTINGS  # noqa: E402
from tests.bench.annotated import annotate, speakers, stances, tags  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.factories.articles import make_source  # noqa: E402
from tests.factories.projects import join, make_project  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

PROJECTS = ("all", "some")
VOCABULARY = 200_000
EACH, WORDS = 20, 60
# Syllables make words that a stemmer has to work on.
SYLLABLES = "(ARRAY['ba','no','ri','ta','ve','lo','mi','su','ke','da'])"
SAID = f"""
    CASE WHEN n < 1000 THEN '' ELSE {SYLLABLES}[1 + n / 1000 %% 10] END
    || CASE WHEN n < 10000 THEN '' ELSE {SYLLABLES}[1 + n / 10000 %% 10] END
    || CASE WHEN n < 100000 THEN '' ELSE {SYLLABLES}[1 + n / 100000 %% 10] END
    || {SYLLABLES}[1 + n %% 10]
    || (ARRAY['lan','rot','min','ster','gol','per','dic','fen','mar','tus'])[1 + n / 10 %% 10]
    || (ARRAY['','ing','ation','ed','s','ment','er','al','ity','ous'])[1 + n / 100 %% 10]
"""
FILL = f"""
CREATE TEMP TABLE made ON COMMIT DROP AS
    SELECT n, n AS number, gen_random_uuid() AS article, gen_random_uuid() AS capture,
        gen_random_uuid() AS revision, (%(sources)s::uuid[])[1 + n %% 40] AS source,
        date '2015-01-01' + (random() * 4000)::int AS day
    FROM generate_series(1, %(articles)s) n;
INSERT INTO annotations_article (id, source_id, title, byline, published_on, language,
    canonical_url, section, created_at)
    SELECT article, source, 'Measured ' || n, '', day, (ARRAY['en','en','en','fr','de'])[1 + n %% 5],
        '', '', now() FROM made;
INSERT INTO annotations_capture (id, article_id, source_id, sha256, media_type, filename, title,
    url, size, compressed, http, captured_at)
    SELECT capture, article, source, replace(capture::text, '-', ''), 'text/plain', '', '', '', 1,
        '\\x00', '{{}}', now() FROM made;
INSERT INTO annotations_revision (id, article_id, source_id, capture_id, number, text, text_sha256,
    length, extractor, extractor_version, created_at)
    SELECT revision, article, source, capture, 1, 'x',
        '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881', 1, 'plain', '1', now()
    FROM made;
INSERT INTO annotations_paragraph (id, revision_id, source_id, index, kind, start, "end", text)
    SELECT gen_random_uuid(), revision, source, k, 'paragraph', k * 1000,
        k * 1000 + length(words), words
    FROM made CROSS JOIN generate_series(0, %(each)s - 1) k
    CROSS JOIN LATERAL (
        SELECT string_agg({SAID}, ' ') AS words FROM (
            -- After Zipf: the tenth word is a tenth as frequent as the first.
            SELECT floor(power(%(vocabulary)s, random()))::int - 1 AS n
            FROM generate_series(1, %(words)s + 0 * k + 0 * made.number)
        ) picked
    ) said;
INSERT INTO annotations_projectarticle (id, project_id, article_id, added_at, touched_until)
    SELECT gen_random_uuid(), %(all)s, article, now(), 'epoch' FROM made;
INSERT INTO annotations_projectarticle (id, project_id, article_id, added_at, touched_until)
    SELECT gen_random_uuid(), %(some)s, article, now(), 'epoch' FROM made WHERE n %% 20 = 0;
INSERT INTO annotations_findabledue (article) SELECT article FROM made;
"""
# Not of the whole database: what all databases share would be locked for as long as it takes.
ANALYZED = "ANALYZE " + ", ".join(
    model._meta.db_table
    for model in (
        Article,
        Revision,
        Paragraph,
        Findable,
        ProjectArticle,
        Project,
        Membership,
        Source,
    )
)
# As the house's own server is set: another one may compile small queries, or think disks slow.
PLANNING = ["jit", "work_mem", "random_page_cost", "max_parallel_workers_per_gather"]
INDEXES = {
    "findable_words": "CREATE INDEX findable_words ON annotations_findable"
    " USING gin (words, projects, annotations_days(day))",
    "findable_pairs": "CREATE INDEX findable_pairs ON annotations_findable"
    " USING gin (annotations_pairs(words), projects, annotations_days(day))",
    "findable_newest": "CREATE INDEX findable_newest ON annotations_findable "
    "(day DESC, article_id DESC, place)",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    sizes = [10_000, 100_000, 1_000_000]
    parser.add_argument("--paragraphs", type=int, nargs="+", default=sizes)
    parser.add_argument("--questions", type=int, default=60)
    parser.add_argument("--only", nargs="+", choices=QUESTIONS, default=list(QUESTIONS))
    parser.add_argument("--keep", action="store_true", help="make paragraphs, and leave them")
    parser.add_argument("--kept", action="store_true", help="ask the paragraphs that were left")
    parser.add_argument(
        "--annotations",
        type=int,
        default=50_000,
        help="tagged passages; a fifth as many statements",
    )
    parser.add_argument("--annotate", action="store_true", help="make them where none were left")
    wanted = parser.parse_args()
    as_it_is_run()
    if wanted.kept:
        readers = {name: User.objects.get(username=f"bench-{name}") for name in PROJECTS}
        if wanted.annotate and not Span.objects.exists():
            with transaction.atomic():
                annotate(by_name(), readers, wanted.annotations)
        report(Paragraph.objects.count(), readers, wanted.questions, wanted.only)
        return
    for size in wanted.paragraphs:
        with transaction.atomic():
            readers = fill(size)
            if wanted.annotations:
                annotate(by_name(), readers, wanted.annotations)
            if wanted.keep:
                continue
            report(size, readers, wanted.questions, wanted.only)
            transaction.set_rollback(True)


def by_name() -> dict[str, Project]:
    return {name: Project.objects.get(name=name) for name in PROJECTS}


def as_it_is_run() -> None:
    with connection.cursor() as cursor:
        for name in PLANNING:
            cursor.execute(f"SET {name} = '{SETTINGS[name]}'")


def fill(paragraphs: int) -> dict[str, User]:
    started = time.perf_counter()
    projects: dict[str, Project] = {name: make_project(name) for name in PROJECTS}
    readers = {name: make_user(f"bench-{name}") for name in projects}
    for name, user in readers.items():
        join(projects[name], user)
    sources = [make_source(f"Measured herald {n}").pk for n in range(40)]
    values = {
        "vocabulary": VOCABULARY,
        "articles": paragraphs // EACH,
        "each": EACH,
        "words": WORDS,
        "sources": sources,
        **{name: project.pk for name, project in projects.items()},
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
        # Without triggers: a history of what is rolled back is of no use to anybody.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for statement in FILL.split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute(ANALYZED)
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")
        filled = time.perf_counter()
        index_due()
        indexed = time.perf_counter()
        for statement in INDEXES.values():
            cursor.execute(statement)
        cursor.execute(ANALYZED)
        cursor.execute(
            "SELECT pg_size_pretty(pg_relation_size('annotations_findable')),"
            " pg_size_pretty(pg_relation_size('findable_words')),"
            " pg_size_pretty(pg_relation_size('findable_pairs'))"
        )
        print(
            f"{paragraphs:,} paragraphs made in {filled - started:.0f} s, read in"
            f" {indexed - filled:.0f} s, indexes made in {time.perf_counter() - indexed:.0f} s;"
            f" rows, words and pairs take {cursor.fetchone()}.",
            flush=True,
        )
    return readers


def words_from(first: int, last: int, count: int) -> list[str]:
    """Words of the vocabulary whose ranks lie between these, the lower the more frequent."""
    chance = random.Random(first)
    with connection.cursor() as cursor:
        numbers = [chance.randrange(first, last) for _ in range(count)]
        cursor.execute(f"SELECT {SAID} FROM unnest(%s::int[]) n", [numbers])
        return [row[0] for row in cursor.fetchall()]


QUESTIONS: dict[str, Callable[[int], list[dict[str, str]]]] = {
    "a common word": lambda n: [{"q": word} for word in words_from(0, 60, n)],
    "an ordinary word": lambda n: [{"q": word} for word in words_from(500, 3_000, n)],
    "a rare word": lambda n: [{"q": word} for word in words_from(20_000, 200_000, n)],
    "two common words": lambda n: [
        {"q": " ".join(pair)}
        for pair in zip(words_from(0, 60, n), words_from(100, 300, n), strict=True)
    ],
    "a phrase": lambda n: [
        {"q": f'"{one} {other}"'}
        for one, other in zip(words_from(0, 60, n), words_from(60, 400, n), strict=True)
    ],
    "a beginning": lambda n: [{"q": f"{word[:5]}*"} for word in words_from(500, 3_000, n)],
    "one of two, not a third": lambda n: [
        {"q": f"{one} OR {two} -{three}"}
        for one, two, three in zip(
            words_from(500, 3_000, n), words_from(501, 3_000, n), words_from(0, 60, n), strict=True
        )
    ],
    "an ordinary word, language and dates": lambda n: [
        {"q": word, "language": "fr", "since": "2020-01-01"} for word in words_from(500, 3_000, n)
    ],
    "statements with a common word": lambda n: [
        {"q": word, "kind": "statements"} for word in words_from(0, 60, n)
    ],
    "statements with an ordinary word": lambda n: [
        {"q": word, "kind": "statements"} for word in words_from(500, 3_000, n)
    ],
    "tagged passages with a common word": lambda n: [
        {"q": word, "kind": "tagged"} for word in words_from(0, 60, n)
    ],
    "statements of somebody": lambda n: [
        {"speaker": speaker, "kind": "statements"} for speaker in speakers(n)
    ],
    "statements of a stance": lambda n: [
        {"stance": stance, "kind": "statements"} for stance in stances(n)
    ],
    "tagged passages with a tag": lambda n: [{"tag": tag, "kind": "tagged"} for tag in tags(n)],
    "a common word of somebody": lambda n: [
        {"q": word, "speaker": speaker, "kind": "statements"}
        for word, speaker in zip(words_from(0, 60, n), speakers(n), strict=True)
    ],
    "a common word with a stance and a tag": lambda n: [
        {"q": word, "stance": stance, "tag": tag, "kind": "statements"}
        for word, stance, tag in zip(words_from(0, 60, n), stances(n), tags(n), strict=True)
    ],
}
# What a page asks for as soon as it is there: what its tabs count, but for what it has counted.
COUNTS = re.compile(r'<nav id="tabs"[^>]* hx-get="([^"]*)"')


def report(size: int, readers: dict[str, User], questions: int, only: Sequence[str]) -> None:
    print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
    print("| paragraphs | project | question | asked | p50 ms | p95 ms | p50 CPU ms | p95 CPU ms |")
    print("|---|---|---|---|---|---|---|---|")
    for name, user in readers.items():
        client = Client()
        client.force_login(user)
        for view in ("search", "search-counts"):
            client.get(reverse(view), {"q": "warm"})
        for kind in only:
            asked = [
                f"{reverse('search')}?{urlencode(query)}" for query in QUESTIONS[kind](questions)
            ]
            for part in ("results", "counts"):
                shown, asked = measured(client, asked)
                print(f"| {size:,} | {name} | {kind} | {part} | {shown} |", flush=True)


def measured(client: Client, addresses: Sequence[str]) -> tuple[str, list[str]]:
    """The figures, and what the pages at these addresses ask for next."""
    taken, worked, following = [], [], []
    for address in addresses:
        start, begun = time.perf_counter(), on_cpu()
        response = client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        worked.append(on_cpu() - begun)
        assert response.status_code == 200
        following += map(unescape, COUNTS.findall(response.text))
    figures = [
        figure
        for each in (taken, worked)
        for figure in (statistics.median(each), statistics.quantiles(each, n=20)[-1])
    ]
    return " | ".join(f"{figure:.0f}" for figure in figures), following


if __name__ == "__main__":
    main()
