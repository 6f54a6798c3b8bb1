"""The machine as a coder: what it writes, and what a later run leaves alone."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction

from annotations.actions import engines
from annotations.actions.acts import undo
from annotations.actions.codings import CannotAnnotate
from annotations.actions.decisions import accept, reject
from annotations.actions.machine import suggest_quotations
from annotations.domain.quotes import VERSION
from annotations.models import Article, Attribution, Coding, Decision, Span, Suggestion, learning
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project
from tests.helpers.queries import queries_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
QUOTE = "Both sides feel they are being cornered"
WINTER = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "Otto Feder said that Quill had told him the map was wrong."
)


def run(project_article):
    return suggest_quotations(project_article=project_article, at=NOW)


def numbers(coding):
    return list(coding.attributions.order_by("number").values_list("number", flat=True))


@pytest.fixture
def engine(monkeypatch):
    """`engine("another 1", drop=1)`: from now on another version, that finds less, runs."""

    def becomes(version, drop=0):
        found = engines.suggest
        monkeypatch.setattr(learning, "VERSION", version)
        monkeypatch.setattr(
            engines, "suggest", lambda *args: (every := found(*args))[: max(0, len(every) - drop)]
        )

    return becomes


def test_what_the_engine_finds_is_a_coding_of_its_own(cast):
    coding = run(cast.project_article)

    assert (coding.kind, coding.analyst, coding.engine) == ("machine", None, VERSION)
    first = Suggestion.objects.order_by("attribution__number").first()
    said = first.attribution
    assert (said.number, said.mode, said.speaker) == (1, "direct", None)
    assert (first.name, first.affiliation, first.kind) == (
        "Ada Quill",
        "professor of harbour law",
        "person",
    )
    assert (first.engine, first.reason, first.is_current) == (VERSION, "direct.after", True)
    assert first.reason_values["cue"] == "says"
    assert first.confidence > 0.9
    spans = {span.role: span for span in said.spans.all()}
    assert set(spans) == {"content", "cue", "speaker"}
    assert QUOTE in spans["content"].words
    assert spans["cue"].prefix.endswith("cornered,” ")
    assert spans["cue"].suffix.startswith(" Ada Quill, professor")
    coding.refresh_from_db()
    assert coding.annotation_count == Suggestion.objects.count() == Attribution.objects.count()
    highest = max(Span.objects.values_list("number", flat=True))
    assert coding.next_number == highest + 1


def test_who_relays_is_linked(cast):
    row = add_article(cast.project, make_article(WINTER))

    run(row)

    inner = Suggestion.objects.get(parent__isnull=False)
    assert (inner.name, inner.parent.name) == ("Ada Quill", "Otto Feder")


def test_the_same_version_reads_an_article_once(cast):
    before = numbers(run(cast.project_article))

    again = queries_of(lambda: run(cast.project_article))

    coding = Coding.objects.get()
    assert numbers(coding) == before
    assert not any("DELETE" in sql for sql in again)


def test_another_version_replaces_what_nobody_decided_about(cast, engine):
    row = add_article(cast.project, make_article(WINTER))
    before = numbers(run(row))
    engine("another 1", drop=1)

    coding = run(row)

    assert coding.engine == "another 1"
    after = numbers(coding)
    assert len(after) == len(before) - 1
    assert not set(after) & set(before), "a number is never handed out twice"
    assert set(Suggestion.objects.values_list("engine", flat=True)) == {"another 1"}


def test_what_somebody_decided_about_stays(cast, engine):
    run(cast.project_article)
    here = {"project_article": cast.project_article, "by": cast.owner, "at": NOW}
    accept(number=1, **here)
    kept = Suggestion.objects.get(attribution__number=1)
    engine("another 1")

    coding = run(cast.project_article)

    again = Suggestion.objects.get(pk=kept.pk)
    assert (again.engine, again.is_current) == (VERSION, True)
    words = coding.spans.filter(role="content").values_list("words", flat=True)
    assert len(words) == len(set(words)), "it is not suggested a second time"


def test_what_is_no_longer_found_is_only_remembered(cast, engine):
    run(cast.project_article)
    here = {"project_article": cast.project_article, "by": cast.owner, "at": NOW}
    reject(number=1, **here)
    engine("another 1", drop=99)

    run(cast.project_article)

    assert Decision.objects.get().suggestion.is_current is False


def test_a_decision_that_redo_could_bring_back_counts(cast, engine):
    run(cast.project_article)
    here = {"project_article": cast.project_article, "by": cast.owner, "at": NOW}
    reject(number=1, **here)
    undo(**here)
    engine("another 1", drop=99)

    run(cast.project_article)

    assert Suggestion.objects.filter(attribution__number=1).exists()


def test_relays_of_what_stays_are_linked_anew(cast, engine):
    row = add_article(cast.project, make_article(WINTER))
    run(row)
    inner = Suggestion.objects.get(parent__isnull=False)
    reject(project_article=row, number=inner.attribution.number, by=cast.owner, at=NOW)
    engine("another 1")

    run(row)

    again = Suggestion.objects.get(pk=inner.pk)
    assert again.parent.engine == "another 1"
    assert again.parent.name == "Otto Feder"


def test_a_number_of_statements_costs_no_more_queries(cast, engine):
    few = add_article(cast.project, make_article("Winter\n\nQuill said it would snow."))
    many = add_article(
        cast.project, make_article("Winter\n\n" + "Quill said it would snow.\n\n" * 60)
    )

    def queries(row):
        run(row)
        learning.VERSION = f"{learning.VERSION}+"
        return len(queries_of(lambda: run(row)))

    engine("rules")
    assert queries(few) == queries(many) <= 24
    assert Suggestion.objects.count() == 61


def test_without_a_text_there_is_nothing_to_read(cast):
    article = Article.objects.create(source=make_source(), title="To come")

    with pytest.raises(CannotAnnotate):
        run(add_article(cast.project, article))


def test_what_is_no_name_is_left_out(cast, monkeypatch):
    found = engines.suggest
    long = SimpleNamespace
    monkeypatch.setattr(
        engines,
        "suggest",
        lambda *args: [
            long(**{f: getattr(one, f) for f in one.__slots__} | {"name": "N" * 201})
            for one in found(*args)
        ],
    )

    run(cast.project_article)

    assert set(Suggestion.objects.values_list("name", flat=True)) == {""}


def test_only_the_machine_suggests(cast):
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, QUOTE)

    with pytest.raises(IntegrityError, match="only the machine suggests"), transaction.atomic():
        Suggestion.objects.create(attribution=said, project=cast.project, confidence=0.5)


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_a_confidence_is_a_share(cast, confidence):
    said = make_attribution(make_coding(cast.project_article, None), QUOTE)

    with pytest.raises(IntegrityError, match="suggestion_confidence"), transaction.atomic():
        Suggestion.objects.create(attribution=said, project=cast.project, confidence=confidence)


class TestDecisions:
    @pytest.fixture
    def suggestion(self, cast):
        said = make_attribution(make_coding(cast.project_article, None), QUOTE)
        return Suggestion.objects.create(attribution=said, project=cast.project, confidence=0.5)

    def decide(self, suggestion, coding, **fields):
        fields = {"verdict": "accepted", "annotation": 1} | fields
        with transaction.atomic():
            return Decision.objects.create(
                coding=coding, suggestion=suggestion, project=coding.project, at=NOW, **fields
            )

    def test_are_made_once(self, cast, suggestion):
        coding = make_coding(cast.project_article, cast.owner)
        self.decide(suggestion, coding)

        with pytest.raises(IntegrityError, match="decided_once"):
            self.decide(suggestion, coding)

    @pytest.mark.parametrize(
        "fields",
        [{"annotation": None}, {"verdict": "rejected"}, {"verdict": "edited", "annotation": None}],
    )
    def test_have_an_annotation_unless_they_reject(self, cast, suggestion, fields):
        with pytest.raises(IntegrityError, match="accepted_as_an_annotation"):
            self.decide(suggestion, make_coding(cast.project_article, cast.owner), **fields)

    def test_are_about_the_article_that_is_annotated(self, cast, suggestion):
        other = add_article(cast.project, make_article())

        with pytest.raises(IntegrityError, match="people decide"):
            self.decide(suggestion, make_coding(other, cast.owner))

    def test_are_not_the_machines(self, cast, suggestion):
        with pytest.raises(IntegrityError, match="people decide"):
            self.decide(suggestion, suggestion.attribution.coding)


def test_a_project_that_only_the_machine_has_read_can_go(cast):
    from annotations.actions.projects import delete_project

    project = make_project("Another")
    run(add_article(project, make_article()))

    delete_project(project=project, by=cast.admin)

    assert not Suggestion.objects.exists()


def test_the_machines_own_rows_have_no_history_and_peoples_have(cast, engine):
    run(cast.project_article)
    accept(project_article=cast.project_article, number=1, by=cast.owner, at=NOW)
    engine("another 1")
    run(cast.project_article)

    machines, mine = Coding.objects.get(kind="machine"), Coding.objects.get(kind="human")
    events = [Attribution.pgh_event_model, Span.pgh_event_model]
    assert [model.objects.filter(coding_id=machines.pk).count() for model in events] == [0, 0]
    assert [model.objects.filter(coding_id=mine.pk).count() for model in events] == [1, 3]
    machines.refresh_from_db()
    assert machines.annotation_count == machines.attributions.count() > 0


def test_people_have_a_history_in_a_transaction_in_which_the_machine_read(cast):
    with transaction.atomic():
        run(cast.project_article)
        accept(project_article=cast.project_article, number=1, by=cast.owner, at=NOW)

    assert Attribution.pgh_event_model.objects.count() == 1
