"""What the page of somebody who is quoted much takes: `python -m tests.bench.portraits`.

Makes a database of its own beside the configured one and removes it again. Fills it with a million
statements, 5,000 of them by one person, and asks for that person's page, for a late part of its
list and for a balance. Told
are the processor's time of the program, and for each query what PostgreSQL read: neighbours on the
machine change neither.
"""

import argparse
import json
import time
from datetime import UTC, datetime
from uuid import UUID

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from lxml import html  # noqa: E402

from annotations.models import Project, User  # noqa: E402
from tests.bench.workbench import a_database  # noqa: E402
from tests.factories.actors import make_actor  # noqa: E402
from tests.factories.articles import make_source  # noqa: E402
from tests.factories.projects import join, make_project, make_tag  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

EACH = 20
OFTEN = 5_000
ACTORS = 20_000
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
TABLES = ["actor", "article", "projectarticle", "capture", "revision", "coding", "attribution"]
TABLES += ["span", "attributiontag"]

# Ids are made of numbers, so that each table finds the rows of the others: {kind}{number}.
ID = "lpad(to_hex({kind} * 100000000 + {number}), 32, '0')::uuid"


def an_id(kind: int, number: str) -> str:
    return ID.format(kind=kind, number=f"({number})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=10)
    wanted = parser.parse_args()
    with a_database(), transaction.atomic():
        people, project = fill(wanted.statements)
        person = reverse("actor-detail", args=[UUID(int=100_000_000 + 1)])
        balance = reverse("project-balance", args=[project.pk])
        for name, user in people.items():
            client = Client()
            client.force_login(user)
            first = html.fromstring(client.get(person).content)
            late = person + first.xpath("//a[@rel='next']/@href")[0]
            report(f"{name}: person", client, person, wanted.requests)
            report(f"{name}: next part", client, late, wanted.requests, {"HX-Request": "true"})
            report(f"{name}: balance", client, balance, 3)


def report(
    what: str, client: Client, address: str, times: int, headers: dict[str, str] | None = None
) -> None:
    begun = time.process_time()
    for _ in range(times):
        assert client.get(address, headers=headers).status_code == 200
    spent = 1000 * (time.process_time() - begun) / times
    with CaptureQueriesContext(connection) as captured:
        size = len(client.get(address, headers=headers).content)
    costs = [explained(query["sql"]) for query in captured.captured_queries]
    milliseconds, pages = (sum(cost[n] for cost in costs) for n in (0, 1))
    print(
        f"{what}: {len(costs)} queries, {milliseconds:.0f} ms in PostgreSQL, {pages} pages read, "
        f"{spent:.0f} ms of the program, {size // 1024} KB"
    )
    for (ms, read), query in zip(costs, captured.captured_queries, strict=True):
        if ms > 20:
            print(f"    {ms:.0f} ms, {read} pages: {query['sql'][:150]}")


def explained(sql: str) -> tuple[float, int]:
    if not sql.startswith("SELECT"):
        return 0.0, 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {sql}")
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]
    return plan["Execution Time"], plan["Plan"]["Shared Hit Blocks"]


