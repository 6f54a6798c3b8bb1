"""Pages of what search finds, against all of it, put in order here; and what is counted of it."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.models import ProjectArticle
from annotations.models.findables import FindableQuerySet
from annotations.queries.asking import understand
from annotations.queries.search import Where, known, newest, passages, passages_in
from annotations.queries.search_pages import (
    PageAt,
    _expected,
    _within,
    planned_for_its_words,
    survey,
)
from annotations.web.paging import Key, page_of, page_read, place_of
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project

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
    found = survey(rows, None, PageAt(size + 1, keys is OLDEST, after, backwards))
    if found.is_more and not found.passages:
        with planned_for_its_words(in_order=True):
            return page_of(rows, keys, mark, size)
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
    for found in survey(rows, None, PageAt(100)).passages:
        row = rows.get(pk=found.pk)
        for name in ("day", "source_id", "language", "revision", "start", "end"):
            assert getattr(found, name) == getattr(row, name), name


def test_sources_and_languages_are_counted(rows):
    found = survey(rows, None, PageAt(3))

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

    found = survey(rows, None, PageAt(3))

    assert (found.total, found.is_more) == (min(most, 22), most < 22)
    assert bool(found.passages) == (not found.is_more)


@pytest.fixture
def analysed(rows, monkeypatch):
    """As if these were very many, of which PostgreSQL knows how they lie, and how many to expect."""
    monkeypatch.setattr("annotations.queries.search_spread.MANY", 1)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 0)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH_FOR_A_PAGE", 0)
    monkeypatch.setattr("annotations.queries.search_pages.WORTH_WHILE", 1)
    monkeypatch.setattr("annotations.queries.search_pages._expected", lambda rows: rows.count())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_findable, annotations_projectarticle")
    return rows


@pytest.fixture
def looked_up(monkeypatch):
    """The windows of days that were looked through."""
    seen = []

    def within(rows, window):
        seen.append(window)
        return _within(rows, window)

    monkeypatch.setattr("annotations.queries.search_pages._within", within)
    return seen


@pytest.mark.parametrize("most", [1, 4, 5, 21, 22])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_of_many_the_days_that_have_enough_are_looked_through(
    analysed, looked_up, monkeypatch, most, keys
):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.AMPLE", 1)

    found = survey(analysed, None, PageAt(3, keys is OLDEST))

    assert (found.total, found.is_more) == (most, most < 22)
    counted = in_order(analysed, keys)[: most + 1]
    if most in {4, 5}:
        assert [one.pk for one in found.passages] == counted[:3]
        assert sum(n for _key, _name, n in found.sources) == len(counted)
        assert sum(found.languages.values()) == len(counted)
    assert bool(looked_up) == (most < 21)


@pytest.mark.parametrize("most", [1, 5, 21, 22])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_words_that_stand_nearly_everywhere_are_read_in_their_order(
    analysed, looked_up, monkeypatch, most, keys
):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 10**9)

    found = survey(analysed, None, PageAt(2, keys is OLDEST))

    assert not looked_up
    assert (found.total, found.is_more) == (most, most < 22)
    assert [one.pk for one in found.passages] == in_order(analysed, keys)[:2]
    assert sum(n for _key, _name, n in found.sources) == min(most + 1, 22)


def test_what_is_read_in_order_is_not_read_for_ever(analysed, monkeypatch):
    """Who knows how many there are then is asked of all."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", 12)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 10**9)
    monkeypatch.setattr("annotations.queries.search_pages.DEEP", 4)
    monkeypatch.setattr("annotations.queries.search_pages._page", lambda *_given: [])

    found = survey(analysed, None, PageAt(2))

    assert (found.total, found.is_more, found.passages) == (12, True, [])


@pytest.mark.parametrize("ways", [(0, 0), (10**9, 0), (10**9, 10**9)], ids=str)
@pytest.mark.parametrize("size", [1, 2, 5, 21])
@pytest.mark.parametrize("most", [2, 5, 12])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_pages_of_many_are_those_of_few(analysed, looked_up, monkeypatch, most, size, keys, ways):
    """Each by a window, or read in order."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", ways[0])
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH_FOR_A_PAGE", ways[1])
    everything = in_order(analysed, keys)

    page, forth = page_at(analysed, keys, "", size), []
    while page.rows:
        forth.append([row.pk for row in page.rows])
        if not page.next:
            break
        page = page_at(analysed, keys, page.next, size)
    back = [forth[-1]]
    while page.previous:
        page = page_at(analysed, keys, page.previous, size)
        back.insert(0, [row.pk for row in page.rows])

    assert [pk for each in forth for pk in each] == everything
    assert back == forth
    # Twelve and half as many again may be all that are dated.
    assert looked_up or any(ways) or most == 12


def test_a_window_with_far_too_many_is_left_alone(analysed, looked_up, monkeypatch):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", 1)
    monkeypatch.setattr("annotations.queries.search_pages.FAR_TOO_MANY", 3)

    found = survey(analysed, None, PageAt(2))

    assert looked_up
    assert (found.total, found.is_more, found.passages) == (1, True, [])


def test_a_small_project_is_asked_of_the_index_too(cast, analysed, monkeypatch):
    """What it answers is not believed: who has an article decides."""
    other = make_project("Other")
    add_article(other, analysed.first().article)
    index_due()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_findable, annotations_projectarticle")
    theirs, mine = [other.pk], [cast.project.pk]
    asked_for = understand(asked("grain"))
    rows = passages_in(theirs, Where(), asked_for)
    assert 0 < rows.count() < 4
    assert survey(rows, theirs, PageAt(30)).total == rows.count()
    asked_of = []
    monkeypatch.setattr(
        FindableQuerySet, "likely_in", lambda rows, keys: asked_of.append(keys) or rows
    )

    survey(rows, theirs, PageAt(3))
    survey(passages_in(mine, Where(), asked_for), mine, PageAt(3))

    assert asked_of == [theirs]
    ProjectArticle.objects.filter(project=other).delete()
    assert survey(rows, theirs, PageAt(3)).total == 0


def test_words_that_stand_in_each_passage_are_expected_there(cast):
    project = make_project("Large")
    for number in range(30):
        add_article(project, make_article(f"Grain {number}.\n\nRice", title="Grain", kinds=()))
    index_due()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_findable, annotations_projectarticle")

    found = [
        _expected(passages_in(None, Where(), understand(asked(words))))
        for words in ("grain", "wheat")
    ]

    assert found[0] > 20 > 4 > found[1]


def test_nothing_that_is_found_is_a_survey_too(cast, rows):
    found = survey(passages(cast.stranger, Where(), understand(asked("grain"))), None, PageAt(3))

    assert (found.total, found.is_more, found.sources, found.passages) == (0, False, [], [])


@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_what_stands_everywhere_is_read_in_its_order(rows, keys):
    with planned_for_its_words(in_order=True):
        page = page_of(rows, keys, "", 5)

    assert [row.pk for row in page.rows] == in_order(rows, keys)[:5]
