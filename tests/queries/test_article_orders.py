"""Each order of the list is what sorting all of its articles gives, page by page."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from annotations.models import Coding, Project
from annotations.queries.article_orders import Sort, ordered
from annotations.queries.articles import Wanted, Work
from annotations.web.paging import Key, Part, page_in_turn
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, join, make_project
from tests.factories.users import make_user
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
LATE = datetime(2026, 9, 9, 9, tzinfo=UTC)
# Before and after midnight, in one second, and years apart.
TIMES = [
    datetime(2026, 3, 1, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 3, 2, 0, 0, tzinfo=UTC),
    datetime(2026, 3, 2, 0, 0, 0, 1, tzinfo=UTC),
    datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    datetime(2021, 5, 6, 7, 8, tzinfo=UTC),
    datetime(2026, 3, 9, 12, 0, tzinfo=UTC),
]


def shelf_of(cast, articles, coders, share, times=TIMES):
    """A project of `articles` with codings by `coders` analysts, the owner the first of them, each
    of a `share` of the articles; beside them what counts for nobody's order."""
    chance = random.Random(f"{articles} {coders} {share}")
    people = [cast.owner, *(make_user(f"coder-{number}") for number in range(coders - 1))]
    for user in people[1:]:
        join(cast.project, user)
    sources = [make_source(name) for name in ("Herald", "Wire", "agency")]
    cast.project_article.delete()
    rows = []
    for number in range(articles):
        article = make_article(
            f"{chance.choice(['Summit', 'summit', 'Accord', 'visit'])}\n\nThey spoke. {number}",
            chance.choice(sources),
            language=chance.choice(["en", "fr"]),
            published_on=chance.choice([None, date(2026, 3, 1), date(2026, 3, 2)]),
        )
        rows.append(add_article(cast.project, article))
    for row in chance.sample(rows, articles):
        for user in people:
            if chance.random() < share:
                make_coding(
                    row,
                    user,
                    chance.choice(["open", "done"]),
                    annotation_count=chance.choice([0, 0, 1, 1, 2, 30]),
                    changed_at=chance.choice(times),
                )
        if chance.random() < 0.2:
            make_coding(row, None, "open", kind="gold", changed_at=chance.choice(times))
        if chance.random() < 0.5:
            make_coding(row, None, changed_at=LATE)
    elsewhere = make_project("Another")
    join(elsewhere, cast.owner)
    for row in rows[:5]:
        there = add_article(elsewhere, row.article)
        make_coding(there, cast.owner, annotation_count=99, changed_at=LATE)
    return rows


def seen_by(user, project):
    return Project.objects.visible_to(user).with_role_of(user).get(pk=project.pk)


def by_hand(project, user, sort, sees_all, fits):
    """Keys of the articles, sorted in Python."""

    def own(row, value, none):
        mine = [one for one in row.codings.all() if one.analyst_id == user.pk and one.is_current]
        return value(mine[0]) if mine else none

    def anybodys(row):
        times = [
            one.changed_at
            for one in row.codings.all()
            if one.is_current and (one.kind != "machine" if sees_all else one.analyst == user)
        ]
        return max(times, default=NEVER)

    places = {
        Sort.NEWEST: (lambda row: row.article.published_on or date.min, True),
        Sort.OLDEST: (lambda row: row.article.published_on or date.max, False),
        Sort.TITLE: (lambda row: row.article.title.lower(), False),
        Sort.SOURCE: (lambda row: row.article.source.name.lower(), False),
        Sort.TOUCHED: (anybodys, True),
        Sort.ANNOTATIONS: (lambda row: own(row, lambda one: one.annotation_count, 0), True),
    }
    place, descending = places[sort]
    rows = project.project_articles.select_related("article__source")
    rows = [row for row in rows if fits(row, own)]
    rows.sort(key=lambda row: (place(row), row.article_id), reverse=descending)
    return [row.pk for row in rows]


def pages(project, user, wanted, sort, size, at=""):
    """The page at a mark, and how many articles there are."""
    found = ordered(project, user, wanted, sort)
    parts = [Part(one.rows, [Key(*column) for column in one.columns]) for one in found.parts]
    return page_in_turn(parts, at, size), found.count()


WANTED = [
    (Wanted(), lambda row, own: True),
    (Wanted(language="fr"), lambda row, own: row.article.language == "fr"),
    (Wanted(words="summit"), lambda row, own: "summit" in row.article.title.lower()),
    (Wanted(work=Work.NONE), lambda row, own: own(row, lambda one: False, True)),
    (Wanted(work=Work.DONE), lambda row, own: own(row, lambda one: one.state == "done", False)),
]


@pytest.mark.parametrize("sort", Sort.values)
@pytest.mark.parametrize(("coders", "share"), [(1, 0.6), (5, 0.5), (2, 1.0), (3, 0.02), (1, 0.0)])
def test_pages_are_those_of_all_articles_sorted(cast, sort, coders, share):
    shelf_of(cast, 25, coders, share)
    for user in (cast.owner, cast.curator, cast.admin):
        project = seen_by(user, cast.project)
        for wanted, fits in WANTED:
            expected = by_hand(project, user, sort, user != cast.owner, fits)
            forth, back, total = [], [], len(expected)
            page, counted = pages(project, user, wanted, sort, 7)
            while True:
                forth.append([row.pk for row in page.rows])
                assert counted == total
                if not page.next:
                    break
                page, counted = pages(project, user, wanted, sort, 7, page.next)
            while True:
                back.insert(0, [row.pk for row in page.rows])
                if not page.previous:
                    break
                page, counted = pages(project, user, wanted, sort, 7, page.previous)

            assert forth == [expected[at : at + 7] for at in range(0, total, 7)] or [[]]
            assert back == forth


