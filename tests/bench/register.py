"""Who may be meant by a few letters, in a large register: `python -m tests.bench.register`.

CPU is the mean of one question, the program's part and the database's.

Makes a database of its own beside the configured one, and removes it again. Puts 100,000 made-up
people, four in ten with another name in another script, and 1,000,000 statements of theirs straight
into its tables, and asks for them as the pop-up does. The user has to be a superuser of the
database, since triggers and foreign keys would make filling it a matter of hours.
"""

import argparse
import os
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from uuid import UUID

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from annotations.actions.weighing import weigh_names  # noqa: E402
from annotations.domain.identifiers import uuid7  # noqa: E402
from annotations.domain.name_keys import keys_of  # noqa: E402
from annotations.domain.name_order import sort_name  # noqa: E402
from annotations.domain.resolution.sounds import sounds_of  # noqa: E402
from annotations.models import Coding  # noqa: E402
from annotations.models.finding import find  # noqa: E402
from tests.bench.articles import yardstick  # noqa: E402
from tests.bench.site import worked  # noqa: E402
from tests.bench.workbench import a_database  # noqa: E402
from tests.factories.annotations import make_coding  # noqa: E402
from tests.factories.articles import make_article  # noqa: E402
from tests.factories.projects import add_article, make_project  # noqa: E402
from tests.factories.users import make_user  # noqa: E402

BEGINS = [
    "a",
    "be",
    "chen",
    "da",
    "el",
    "fa",
    "go",
    "han",
    "i",
    "jo",
    "ka",
    "li",
    "mo",
    "na",
    "o",
    "pe",
    "qu",
    "ro",
    "sa",
    "ti",
    "u",
    "va",
    "wen",
    "xi",
    "yo",
    "zel",
]
MIDDLES = ["b", "d", "f", "g", "k", "l", "m", "n", "r", "s", "t", "v", "z", "nd", "rk", "st"]
ENDS = ["an", "ar", "e", "en", "ensky", "er", "i", "ich", "in", "is", "o", "ov", "ström", "u", "y"]
CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз")
ARABIC = str.maketrans("bdfghjklmnqrstuvwyz", "بدفغهجكلمنقرستوفويز", "aeiocpx")

FILL = """
    INSERT INTO annotations_nameword (actor, word, is_whole, weight)
        SELECT actor, key.word, bool_or(key.place = 1), 0
        FROM (SELECT id AS actor, keys FROM annotations_actor UNION ALL
            SELECT actor_id, keys FROM annotations_actorname) AS named,
            unnest(named.keys) WITH ORDINALITY AS key(word, place)
        GROUP BY actor, key.word ON CONFLICT DO NOTHING;
    CREATE TEMP TABLE drawn AS SELECT id, row_number() OVER () AS n FROM annotations_actor;
    CREATE INDEX ON drawn (n);
    INSERT INTO annotations_attribution (id, project_id, coding_id, number, mode, speaker_id, stance,
            certainty, note, printed_capacity, created_at)
        SELECT gen_random_uuid(), %(project)s, %(coding)s, made.n, 'direct', drawn.id, '', 'certain',
            '', '', now()
        FROM (SELECT n, ceil(%(people)s * power(random(), 3)) AS place
            FROM generate_series(1, %(statements)s) AS n) AS made
        JOIN drawn ON drawn.n = made.place
"""
KINDS = (
    "one letter",
    "two letters",
    "three letters",
    "five letters",
    "first and last name",
    "two beginnings",
    "in another spelling",
    "in another script",
    "inside names",
    "with a slip",
    "nothing like it",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=100)
    wanted = parser.parse_args()
    print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
    chance = random.Random(7)
    with a_database():
        with transaction.atomic():
            project, user = make_project("Measured"), make_user("measured")
            coding = make_coding(add_article(project, make_article()), user)
            names = fill(coding, wanted.people, wanted.statements, chance)
        began = time.perf_counter()
        changed = weigh_names()
        print(f"Weighing: {time.perf_counter() - began:.1f} s, {changed:,} rows; {sizes()}.\n")
        with connection.cursor() as cursor:
            # As autovacuum leaves them: not only filled, and weighed a moment ago.
            cursor.execute("VACUUM ANALYZE annotations_nameword, annotations_actor")
        print("| typed | such as | found | p50 ms | p95 ms | CPU ms |\n|---|---|---|---|---|---|")
        for kind in KINDS:
            print(f"| {kind} | {measured(kind, names, wanted.times, chance)} |", flush=True)


