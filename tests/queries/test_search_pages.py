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
from annotations.queries.search import Where, newest, passages, passages_in
from annotations.queries.search_pages import (
    Look,
    expected_of,
    newest_of,
    survey,
)
from annotations.queries.search_spread import spread_of_passages
from annotations.queries.surveying import PageAt, planned_for_its_words
from annotations.web.paging import page_of
from annotations.web.passages import NEWEST, OLDEST, passages_at
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.worlds import made_once


@pytest.fixture
def rows(cast):
    """Of articles on the same days and on none, of several sources and languages."""
    put_articles(cast)
    return passages(cast.owner, Where(), understand(asked("grain")))


@made_once
def put_articles(cast):
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


def surveyed(at, words="grain", projects=None):
    return survey(projects, Where(), understand(asked(words)), at)


def in_order(rows, keys):
    """Stable sorts, the last key first; UUIDs as PostgreSQL has them, by their bytes."""
    found = list(rows)
    for key in reversed(keys):
        found.sort(key=lambda row: getattr(row, key.name), reverse=key.descending)
    return [row.pk for row in found]


def page_at(keys, mark, size):
    grain = understand(asked("grain"))
    return passages_at(mark, size, None, Where(), grain, keys is OLDEST)[1]


@pytest.mark.parametrize("size", [1, 2, 5, 22, 23, 100])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_pages_one_after_the_other_are_all_of_it_and_back_again(rows, keys, size):
    everything = in_order(rows, keys)
    page, forth = page_at(keys, "", size), []
    assert page.previous == ""
    while True:
        forth.append([row.pk for row in page.rows])
        if not page.next:
            break
        page = page_at(keys, page.next, size)
    back = [forth[-1]]
    while page.previous:
        page = page_at(keys, page.previous, size)
        back.insert(0, [row.pk for row in page.rows])

    assert [pk for each in forth for pk in each] == everything
    assert back == forth
    assert page_at(keys, "forged", size).rows == page_at(keys, "", size).rows


def test_a_page_knows_of_each_passage_what_its_row_says(rows):
    for found in surveyed(PageAt(100)).passages:
        row = rows.get(pk=found.pk)
        for name in ("day", "source_id", "language", "revision", "start", "end"):
            assert getattr(found, name) == getattr(row, name), name


def test_sources_and_languages_are_counted(rows):
    found = surveyed(PageAt(3))

    assert found.total == rows.count() == 22
    assert not found.is_more
    assert {key: n for key, _name, n in found.sources} == Counter(
        rows.values_list("source", flat=True)
    )
    assert {key: name for key, name, _n in found.sources} == dict(
        rows.values_list("source", "source__name")
    )
    assert found.languages == Counter(rows.values_list("language", flat=True))


@pytest.mark.parametrize("most", [1, 21, 22, 23])
def test_what_is_counted_is_counted_so_far(rows, monkeypatch, most):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)

    found = surveyed(PageAt(3))

    assert (found.total, found.is_more) == (min(most, 22), most < 22)
    assert bool(found.passages) == (not found.is_more)


@pytest.fixture
def analysed(rows, monkeypatch):
    """As if these were very many, of which PostgreSQL knows how they lie, and how many to expect."""
    monkeypatch.setattr("annotations.queries.search_spread.MANY", 1)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", 0)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH_FOR_A_PAGE", 0)
    monkeypatch.setattr("annotations.queries.search_pages.FEW", 0)
    monkeypatch.setattr("annotations.queries.search_pages.WHOLE", 0)
    monkeypatch.setattr(
        "annotations.queries.search_pages.expected_of", lambda look: look.seen().count()
    )
    monkeypatch.setattr("annotations.queries.search_spread.SECONDS_KNOWN", 0)
    analyse()
    return rows


def analyse():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE annotations_findable, annotations_projectarticle")


@pytest.fixture
def looked_up(monkeypatch):
    """The windows of days that were looked through."""
    seen, on_days = [], FindableQuerySet.on_days

    def noted(rows, numbers):
        seen.append(numbers)
        return on_days(rows, numbers)

    monkeypatch.setattr(FindableQuerySet, "on_days", noted)
    return seen