@pytest.mark.parametrize("size", [1, 3, 4, 11, 12, 13, 50])
@pytest.mark.parametrize("name", ["owner", "curator"])
def test_all_in_one_moment_are_in_the_order_of_their_keys(cast, name, size):
    shelf_of(cast, 12, 3, 1.0, times=[LATE])
    user = getattr(cast, name)
    project = seen_by(user, cast.project)
    expected = by_hand(project, user, Sort.TOUCHED, name != "owner", lambda row, own: True)

    found, mark = [], ""
    while True:
        page, _total = pages(project, user, Wanted(), Sort.TOUCHED, size, mark)
        found += [row.pk for row in page.rows]
        mark = page.next
        if not mark:
            break

    assert found == expected


@pytest.mark.parametrize("size", [1, 3, 7, 60])
@pytest.mark.parametrize("name", ["owner", "curator"])
@pytest.mark.parametrize("gone_on", [True, False])
def test_several_of_one_day_are_in_the_order_of_their_moments(cast, name, size, gone_on):
    """Of one spell and of neighbouring ones, some of them at its very ends or at the same time, as
    they came and as they were changed since."""
    steps = [0, 1, 299_999_999, 300_000_000, 300_000_001, 3_600_000_000, 3_599_999_999, 150_000_000]
    times = [TIMES[3] + timedelta(microseconds=step) for step in steps]
    rows = shelf_of(cast, 30, 3, 0.6, times=times)
    if gone_on:
        chance = random.Random(size)
        for coding in Coding.objects.by_people().filter(project_article__in=rows):
            coding.changed_at += timedelta(microseconds=chance.choice([0, 1, 2, 40_000_000]))
            coding.save(update_fields=["changed_at"])
    user = getattr(cast, name)
    project = seen_by(user, cast.project)
    expected = by_hand(project, user, Sort.TOUCHED, name != "owner", lambda row, own: True)

    forth, back = [], []
    page, total = pages(project, user, Wanted(), Sort.TOUCHED, size)
    while True:
        forth += [row.pk for row in page.rows]
        if not page.next:
            break
        page, total = pages(project, user, Wanted(), Sort.TOUCHED, size, page.next)
    while True:
        back = [row.pk for row in page.rows] + back
        if not page.previous:
            break
        page, total = pages(project, user, Wanted(), Sort.TOUCHED, size, page.previous)

    assert total == len(expected) == 30
    assert forth == expected
    assert back == expected


def test_codings_are_asked_of_those_alone_who_went_on(cast):
    """What came at one time, as from a file, is in its order by the index."""
    rows = shelf_of(cast, 9, 0, 0.0)
    Coding.objects.bulk_create(
        Coding(
            project=cast.project,
            project_article=row,
            revision=row.article.revisions.get(),
            analyst=user,
            changed_at=LATE,
        )
        for row in rows
        for user in (cast.owner, cast.second)
    )
    project = seen_by(cast.curator, cast.project)
    [part, _rest] = ordered(project, cast.curator, Wanted(), Sort.TOUCHED).parts

    def looked_up():
        plan = part.rows(None, False, 9).explain(analyze=True, timing=False, costs=False)
        return "never executed" not in plan.partition("SubPlan")[2]

    assert not looked_up()
    Coding.objects.filter(project_article=rows[0], analyst=cast.owner).update(
        changed_at=LATE + timedelta(seconds=1)
    )
    assert looked_up()


@pytest.mark.parametrize("sort", Sort.values)
@pytest.mark.parametrize("name", ["owner", "curator"])
def test_as_many_queries_for_many_articles_as_for_one(cast, sort, name):
    user = getattr(cast, name)

    def asked(articles):
        shelf_of(cast, articles, 2, 0.9)
        project = seen_by(user, cast.project)
        return len(queries_of(lambda: pages(project, user, Wanted(), sort, articles)))

    [row] = [cast.project_article]
    make_coding(row, cast.owner)
    project = seen_by(user, cast.project)
    few = len(queries_of(lambda: pages(project, user, Wanted(), sort, 25)))

    assert few == asked(20)
    assert few <= 3


def test_an_earlier_revisions_coding_says_nothing_of_the_order(cast):
    rows = shelf_of(cast, 6, 1, 1.0)
    Coding.objects.filter(project_article=rows[0]).update(is_current=False)
    project = seen_by(cast.owner, cast.project)
    expected = by_hand(project, cast.owner, Sort.TOUCHED, False, lambda row, own: True)

    page, _total = pages(project, cast.owner, Wanted(), Sort.TOUCHED, 9)

    assert [row.pk for row in page.rows] == expected
    assert expected[-1] == rows[0].pk


def test_a_page_begins_where_it_did_though_somebody_works_meanwhile(cast):
    rows = shelf_of(cast, 9, 1, 1.0)
    project = seen_by(cast.curator, cast.project)
    first, _total = pages(project, cast.curator, Wanted(), Sort.TOUCHED, 3)
    second, _total = pages(project, cast.curator, Wanted(), Sort.TOUCHED, 3, first.next)
    passed = {row.pk for row in [*first.rows, *second.rows]}
    third = [row.pk for row in rows if row.pk not in passed]
    coding = Coding.objects.filter(project_article__in=passed).first()
    coding.changed_at = LATE + timedelta(days=1)
    coding.save(update_fields=["changed_at"])
    make_passage(coding, "spoke")

    page, _total = pages(project, cast.curator, Wanted(), Sort.TOUCHED, 3, second.next)

    assert sorted(row.pk for row in page.rows) == sorted(third)
