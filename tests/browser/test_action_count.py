"""Nobody annotates a quotation in fewer actions: counted over every statement of the demo.

`python3 manage.py test tests/browser/test_action_count.py -s` prints the table of docs/actions.md.
"""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median

import pytest

from annotations.exchange.demo.files import DemoArticle, DemoAttribution, read_articles, read_study
from annotations.exchange.demo.loading import take_article
from annotations.exchange.demo.places import place_of
from annotations.exchange.demo.study import make_study
from tests.browser.counting import COUNT, Hands, Played
from tests.browser.suggested import open_suggested

# They ask the modules that the page runs.
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("exported")]

NOW = datetime(2026, 4, 3, 8, 0, tzinfo=UTC)


@pytest.fixture
def played(transactional_db, visit) -> list[Played]:
    """All statements, each by one who made it, in the order in which one reads the article."""
    study = make_study(read_study())
    found = []
    for article in read_articles():
        where, text = take_article(article, study, NOW)
        for name, statements in by_each(article):
            page = visit(f"/articles/{where.pk}/", study.users[name], width=1400, height=900)
            page.wait_for_selector("#workbench[data-ready]")
            page.wait_for_selector("#named > li", state="attached")
            page.evaluate(COUNT)
            hands = Hands(page, where, study.users[name], text)
            statements.sort(key=lambda one: place_of(text, one.content[0]))
            found += [hands.play(one) for one in statements]
            page.context.close()
    return found


def by_each(article: DemoArticle) -> Iterator[tuple[str, list[DemoAttribution]]]:
    """What two made alike is played by the first of them."""
    for name in ("analyst", "second"):
        statements = [one for one in article.attributions if one.by[0] == name]
        if statements:
            yield name, statements


def test_a_statement_takes_four_actions_in_the_middle_and_seldom_more_than_eight(played):
    counts = sorted(one.actions for one in played)
    show(played, counts)

    assert len(played) == 68
    assert {one.actions for one in played if one.is_proposed_rightly and one.tags == 1} == {3}
    assert median(counts) <= 4
    assert share(counts, 0.95) <= 8


def test_a_right_suggestion_takes_one_action(transactional_db, visit):
    bench = open_suggested(visit)
    bench.press(";")
    bench.page.evaluate(COUNT)

    bench.press("a", "a", "a")
    bench.saved()

    assert bench.page.evaluate("() => window.actions") == 3
    assert [verdict for _, verdict in bench.verdicts()] == ["accepted"] * 3


def share(counts: list[int], part: float) -> int:
    """The smallest count that `part` of them do not exceed."""
    return counts[math.ceil(part * len(counts)) - 1]


def show(played: list[Played], counts: list[int]) -> None:
    for one in played:
        words = one.words if len(one.words) <= 44 else f"{one.words[:43]}…"
        print(f"{one.actions:3}  {words:44}  {one.speaker[:24]:24}  {' '.join(one.way)}")
    print(f"{len(counts)} statements: median {median(counts):g}, p95 {share(counts, 0.95)}")
