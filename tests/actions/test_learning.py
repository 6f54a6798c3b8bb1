"""Learning from a project: when it begins, what is kept of it, and what then reads the articles."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError

from annotations.actions import learning
from annotations.actions.codings import finish_coding
from annotations.actions.decisions import accept
from annotations.actions.learning import (
    CannotLearn,
    CannotSwitch,
    learn,
    learn_if_due,
    start_learning,
    switch_off,
    switch_on,
)
from annotations.actions.machine import suggest_quotations
from annotations.actions.runs import start_run
from annotations.domain.quotes.learning import train
from annotations.models import Coding, Decision, LearnedModel, Run, Suggestion
from annotations.models.learning import label_of
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.learning import make_learned
from tests.factories.projects import add_article
from tests.helpers.jobs import forget_jobs, jobs
from tests.helpers.suggestions import number_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
WORDS = ("the ferry", "the quay", "the map", "the treaty", "the lamp", "the harbour")


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def study(cast):
    """Twelve articles that are done, in which a word is a cue that the rules do not know."""
    for number in range(12):
        thing = WORDS[number % len(WORDS)]
        text = (
            f"Day {number} at the harbour\n\n"
            f"Ada Quill griped {thing} was lost. The gulls flew over {thing}.\n\n"
            f"Otto Feder said that {thing} was old."
        )
        row = add_article(cast.project, make_article(text))
        coding = make_coding(row, cast.owner, "done", changed_at=NOW - timedelta(minutes=number))
        make_attribution(
            coding, f"{thing} was lost", cue="griped", mention="Ada Quill", mode="indirect"
        )
        make_attribution(
            coding, f"that {thing} was old", cue="said", mention="Otto Feder", mode="indirect"
        )
    return cast


def ready(cast, number=1, **fields):
    return make_learned(cast.project, number, weights=train([]).to_bytes(), **fields)


def asked():
    return list(jobs().values_list("task_name", flat=True))


class TestBeginning:
    def test_a_row_and_a_job(self, study):
        learned = start_learning(project=study.project, by=study.manager, at=NOW)

        assert (learned.number, learned.state, learned.started_by) == (1, "training", study.manager)
        assert learned.engine == label_of(None)
        assert asked() == ["learn"]

    def test_not_without_enough_articles(self, cast):
        make_coding(cast.project_article, cast.owner, "done")

        with pytest.raises(CannotLearn, match="Finish 10 articles first; 1 are done"):
            start_learning(project=cast.project, by=cast.manager, at=NOW)
        assert asked() == []

    def test_not_twice_at_once(self, study):
        start_learning(project=study.project, by=study.manager, at=NOW)

        with pytest.raises(CannotLearn, match="learning from this project already"):
            start_learning(project=study.project, by=study.manager, at=NOW)
        assert LearnedModel.objects.count() == 1

    def test_by_itself_once_enough_articles_are_done(self, study, monkeypatch):
        monkeypatch.setattr(learning, "AGAIN_AFTER", 12)

        first = learn_if_due(project=study.project, at=NOW)
        assert (first.number, first.started_by) == (1, None)
        learn(learned_model=first.pk, at=LATER)
        assert learn_if_due(project=study.project, at=LATER) is None

        Coding.objects.by_people().update(changed_at=LATER)
        assert learn_if_due(project=study.project, at=LATER).number == 2

    def test_not_by_itself_before(self, study):
        assert learn_if_due(project=study.project, at=NOW) is None
        assert not LearnedModel.objects.exists()

    def test_whoever_finishes_an_article_has_the_worker_look(self, study):
        for who in (study.owner, study.second):
            finish_coding(project_article=study.project_article, by=who, at=NOW)

        assert asked() == ["learn_if_due"]


class TestTheWork:
    def begun(self, study):
        return start_learning(project=study.project, by=study.manager, at=NOW)

    def test_it_is_kept_with_its_figures(self, study):
        learned = self.begun(study)

        learn(learned_model=learned.pk, at=LATER)

        learned.refresh_from_db()
        assert (learned.state, learned.finished_at, learned.progress) == ("ready", LATER, 100)
        assert (learned.articles, learned.finished_articles, learned.attributions) == (12, 12, 24)
        assert learned.rejections == 0
        assert {"held_back", "rules", "learned", "curve"} <= learned.figures.keys()
        assert len(learned.weights) > 0

    @pytest.mark.parametrize("better", [True, False])
    def test_it_is_switched_on_only_where_it_is_better(self, study, monkeypatch, better):
        from dataclasses import replace

        found = learning.compare
        monkeypatch.setattr(
            learning, "compare", lambda *a, **k: replace(found(*a, **k), is_better=better)
        )
        learned = self.begun(study)

        learn(learned_model=learned.pk, at=LATER)

        learned.refresh_from_db()
        assert learned.is_on is better
        assert Run.objects.count() == (1 if better else 0)

    def test_a_job_that_is_tried_again_counts_once(self, study):
        learned = self.begun(study)

        for at in (NOW, LATER):
            learn(learned_model=learned.pk, at=at)

        learned.refresh_from_db()
        assert learned.finished_at == NOW

    def test_what_goes_wrong_is_a_failure_and_leaves_all_as_it_was(self, study, monkeypatch):
        def fails(*args, **kwargs):
            raise ValueError("no")

        monkeypatch.setattr(learning, "train", fails)
        learned = self.begun(study)

        learn(learned_model=learned.pk, at=LATER)

        learned.refresh_from_db()
        assert (learned.state, learned.finished_at, learned.is_on) == ("failed", LATER, False)
        assert self.begun(study).number == 2

    def test_where_the_database_goes_away_it_is_tried_again(self, study, monkeypatch):
        def fails(*args, **kwargs):
            raise OperationalError("gone")

        monkeypatch.setattr(learning, "keep_learned", fails)
        learned = self.begun(study)

        with pytest.raises(OperationalError):
            learn(learned_model=learned.pk, at=LATER)
        learned.refresh_from_db()
        assert learned.state == "training"


class TestSwitching:
    @pytest.fixture
    def row(self, cast):
        suggest_quotations(project_article=cast.project_article, at=NOW)
        return cast.project_article

    def engines(self):
        return set(Coding.objects.filter(kind="machine").values_list("engine", flat=True))

    def test_on_reads_all_articles_anew_with_it(self, cast, row):
        learned = ready(cast, 3)

        switch_on(learned=learned, by=cast.manager, at=LATER)

        run = Run.objects.get()
        assert (run.total, run.started_by) == (1, cast.manager)
        suggest_quotations(project_article=row, at=LATER)
        assert self.engines() == {f"{label_of(None)} + learned 3"}
        assert set(Suggestion.objects.values_list("engine", flat=True)) == self.engines()

    def test_off_brings_the_rules_back(self, cast, row):
        ready(cast, is_on=True)

        switch_off(project=cast.project, by=cast.manager, at=LATER)

        assert not LearnedModel.objects.in_force().exists()
        suggest_quotations(project_article=row, at=LATER)
        assert self.engines() == {label_of(None)}

    def test_back_to_an_earlier_version(self, cast, row):
        first, _second = ready(cast, 1), ready(cast, 2, is_on=True)

        switch_on(learned=first, by=cast.manager, at=LATER)

        assert LearnedModel.objects.get(is_on=True) == first

    def test_to_what_is_on_already_reads_nothing(self, cast, row):
        learned = ready(cast, is_on=True)

        switch_on(learned=learned, by=cast.manager, at=LATER)

        assert not Run.objects.exists()

    def test_what_people_decided_stays(self, cast, row):
        accept(project_article=row, number=number_of("“Both"), by=cast.owner, at=NOW)
        before = Decision.objects.values().get()

        switch_on(learned=ready(cast), by=cast.manager, at=LATER)
        suggest_quotations(project_article=row, at=LATER)

        assert Decision.objects.values().get() == before
        assert Suggestion.objects.get(decisions__isnull=False).engine == label_of(None)

    def test_a_run_with_the_old_one_is_called_off(self, cast, row):
        add_article(cast.project, make_article())
        old = start_run(project=cast.project, by=cast.manager, at=NOW)

        switch_on(learned=ready(cast), by=cast.manager, at=LATER)

        old.refresh_from_db()
        assert (old.is_cancelled, old.finished_at) == (True, LATER)
        assert Run.objects.unfinished().get().total == 2

    def test_a_project_without_articles_has_nothing_to_read(self, cast):
        cast.project_article.delete()

        switch_on(learned=ready(cast), by=cast.manager, at=LATER)

        assert not Run.objects.exists()

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({"state": "failed"}, "nothing to switch on"),
            ({"state": "training"}, "nothing to switch on"),
            ({"engine": "rules 0"}, "rules have changed since"),
        ],
    )
    def test_not_what_cannot_read(self, cast, fields, sentence):
        learned = make_learned(cast.project, **fields)

        with pytest.raises(CannotSwitch, match=sentence):
            switch_on(learned=learned, by=cast.manager, at=LATER)
        assert not LearnedModel.objects.filter(is_on=True).exists()
