"""What words in context cost: `python -m tests.bench.concordance [--paragraphs 100000]`.

Makes that many invented paragraphs, as the bench of search does, each of them a tagged passage and
each fifth a statement, in the database of DATABASE_URL; asks for the lines of words and patterns, as
a page and as tables, and for what is drawn to them; and rolls everything back. Told is the
processor's time of the program and of its database backend together.
"""

import argparse
import os
import statistics

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from tests.bench.annotated import annotate  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.findings import whole  # noqa: E402
from tests.bench.search import QUESTIONS, as_it_is_run, by_name, fill, words_from  # noqa: E402

KINDS = ("a common word", "an ordinary word", "a rare word", "a phrase", "a beginning")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=10)
    wanted = parser.parse_args()
    as_it_is_run()
    with transaction.atomic():
        user = fill(wanted.paragraphs)["all"]
        # Half of them are for a project that is not asked.
        annotate(by_name(), dict.fromkeys(by_name(), user), 2 * wanted.paragraphs)
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
        print(
            "| asked | as | CPU ms in the middle | at most | queries | KB |\n|---|---|---|---|---|---|"
        )
        client = Client()
        client.force_login(user)
        asked = {kind: QUESTIONS[kind](wanted.questions) for kind in KINDS}
        # Which no index knows: it reads the newest passages.
        patterns = words_from(500, 3_000, wanted.questions)
        asked["a pattern"] = [{"q": rf"\b{one[:4]}\w+", "pattern": "on"} for one in patterns]
        for kind, queries in asked.items():
            for name in ("concordance", "concordance-table", "collocate-table"):
                report(client, kind, name, queries)
        transaction.set_rollback(True)


def report(client: Client, kind: str, name: str, queries: list[dict[str, str]]) -> None:
    address = reverse(name)
    whole(client.get(address, queries[0]))
    worked, sizes = [], []
    for query in queries:
        begun = on_cpu()
        response = client.get(address, query)
        sizes.append(whole(response))
        worked.append(on_cpu() - begun)
        assert response.status_code == 200, response.status_code
    with CaptureQueriesContext(connection) as captured:
        whole(client.get(address, queries[0]))
    shown = [statistics.median(worked), max(worked), len(captured), statistics.median(sizes) / 1024]
    print(
        f"| {kind} | {name} | " + " | ".join(f"{figure:.0f}" for figure in shown) + " |", flush=True
    )


if __name__ == "__main__":
    main()