@pytest.mark.parametrize("most", [1, 4, 5, 21, 22])
@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_of_many_the_days_that_have_enough_are_looked_through(
    analysed, looked_up, monkeypatch, most, keys
):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.AMPLE", 1)

    found = surveyed(PageAt(3, keys is OLDEST))

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

    found = surveyed(PageAt(2, keys is OLDEST))

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

    found = surveyed(PageAt(2))

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

    page, forth = page_at(keys, "", size), []
    while page.rows:
        forth.append([row.pk for row in page.rows])
        if not page.next:
            break
        page = page_at(keys, page.next, size)
    back = [forth[-1]]
    while page.previous:
        page = page_at(keys, page.previous, size)
        back.insert(0, [row.pk for row in page.rows])

    assert [pk for each in forth for pk in each] == everything
    assert back == forth
    # Twelve and half as many again may be all that are dated.
    assert looked_up or any(ways) or most == 12


@pytest.mark.parametrize("expected", [50, 5_000])
def test_what_a_window_has_tells_how_many_to_expect_of_the_next(
    analysed, looked_up, monkeypatch, expected
):
    """Too few were in the first days of so many that PostgreSQL is wrong about."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", 12)
    monkeypatch.setattr("annotations.queries.search_pages.AMPLE", 1)
    monkeypatch.setattr("annotations.queries.search_pages.expected_of", lambda look: expected)

    found = surveyed(PageAt(2))

    assert len(looked_up) >= 2
    assert (found.total, found.is_more) == (12, True)
    assert [one.pk for one in found.passages] == in_order(analysed, NEWEST)[:2]


@pytest.mark.parametrize(("most", "is_more"), [(5, True), (21, True), (22, False), (30, False)])
def test_few_are_all_read_at_once(analysed, looked_up, monkeypatch, most, is_more):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.WHOLE", 100)

    found = surveyed(PageAt(2))

    assert not looked_up
    assert (found.total, found.is_more) == (min(most, 22), is_more)
    assert [one.pk for one in found.passages] == in_order(analysed, NEWEST)[:2]
    assert sum(found.languages.values()) == min(most + 1, 22)


@pytest.mark.parametrize("ways", [(0, 0), (10**9, 10**9)], ids=str)
@pytest.mark.parametrize("size", [1, 5, 22, 30])
@pytest.mark.parametrize("most", [2, 5, 30])
def test_the_newest_come_first_whichever_way_was_taken(analysed, monkeypatch, most, size, ways):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH", ways[0])
    monkeypatch.setattr("annotations.queries.search_pages.ENOUGH_FOR_A_PAGE", ways[1])

    found, passages = newest_of(None, Where(), understand(asked("grain")), size)

    assert (found.total, found.is_more) == (min(most, 22), most < 22)
    assert [one.pk for one in passages] == in_order(analysed, NEWEST)[:size]


@pytest.mark.parametrize("most", [5, 22])
def test_few_of_a_large_project_are_found_among_all(analysed, looked_up, monkeypatch, most):
    """So that of rare words, of which PostgreSQL knows nothing, no window is tried."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.FEW", 100)
    monkeypatch.setattr("annotations.queries.search_pages._page", lambda *_given: [])

    found = surveyed(PageAt(2))

    assert not looked_up
    assert (found.total, found.is_more, bool(found.passages)) == (most, most < 22, most == 22)


