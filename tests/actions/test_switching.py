import pytest

from annotations.actions.codings import CannotAnnotate
from annotations.actions.decisions import CannotDecide, accept, accept_speaker, reject
from annotations.actions.learning import CannotLearn, start_learning
from annotations.actions.machine import suggest_quotations
from annotations.actions.runs import CannotRun, start_run
from annotations.actions.switching import switch_suggestions
from annotations.models import Decision, Project, Run, Suggestion
from tests.actions.conftest import NOW
from tests.actions.test_articles import taking_in
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.suggestions import number_of


@pytest.fixture
def switch(cast):
    """`switch(False)`: as a manager does; returns the project."""

    def switch(is_on: bool) -> Project:
        project = Project.objects.get(pk=cast.project.pk)
        switch_suggestions(project=project, is_on=is_on, by=cast.manager, at=NOW)
        return project

    return switch


def test_off_nothing_is_made_any_more(cast, switch):
    row = add_article(cast.project, make_article())
    project = switch(False)
    forget_jobs()

    taking_in(project, cast.owner)
    assert not jobs().filter(task_name="suggest_article").exists()
    with pytest.raises(CannotAnnotate, match="switched off"):
        suggest_quotations(project_article=row, at=NOW)
    with pytest.raises(CannotRun, match="switched off"):
        start_run(project=project, by=cast.manager, at=NOW)
    with pytest.raises(CannotLearn, match="switched off"):
        start_learning(project=project, by=cast.manager, at=NOW)
    assert not Suggestion.objects.exists()


def test_off_what_reads_the_project_is_called_off(cast, switch):
    run = start_run(project=cast.project, by=cast.manager, at=NOW)

    switch(False)

    run.refresh_from_db()
    assert run.is_cancelled


def test_off_nothing_is_decided_and_what_was_made_is_kept(winter, switch):
    number = number_of("“Nobody")
    kept = Suggestion.objects.count()
    reject(number=number_of("“It will"), **winter.here)

    switch(False)

    for decide in (accept, reject):
        with pytest.raises(CannotDecide):
            decide(number=number, **winter.here)
    with pytest.raises(CannotDecide):
        accept_speaker(number=number, above=0.3, **winter.here)
    assert (Suggestion.objects.count(), Decision.objects.count()) == (kept, 1)


def test_on_again_they_can_be_decided_about_and_what_came_in_is_read(winter, switch):
    switch(False)
    add_article(winter.project_article.project, make_article())

    switch(True)

    assert Run.objects.get().finished_at is None
    accept(number=number_of("“Nobody"), **winter.here)


@pytest.mark.parametrize("is_on", [True, False])
def test_twice_is_once(cast, switch, is_on):
    switch(is_on)
    before = Run.objects.count()

    project = switch(is_on)

    assert project.has_suggestions is is_on
    assert Run.objects.count() == before