def fill(statements: int) -> tuple[dict[str, User], Project]:
    """One project of articles with EACH statements; each OFTEN-th part of them is by actor 1."""
    project = make_project("Measured")
    analyst, curator = make_user("bench-analyst"), make_user("bench-curator")
    join(project, analyst, "analyst")
    join(project, curator, "curator")
    sources = [make_source(f"Measured herald {n}").pk for n in range(40)]
    tags = [make_tag(project.codebook, f"Tag {n}").pk for n in range(20)]
    make_actor()
    values = {
        "project": project.pk,
        "analyst": analyst.pk,
        "sources": sources,
        "tags": tags,
        "articles": statements // EACH,
        "statements": statements,
        "often": max(statements // OFTEN, 1),
        "now": NOW,
    }
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE annotations_{table} DISABLE TRIGGER USER")
        for sql in rows():
            cursor.execute(sql, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ANALYZE")
    return {"curator": curator, "analyst": analyst}, project


def rows() -> list[str]:
    article, statement = f"(n - 1) / {EACH} + 1", an_id(7, "n")
    # Every so many-th statement is by the first actor, mostly about a few others.
    speaker = an_id(1, f"CASE WHEN n %% %(often)s = 0 THEN 1 ELSE 2 + n %% {ACTORS - 1} END")
    target = an_id(1, f"2 + (n * 7) %% CASE WHEN n %% 3 = 0 THEN 6 ELSE {ACTORS - 1} END")
    return [
        f"""INSERT INTO annotations_actor (id, kind, name, sort_name, family_first, country,
                description, gender, wikidata, notes, sounds, keys, sorted_as, created_at)
            SELECT {an_id(1, "n")}, 'person', 'Person ' || n, 'Person ' || n, false, '', '',
                '', '', '', '', '{{}}', '', %(now)s FROM generate_series(1, {ACTORS}) n""",
        f"""INSERT INTO annotations_article (id, source_id, title, byline, published_on, language,
                canonical_url, section, created_at)
            SELECT {an_id(2, "n")}, (%(sources)s::uuid[])[1 + n %% 40], 'Article ' || n, '',
                date '2020-01-01' + n %% 2000, 'en', '', '', %(now)s
            FROM generate_series(1, %(articles)s) n""",
        f"""INSERT INTO annotations_projectarticle (id, project_id, article_id, added_at,
                touched_until)
            SELECT {an_id(3, "n")}, %(project)s, {an_id(2, "n")}, %(now)s, 'epoch'
            FROM generate_series(1, %(articles)s) n""",
        f"""INSERT INTO annotations_capture (id, article_id, source_id, sha256, media_type,
                filename, url, title, size, compressed, http, captured_at)
            SELECT {an_id(4, "n")}, {an_id(2, "n")}, (%(sources)s::uuid[])[1 + n %% 40],
                lpad(n::text, 64, '0'), 'text/plain', '', '', '', 1, '', '{{}}', %(now)s
            FROM generate_series(1, %(articles)s) n""",
        f"""INSERT INTO annotations_revision (id, article_id, source_id, capture_id, number, text,
                text_sha256, length, extractor, extractor_version, created_at)
            SELECT {an_id(5, "n")}, {an_id(2, "n")}, (%(sources)s::uuid[])[1 + n %% 40],
                {an_id(4, "n")}, 1, 'x', encode(sha256('x'), 'hex'), 1, 'plain', '1', %(now)s
            FROM generate_series(1, %(articles)s) n""",
        f"""INSERT INTO annotations_coding (id, project_id, project_article_id, revision_id, kind,
                analyst_id, engine, is_current, counts, state, next_number, acts_done, annotation_count,
                created_at, changed_at)
            SELECT {an_id(6, "n")}, %(project)s, {an_id(3, "n")}, {an_id(5, "n")}, 'human',
                %(analyst)s, '', true, true, 'done', {EACH + 1}, 0, {EACH}, %(now)s, %(now)s
            FROM generate_series(1, %(articles)s) n""",
        f"""INSERT INTO annotations_attribution (id, project_id, coding_id, number, mode,
                speaker_id, target_id, stance, certainty, note, printed_capacity, created_at)
            SELECT {statement}, %(project)s, {an_id(6, article)}, n %% {EACH} + 1,
                CASE WHEN n %% 4 = 0 THEN 'direct' ELSE 'indirect' END, {speaker}, {target},
                (array['reject', 'critical', 'neutral', 'supportive', 'endorse'])[1 + n * 13 %% 5],
                'certain', '', '', %(now)s FROM generate_series(1, %(statements)s) n""",
        f"""INSERT INTO annotations_span (id, project_id, coding_id, attribution_id, number, role,
                start, "end", words, prefix, suffix, note, lane, created_at)
            SELECT {an_id(8, "n")}, %(project)s, {an_id(6, article)}, {statement}, n %% {EACH} + 1,
                'content', n %% {EACH} * 100, n %% {EACH} * 100 + 5, 'words', '', '', '', 0, %(now)s
            FROM generate_series(1, %(statements)s) n""",
        f"""INSERT INTO annotations_attributiontag (attribution_id, tag_id)
            SELECT {statement}, (%(tags)s::uuid[])[1 + n %% 20]
            FROM generate_series(1, %(statements)s) n""",
    ]


if __name__ == "__main__":
    main()
