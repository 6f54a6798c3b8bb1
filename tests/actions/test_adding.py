"""Articles of other projects, found and put into one."""

from datetime import date

import pytest

from annotations.actions import adding
from annotations.actions.adding import CannotAddArticles, add_articles, go_on_adding
from annotations.actions.archiving import archive_project
from annotations.actions.taking_out import begin_taking_out
from annotations.models import Article, ProjectArticle, Role
from annotations.queries.adding import Copies, Sought, articles_to_add
from tests.actions.conftest import NOW
from tests.domain.stories.wire import WIRE
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, join, make_project
from tests.factories.stories import make_story
from tests.helpers.jobs import forget_jobs, jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(cast):
    """Another project of the manager: two copies of a report, the second one later, and a note."""
    project = make_project("Straits")
    join(project, cast.manager, Role.READER)
    early = make_article(WIRE, title="Early", published_on=date(2026, 3, 1))
    late = make_article(WIRE, title="Late", published_on=date(2026, 3, 5))
    make_story(early, late)
    note = make_article("Short.", title="Note", language="fr", published_on=date(2026, 2, 1))
    for article in (late, early, note):
        add_article(project, article)
    return project


def found(cast, **sought):
    rows = articles_to_add(cast.project, cast.manager, Sought(**sought))
    return sorted(rows.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("sought", "titles"),
    [
        ({}, ["Early", "Late", "Note"]),
        ({"words": "ear"}, ["Early"]),
        ({"language": "fr"}, ["Note"]),
        ({"since": date(2026, 3, 2)}, ["Late"]),
        ({"until": date(2026, 3, 2)}, ["Early", "Note"]),
        ({"copies": Copies.ONE}, ["Early", "Note"]),
        ({"since": date(2026, 3, 2), "copies": Copies.ONE}, ["Late"]),
        ({"words": "Late", "copies": Copies.ALL}, ["Early", "Late"]),
    ],
)
def test_it_finds_what_fits(cast, other, sought, titles):
    assert found(cast, **sought) == titles


def test_it_finds_those_of_one_source(cast, other):
    assert found(cast, source=Article.objects.get(title="Note").source_id) == ["Note"]


def test_it_finds_nothing_that_is_here_or_that_the_user_may_not_see(cast, other):
    add_article(make_project("Foreign"), make_article("Secret\n\nWords.", title="Secret"))
    add_article(cast.project, Article.objects.get(title="Note"))

    assert found(cast) == ["Early", "Late"]
    assert found(cast, words="Secret") == []


def test_a_story_of_which_the_project_has_an_article_is_told_already(cast, other):
    add_article(cast.project, Article.objects.get(title="Late"))

    assert found(cast, copies=Copies.ONE) == ["Note"]


def test_they_are_added_once_and_read_by_the_machine(cast, other):
    forget_jobs()
    rows = articles_to_add(cast.project, cast.manager, Sought())

    added = add_articles(project=cast.project, articles=rows, by=cast.manager, at=NOW)

    assert added.count == 3
    here = ProjectArticle.objects.filter(project=cast.project, added_by=cast.manager)
    assert here.count() == 3
    assert jobs().filter(task_name="suggest_article").count() == 3
    with pytest.raises(CannotAddArticles, match="no article to add"):
        add_articles(project=cast.project, articles=rows.all(), by=cast.manager, at=NOW)


def test_undone_they_are_out_again_but_for_those_that_somebody_began(cast, other):
    rows = articles_to_add(cast.project, cast.manager, Sought())
    added = add_articles(project=cast.project, articles=rows, by=cast.manager, at=NOW)
    begun = ProjectArticle.objects.get(project=cast.project, article__title="Note")
    make_coding(begun, cast.owner)

    taking = begin_taking_out(deed=added, by=cast.manager, at=NOW)

    assert (taking.gone, taking.stayed) == (2, 1)
    assert set(cast.project.project_articles.all()) == {cast.project_article, begun}
    assert Article.objects.filter(title="Early").exists()


def test_an_archived_project_takes_none(cast, other):
    cast.project.archived_at = NOW

    with pytest.raises(CannotAddArticles, match="archived"):
        add_articles(project=cast.project, articles=Article.objects.all(), by=cast.manager, at=NOW)


@pytest.fixture
def parts(monkeypatch):
    """Two articles in a part, one part in a job."""
    monkeypatch.setattr(adding, "AT_ONCE", 2)
    monkeypatch.setattr(adding, "PARTS_IN_A_JOB", 1)


def titles(cast):
    rows = cast.project.project_articles.exclude(pk=cast.project_article.pk)
    return sorted(rows.values_list("article__title", flat=True))


def add_all(cast):
    forget_jobs()
    rows = articles_to_add(cast.project, cast.manager, Sought())
    return add_articles(project=cast.project, articles=rows, by=cast.manager, at=NOW)


def test_many_are_added_by_the_worker_part_by_part(cast, other, parts):
    added = add_all(cast)
    assert (added.is_running, added.done, added.count) == (True, 2, 2)
    assert jobs().filter(task_name="add_articles").count() == 1

    go_on_adding(addition=added.pk)
    go_on_adding(addition=added.pk)

    added.refresh_from_db()
    assert (added.is_running, added.done, added.count) == (False, 3, 3)
    assert titles(cast) == ["Early", "Late", "Note"]
    read = jobs().filter(task_name="suggest_article").count()
    assert read == 3


def test_taking_it_back_stops_it(cast, other, parts):
    added = add_all(cast)

    taking = begin_taking_out(deed=added, by=cast.manager, at=NOW)
    go_on_adding(addition=added.pk)

    assert (taking.total, taking.gone, titles(cast)) == (2, 2, [])


@pytest.mark.parametrize("meanwhile", ["added", "archived"])
def test_what_happens_meanwhile_is_respected(cast, other, parts, meanwhile):
    added = add_all(cast)
    if meanwhile == "added":
        add_article(cast.project, Article.objects.get(pk=added.waiting[0]))
    else:
        archive_project(project=cast.project, by=cast.manager, at=NOW)

    go_on_adding(addition=added.pk)

    added.refresh_from_db()
    assert (added.is_running, added.count, added.total) == (False, 2, 3)
    assert len(titles(cast)) == (3 if meanwhile == "added" else 2)