def test_of_many_passages_statistics_are_asked_for_once_a_minute(
    rows, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("annotations.queries.search_spread._KNOWN", {})
    monkeypatch.setattr("annotations.queries.search_spread.MANY", 1)
    now = 1_000.0
    monkeypatch.setattr("annotations.queries.search_spread.monotonic", lambda: now)
    analyse()
    with django_assert_num_queries(1):
        first = spread_of_passages()
    with django_assert_num_queries(0):
        assert spread_of_passages() is first
    now += 61
    with django_assert_num_queries(1):
        spread_of_passages()


def test_of_few_passages_nothing_is_kept(rows, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("annotations.queries.search_spread._KNOWN", {})
    spread_of_passages()
    with django_assert_num_queries(1):
        spread_of_passages()


def test_a_window_with_far_too_many_is_left_alone(analysed, looked_up, monkeypatch):
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", 1)
    monkeypatch.setattr("annotations.queries.search_pages.FAR_TOO_MANY", 3)

    found = surveyed(PageAt(2))

    assert looked_up
    assert (found.total, found.is_more, found.passages) == (1, True, [])


def test_a_small_project_is_asked_of_the_index_too(cast, analysed, monkeypatch):
    """What it answers is not believed: who has an article decides."""
    other = make_project("Other")
    add_article(other, analysed.first().article)
    index_due()
    analyse()
    theirs, mine = [other.pk], [cast.project.pk]
    rows = passages_in(theirs, Where(), understand(asked("grain")))
    assert 0 < rows.count() < 4
    assert surveyed(PageAt(30), projects=theirs).total == rows.count()
    asked_of = []
    monkeypatch.setattr(
        FindableQuerySet, "likely_in", lambda rows, keys: asked_of.append(keys) or rows
    )

    surveyed(PageAt(3), projects=mine)
    assert asked_of == []
    surveyed(PageAt(3), projects=theirs)
    assert {tuple(keys) for keys in asked_of} == {(other.pk,)}
    ProjectArticle.objects.filter(project=other).delete()
    assert surveyed(PageAt(3), projects=theirs).total == 0


@pytest.mark.parametrize("whole", [0, 100])
@pytest.mark.parametrize("most", [1, 2, 5])
def test_of_what_is_looked_up_only_what_the_reader_may_see_is_counted(
    cast, analysed, monkeypatch, most, whole
):
    """A project with half of the articles is not small, so the index finds those of others too."""
    monkeypatch.setattr("annotations.queries.search_pages.MOST_COUNTED", most)
    monkeypatch.setattr("annotations.queries.search_pages.WHOLE", whole)
    monkeypatch.setattr("annotations.queries.search_pages.FAR_TOO_MANY", 100)
    monkeypatch.setattr("annotations.queries.search_pages.AMPLE", 1)
    half = make_project("Half")
    articles = dict.fromkeys(row.article for row in newest(analysed))
    for article in [*articles][::2]:
        add_article(half, article)
    index_due()
    analyse()
    rows = passages_in([half.pk], Where(), understand(asked("grain")))

    found = surveyed(PageAt(2), projects=[half.pk])

    assert (found.total, found.is_more) == (most, True)
    assert [one.pk for one in found.passages] == [one.pk for one in newest(rows)[:2]]
    counted = [one.language for one in newest(rows)[: most + 1]]
    assert found.languages == Counter(counted)


def test_words_that_stand_in_each_passage_are_expected_there(cast):
    project = make_project("Large")
    for number in range(30):
        add_article(project, make_article(f"Grain {number}.\n\nRice", title="Grain", kinds=()))
    index_due()
    analyse()

    def expected(words):
        return expected_of(Look(None, Where(), understand(asked(words)), spread_of_passages()))

    assert expected("grain") > 20 > 4 > expected("wheat")
    # Each in the manner of its language, and no passage twice.
    assert expected("grain OR rice -wheat") < 100
    assert expected("the OR of") == 0


def test_nothing_that_is_found_is_a_survey_too(rows):
    found = surveyed(PageAt(3), projects=[])

    assert (found.total, found.is_more, found.sources, found.passages) == (0, False, [], [])


@pytest.mark.parametrize("keys", [NEWEST, OLDEST], ids=["newest", "oldest"])
def test_what_stands_everywhere_is_read_in_its_order(rows, keys):
    with planned_for_its_words(in_order=True):
        page = page_of(rows, keys, "", 5)

    assert [row.pk for row in page.rows] == in_order(rows, keys)[:5]