def made_up(chance: random.Random) -> str:
    return "".join(chance.choice(part) for part in (BEGINS, MIDDLES, ENDS))


def rows(people: int, chance: random.Random) -> Iterator[tuple[UUID, str, str]]:
    """An actor each, with the name shown and one in another script, "" where there is none."""
    given = [made_up(chance) for _ in range(600)]
    families = [made_up(chance) + chance.choice(["", "", made_up(chance)]) for _ in range(9000)]
    for _ in range(people):
        name = f"{chance.choice(given)} {families[int(len(families) * chance.random() ** 2)]}"
        draw = chance.random()
        other = ""
        if draw < 0.3:
            other = name.translate(CYRILLIC)
        elif draw < 0.4:
            other = name.translate(ARABIC)
        yield uuid7(), name.title(), other.strip().title()


def fill(coding: Coding, people: int, statements: int, chance: random.Random) -> list[str]:
    made = list(rows(people, chance))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        columns = "id, kind, name, sort_name, sounds, keys, country, description, family_first, wikidata, gender, notes, sorted_as, created_at"
        with cursor.copy(f"COPY annotations_actor ({columns}) FROM STDIN") as copy:
            for key, name, _ in made:
                now = datetime.now(UTC)
                copy.write_row(
                    [
                        key,
                        "person",
                        name,
                        sort_name(name),
                        sounds_of(name),
                        list(keys_of(name)),
                        "",
                        "",
                        False,
                        "",
                        "",
                        "",
                        "",
                        now,
                    ]
                )
        columns = "id, actor_id, name, language, sounds, keys, kind"
        with cursor.copy(f"COPY annotations_actorname ({columns}) FROM STDIN") as copy:
            for key, _, other in made:
                if other:
                    copy.write_row(
                        [uuid7(), key, other, "", sounds_of(other), list(keys_of(other)), "native"]
                    )
        for statement in FILL.split(";"):
            cursor.execute(
                statement,
                {
                    "project": coding.project_id,
                    "coding": coding.pk,
                    "people": people,
                    "statements": statements,
                },
            )
        cursor.execute("SET LOCAL session_replication_role = origin")
    return [name for _, name, _ in made]


def sizes() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), pg_total_relation_size('annotations_nameword') / 1000000 FROM annotations_nameword"
        )
        words, megabytes = cursor.fetchone()
    return f"{words:,} words in {megabytes} MB"


def typed(kind: str, names: Sequence[str], chance: random.Random) -> str:
    name = chance.choice(names)
    given, family = name.split(maxsplit=1)
    slip = chance.randrange(1, len(family) - 1)
    return {
        "one letter": family[0],
        "two letters": family[:2],
        "three letters": family[:3],
        "five letters": family[:5],
        "first and last name": name,
        "two beginnings": f"{given[:2]} {family[:2]}",
        "in another spelling": family.replace("y", "iy").replace("v", "w").replace("s", "z"),
        "in another script": family.lower().translate(CYRILLIC),
        "inside names": family[1:4],
        "with a slip": f"{given} {family[:slip]}{family[slip + 1 :]}",
        "nothing like it": "wzkqj pfhtx",
    }[kind]


def measured(kind: str, names: Sequence[str], times: int, chance: random.Random) -> str:
    taken, found, such_as = [], [], ""
    processes = [os.getpid(), connection.connection.info.backend_pid]
    before = worked(processes)
    for _ in range(times):
        such_as = typed(kind, names, chance)
        began = time.perf_counter()
        found.append(len(find(such_as, most=8)))
        taken.append((time.perf_counter() - began) * 1000)
    on_cpu = (worked(processes) - before) / times
    taken.sort()
    p95 = taken[int(len(taken) * 0.95)]
    return f"{such_as} | {statistics.mean(found):.1f} | {statistics.median(taken):.1f} | {p95:.1f} | {on_cpu:.1f}"


if __name__ == "__main__":
    main()
