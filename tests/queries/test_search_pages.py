"""Pages of what search finds, against all of it, put in order here; and what is counted of it."""

from collections import Counter
from datetime import date

import pytest

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.queries.asking import understand
from annotations.queries.search import Where, known, newest, passages
from annotations.queries.search_pages import planned_for_its_words, survey
from annotations.web.paging import Key, page_of, page_read, place_of
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article

NEWEST = [Key("day", descending=True), Key("article_id", descending=True), Key("place")]
OLDEST = [Key("day"), Key("article_id"), Key("place")]


@pytest.fixture
def rows(cast):
    """Of articles on the same days and on none, of several sources and languages."""
    sources = [make_source(f"Herald {n}") for n in range(3)]
    for number in range(9):
        article = make_article(
            "Grain is short.\n\nNobody came.\n\nThe grain trade ended.",
            title=f"Grain {number}" if number % 2 else "Untitled",
            source=sources[number % 3],
            language=["en", "fr"][number % 2],
            published_on=[date(2026, 3, 3), date(2026, 3, 4), None][number // 3],
            kinds=(),
        )
        add_article(cast.project, article)
    index_due()
    return passages(cast.owner, Where(), understand(asked("grain")))


def in_order(rows, keys):
    """Stable sorts, the last key first; UUIDs as PostgreSQL has them, by their bytes."""
    found = list(rows)
    for key in reversed(keys):
        found.sort(key=lambda row: getattr(row, key.name), reverse=key.descending)
    return [row.pk for row in found]


def page_at(rows, keys, mark, size):
    backwards, after = place_of(mark, 3)
    found = survey(
        rows, size=size + 1, is_oldest_first=keys is OLDEST, after=after, backwards=backwards
    )
    return page_read(found.passages, keys, mark, size)


@pytest.mark.parametrize("size", [1, 2, 5, 22, 23, 100])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_pages_one_after_the_other_are_all_of_it_and_back_again(rows, keys, size):
    everything = in_order(rows, keys)
    page, forth = page_at(rows, keys, "", size), []
    assert page.previous == ""
    while True:
        forth.append([row.pk for row in page.rows])
        if not page.next:
            break
        page = page_at(rows, keys, page.next, size)
    back = [forth[-1]]
    while page.previous:
        page = page_at(rows, keys, page.previous, size)
        back.insert(0, [row.pk for row in page.rows])

    assert [pk for each in forth for pk in each] == everything
    assert back == forth
    assert page_at(rows, keys, "forged", size).rows == page_at(rows, keys, "", size).rows


def test_a_page_knows_of_each_passage_what_its_row_says(rows):
    for found in survey(rows, size=100).passages:
        row = rows.get(pk=found.pk)
        for name in ("day", "source_id", "language", "revision", "start", "end"):
            assert getattr(found, name) == getattr(row, name), name


def test_sources_and_languages_are_counted(rows):
    found = survey(rows, size=3)

    assert found.total == rows.count() == 22
    assert not found.is_more
    assert {key: n for key, _name, n in found.sources} == Counter(
        rows.values_list("source", flat=True)
    )
    assert {key: name for key, name, _n in found.sources} == dict(
        rows.values_list("source", "source__name")
    )
    assert found.languages == Counter(rows.values_list("language", flat=True))
    assert [key[1:] for key in known(rows).keys] == [row.pk for row in newest(rows)]


@pytest.mark.parametrize("most", [1, 21, 22, 23])
def test_what_is_counted_is_counted_so_far(rows, monkeypatch, most):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)

    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 0)
    found = survey(rows, size=3)

    assert (found.total, found.is_more) == (min(most, 22), most < 22)
    assert bool(found.passages) == (not found.is_more)


@pytest.mark.parametrize("most", [1, 5, 21, 22])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_words_that_stand_often_are_read_in_their_order(rows, monkeypatch, most, keys):
    """Also where more were expected than there are."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 10**9)
    is_oldest_first = keys is OLDEST

    found = survey(rows, size=2, is_oldest_first=is_oldest_first)

    assert (found.total, found.is_more) == (most, most < 22)
    assert [one.pk for one in found.passages] == in_order(rows, keys)[:2]
    assert sum(n for _key, _name, n in found.sources) == min(most + 1, 22)
    after = (found.passages[-1].day.isoformat(), *map(str, found.passages[-1].pk))
    further = survey(rows, size=2, is_oldest_first=is_oldest_first, after=after)
    assert further.total == most
    assert [one.pk for one in further.passages] == (
        [] if found.is_more else in_order(rows, keys)[2:4]
    )


def test_what_is_read_in_order_is_not_read_for_ever(rows, monkeypatch):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", 5)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 10**9)
    monkeypatch.setattr("annotations.queries.search_pages.DEEP", 4)

    found = survey(rows, size=2)

    assert (found.total, found.is_more, found.passages) == (5, True, [])


def test_nothing_that_is_found_is_a_survey_too(cast, rows):
    found = survey(passages(cast.stranger, Where(), understand(asked("grain"))), size=3)

    assert (found.total, found.is_more, found.sources, found.passages) == (0, False, [], [])


@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_what_stands_everywhere_is_read_in_its_order(rows, keys):
    with planned_for_its_words(in_order=True):
        page = page_of(rows, keys, "", 5)

    assert [row.pk for row in page.rows] == in_order(rows, keys)[:5]
