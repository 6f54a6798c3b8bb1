"""How many suggestions a reader wants to see."""

import pytest

from annotations.actions.machine import suggest_quotations
from annotations.models import Suggestion, User
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.page import assert_same_page, update_page
from tests.helpers.queries import queries_of
from tests.views.test_suggestions import NOW, TEXT
from tests.views.workbench import Bench

CHOICE = {"suggestions_from": "0.95", "shows_suggestions": "on"}


@pytest.fixture
def row(cast):
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    return row


@pytest.fixture
def bench(cast, as_, row) -> Bench:
    return Bench(as_(cast.owner), row)


def choose(bench, choice, status=200):
    response = bench.client.post(f"{bench.base}suggestions/show/", choice, htmx=True)
    assert response.status_code == status
    update_page(bench.page, response.content)


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404), (None, 302)])
@pytest.mark.parametrize("htmx", [False, True])
def test_who_may_not_choose(cast, as_, row, who, status, htmx):
    client = as_(getattr(cast, who) if who else None)

    response = client.post(f"/articles/{row.pk}/suggestions/show/", CHOICE, htmx=htmx)

    assert response.status_code == status
    assert not User.objects.exclude(suggestions_from=0.6).exists()


def test_a_get_chooses_nothing(bench):
    assert bench.client.get(f"{bench.base}suggestions/show/").status_code == 405


@pytest.mark.parametrize("share", ["0.3", "0.6", "0.8", "0.95"])
@pytest.mark.parametrize("shows", [True, False])
def test_the_page_is_as_a_fresh_one_would_be(bench, share, shows):
    choose(bench, {"suggestions_from": share} | ({"shows_suggestions": "on"} if shows else {}))

    assert_same_page(bench.page, bench.fresh(), "text", "cards", "suggestion-count")
    expected = Suggestion.objects.filter(confidence__gte=float(share)).count() if shows else 0
    assert len(bench.suggestions) == expected


def test_it_is_kept_for_this_reader_alone(cast, as_, row, bench):
    choose(bench, CHOICE)

    cast.owner.refresh_from_db()
    cast.manager.refresh_from_db()
    assert (cast.owner.suggestions_from, cast.manager.suggestions_from) == (0.95, 0.6)
    assert len(Bench(as_(cast.manager), row).suggestions) > len(bench.suggestions)


@pytest.mark.parametrize("share", ["0.1", "1", "x", ""])
def test_other_shares_are_no_choice(cast, bench, share):
    choose(bench, CHOICE | {"suggestions_from": share}, status=422)

    cast.owner.refresh_from_db()
    assert cast.owner.suggestions_from == 0.6
    assert_same_page(bench.page, bench.fresh(), "text", "cards", "suggestion-count")


def test_without_htmx_the_page_comes_anew(bench):
    response = bench.client.post(f"{bench.base}suggestions/show/", CHOICE)

    assert (response.status_code, response["Location"]) == (302, bench.base)
    refused = bench.client.post(f"{bench.base}suggestions/show/", {}, follow=True)
    assert b"There is no such choice" in refused.content


def test_it_takes_as_many_queries_for_few_as_for_many(bench):
    def ask(share):
        choice = CHOICE | {"suggestions_from": share}
        return queries_of(lambda: choose(bench, choice))

    assert len(ask("0.95")) == len(ask("0.3"))
