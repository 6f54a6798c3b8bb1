"""What saved searches cost the worker and the first page: `python -m tests.bench.saved_searches`.

Fills the database of DATABASE_URL as tests.bench.search does, keeps twenty searches of many kinds
for a member of all of it, looks for each again while nothing is new and after an article came in,
and asks for the first page; then rolls everything back. Told is the processor's time of the program
and of its database backend together.
"""

import argparse
import os
import statistics
from datetime import UTC, datetime

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from annotations.actions.following import follow  # noqa: E402
from annotations.actions.indexing import index_due  # noqa: E402
from annotations.actions.saved_searches import save_search  # noqa: E402
from annotations.models import Project, SavedSearch, User  # noqa: E402
from annotations.web.saved_searches import look, question_of  # noqa: E402
from tests.bench.articles import on_cpu, yardstick  # noqa: E402
from tests.bench.search import fill, words_from  # noqa: E402
from tests.factories.articles import make_article  # noqa: E402
from tests.factories.projects import add_article  # noqa: E402

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=100_000)
    wanted = parser.parse_args()
    with transaction.atomic():
        owner = fill(wanted.paragraphs)["all"]
        saved = keep(owner)
        print(f"Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {yardstick()}.\n")
        tell("looking again, nothing new", [again(one) for one in saved])
        with connection.cursor() as cursor:
            # Filling does without triggers; what comes in now is to be noted as due.
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        common = saved[0].query.removeprefix("q=")
        add_article(
            Project.objects.get(name="all"), make_article(f"They said: {common}.", kinds=())
        )
        index_due()
        tell("looking again, one new", [again(one) for one in saved])
        new = sum(one.new for one in SavedSearch.objects.of(owner).with_new())
        print(f"{new} new in all; {sum(one.finds.count() for one in saved)} finds are kept.")
        visit(owner)
        transaction.set_rollback(True)


def keep(owner: User) -> list[SavedSearch]:
    """Twenty: from words that stand in nearly every article to beginnings and rare ones."""
    common, usual, rare = (
        words_from(0, 60, 4),
        words_from(500, 3_000, 10),
        words_from(9_000, 20_000, 4),
    )
    asked = [f"q={word}" for word in (*common, *usual, *rare)]
    asked += [f"q={usual[0][:4]}*", f"q={usual[1]}+-{common[0]}&since=2020-01-01"]
    return [
        save_search(
            by=owner, at=NOW, name=query, query=query, kind=question_of(query).kind, look=look
        )
        for query in asked
    ]


def again(saved: SavedSearch) -> float:
    begun = on_cpu()
    follow(search=saved.pk, look=look, at=NOW)
    return on_cpu() - begun


def tell(what: str, costs: list[float]) -> None:
    print(
        f"{what}: {statistics.median(costs):.0f} ms in the middle, {max(costs):.0f} at most,"
        f" {sum(costs):.0f} for all {len(costs)}",
        flush=True,
    )


def visit(owner: User) -> None:
    client = Client()
    client.force_login(owner)
    address = reverse("home")
    client.get(address)
    begun = on_cpu()
    for _ in range(10):
        assert client.get(address).status_code == 200
    cost = (on_cpu() - begun) / 10
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    begun = on_cpu()
    list(SavedSearch.objects.of(owner).with_new().in_order())
    print(
        f"the first page: {cost:.0f} ms, {len(captured)} queries; of it its searches"
        f" {on_cpu() - begun:.1f} ms"
    )


if __name__ == "__main__":
    main()
