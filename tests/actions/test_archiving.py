import pytest

from annotations.actions.archiving import archive_project, bring_back
from annotations.actions.articles import CannotTakeIn
from annotations.actions.bulk import Offer, take_in_many
from annotations.actions.codings import CannotAnnotate
from annotations.actions.machine import suggest_quotations
from annotations.actions.polling import poll_due_feeds
from annotations.actions.projects import CannotKeepProject, change_project
from annotations.actions.runs import CannotRun, start_run
from annotations.actions.watching import look_at_due_articles
from annotations.models import Project, Run
from tests.actions.conftest import NOW
from tests.actions.test_articles import taking_in
from tests.factories.feeds import make_feed
from tests.factories.projects import add_article, make_project
from tests.views.test_looks import make_watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived(cast) -> Project:
    project = Project.objects.get(pk=cast.project.pk)
    archive_project(project=project, by=cast.manager, at=NOW)
    return project


def test_it_is_archived_once_and_comes_back_as_it_was(cast, archived):
    archive_project(project=archived, by=cast.manager, at=NOW.replace(year=2099))
    assert archived.archived_at == NOW

    bring_back(project=archived, by=cast.manager, at=NOW)

    assert archived.archived_at is None
    assert Project.objects.current().get() == cast.project


def test_the_machine_stops_reading_it_and_goes_on_when_it_is_back(cast):
    start_run(project=cast.project, by=cast.manager, at=NOW)

    archive_project(project=cast.project, by=cast.manager, at=NOW)
    assert not Run.objects.unfinished().exists()
    with pytest.raises(CannotRun, match="archived"):
        start_run(project=cast.project, by=cast.manager, at=NOW)
    with pytest.raises(CannotAnnotate):
        suggest_quotations(project_article=cast.project_article, at=NOW)

    bring_back(project=cast.project, by=cast.manager, at=NOW)
    assert Run.objects.unfinished().filter(project=cast.project).exists()


def test_nothing_comes_into_it(cast, archived):
    with pytest.raises(CannotTakeIn, match="archived"):
        taking_in(archived, cast.owner)
    [outcome] = take_in_many(project=archived, by=None, at=NOW, offers=[Offer(data=b"Talks")])

    assert isinstance(outcome, CannotTakeIn)
    assert archived.project_articles.count() == 1


def test_its_words_and_settings_stay(cast, archived):
    with pytest.raises(CannotKeepProject, match="Bring it back first"):
        change_project(project=archived, name="Other", by=cast.admin)


def test_nothing_is_fetched_for_it_alone(cast):
    make_feed(project=cast.project)
    watch = make_watch(due_at=NOW)
    add_article(cast.project, watch.article)
    far = NOW.replace(year=2099)
    assert (poll_due_feeds(at=far), look_at_due_articles(at=far)) == (1, 1)

    archive_project(project=cast.project, by=cast.manager, at=NOW)
    assert (poll_due_feeds(at=far), look_at_due_articles(at=far)) == (0, 0)

    add_article(make_project("Another"), watch.article)
    assert look_at_due_articles(at=far) == 1
