"""What is offered to an analyst, and that a page told of each write shows what a fresh one does."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.actions import engines
from annotations.actions.acts import CannotRedo, CannotUndo, redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.decisions import CannotDecide, accept, accept_speaker, reject, reopen
from annotations.actions.excerpts import Range
from annotations.actions.keeping import Refused
from annotations.actions.machine import suggest_quotations
from annotations.actions.spans import create_passage, delete_annotation
from annotations.models import Act, Coding, ProjectArticle, learning
from annotations.queries.changes import changes_after
from annotations.queries.decisions import last_decisions
from annotations.queries.readings import Tagbook
from annotations.queries.suggestions import fill, open_suggestions, suggestion_of
from annotations.queries.workbench import open_workbench
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "“The ice is thin,” Quill said. “It will thaw.\n\n"
    "“And then we will talk again,” she added.\n\n"
    "Otto Feder said that Quill had told him the map was wrong.\n\n"
    "“We will wait,” said Feder.\n\n"
    "Some think that it is over."
)


@pytest.fixture
def row(cast):
    """An article of the project that the machine has read."""
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    return row


def loaded(row, user):
    rows = ProjectArticle.objects.visible_to(user).with_role_of(user)
    return rows.select_related("project", "article").get(pk=row.pk)


def bench(row, user, above=0.0):
    return open_workbench(loaded(row, user), user, above=above)


def words(suggestions):
    return [" … ".join(part.words for part in one.main) for one in suggestions]


def test_they_come_in_reading_order_from_a_confidence_on(cast, row):
    everything = bench(row, cast.owner).suggestions
    shown = bench(row, cast.owner, above=0.9).suggestions

    starts = [one.order for one in everything]
    assert starts == sorted(starts)
    assert len(everything) > len(shown) > 3
    assert all(one.confidence >= 0.9 for one in shown)
    first = shown[0]
    assert (first.name, first.post, first.mode) == (
        "Ada Quill",
        "professor of harbour law",
        "direct",
    )
    assert {part.role: part.words for part in first.parts} == {
        "content": "“Nobody signs in winter,”",
        "cue": "says",
        "speaker": "Ada Quill",
    }
    assert (first.reason, first.reason_values["cue"]) == ("direct.after", "says")


def test_who_passes_it_on_is_known(cast, row):
    [inner] = [one for one in bench(row, cast.owner).suggestions if one.outer]

    assert (inner.outer, inner.outer_name) == (number_of("that Quill had"), "Otto Feder")


@pytest.mark.parametrize(
    ("who", "offered"),
    [("owner", True), ("manager", True), ("curator", True), ("admin", True), ("reader", False)],
)
def test_they_are_offered_to_whoever_can_decide(cast, row, who, offered):
    assert bool(bench(row, getattr(cast, who)).suggestions) is offered


def test_who_is_done_is_offered_nothing(cast, row):
    make_coding(row, cast.owner, state="done")

    assert bench(row, cast.owner).suggestions == []


def test_what_was_attributed_by_hand_is_not_offered(cast, row):
    coding = make_coding(row, cast.owner)
    make_attribution(coding, "Nobody signs in winter", cue="says")
    make_passage(coding, "We will wait")

    found = words(bench(row, cast.owner).suggestions)
    assert "“Nobody signs in winter,”" not in found
    assert "“We will wait,”" in found, "a passage is no statement"


def test_a_statement_inside_one_that_was_attributed_is_offered(cast, row):
    make_attribution(
        make_coding(row, cast.owner), "that Quill had told him the map was wrong", cue="said that"
    )

    found = words(bench(row, cast.owner).suggestions)
    assert "the map was wrong" in found
    assert "that Quill had told him the map was wrong" not in found


def test_what_was_decided_is_not_offered_to_the_same_analyst(cast, row):
    here = {"project_article": row, "at": NOW}
    reject(number=number_of("“Nobody"), by=cast.owner, **here)
    accept(number=number_of("“We will"), by=cast.owner, **here)

    mine, theirs = (words(bench(row, who).suggestions) for who in (cast.owner, cast.second))
    assert not {"“Nobody signs in winter,”", "“We will wait,”"} & set(mine)
    assert {"“Nobody signs in winter,”", "“We will wait,”"} <= set(theirs)


def test_what_was_rejected_stays_away_when_a_later_version_finds_nearly_the_same(
    cast, row, monkeypatch
):
    reject(number=number_of("“Nobody"), project_article=row, by=cast.owner, at=NOW)
    found = engines.suggest

    def shorter(text, language, model):
        from dataclasses import replace

        return [
            replace(one, content=tuple((start, end - 1) for start, end in one.content))
            for one in found(text, language)
        ]

    monkeypatch.setattr(engines, "suggest", shorter)
    monkeypatch.setattr(learning, "VERSION", "another 1")
    suggest_quotations(project_article=row, at=NOW)

    mine, theirs = (words(bench(row, who).suggestions) for who in (cast.owner, cast.second))
    assert "“Nobody signs in winter," not in mine
    assert "“Nobody signs in winter," in theirs
    assert "“Nobody signs in winter,”" not in theirs, "it is no longer found"


def test_a_suggestion_about_another_revision_is_not_offered(cast, row):
    from tests.factories.articles import make_revision

    article = row.article
    make_revision(article, article.captures.get(), TEXT + " Again.", number=2)

    assert bench(row, cast.owner).suggestions == []


def test_what_accepting_would_fill_in(cast, row):
    ada = make_actor("Ada Quill")
    harbour = make_actor("Harbour College", "organisation")
    post = make_affiliation(ada, "Dean", harbour)

    by_words = {one.main[0].words: one.said for one in bench(row, cast.owner).suggestions}

    said = by_words["“Nobody signs in winter,”"]
    assert said.speaker == (ada.pk, "Ada Quill")
    assert (said.affiliation, said.post, said.organisation) == (post.pk, "Dean", "Harbour College")
    inner = by_words["the map was wrong"]
    assert (inner.speaker, inner.relayer) == ((ada.pk, "Ada Quill"), (None, "Otto Feder"))
    new = by_words["“We will wait,”"]
    assert (new.speaker, new.affiliation, new.post) == ((None, "Otto Feder"), None, "")


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("posts", [(), ("Dean",), ("Professor", "Mayor"), ("Mayor", "Dean")])
def test_what_is_filled_in_is_what_accepting_saves(cast, row, known, posts):
    if known:
        ada = make_actor("Ada Quill")
        for post in posts:
            make_affiliation(ada, post)
    coding = None
    for one in bench(row, cast.owner, above=0.6).suggestions:
        fill([one], coding, date(2026, 3, 3))
        accept(number=one.number, project_article=row, by=cast.owner, at=NOW)
        coding = Coding.objects.get(kind="human")
        [made] = coding.attributions.filter(number=coding.decisions.latest("at", "id").annotation)

        saved = (
            made.speaker and made.speaker.name,
            made.affiliation.post if made.affiliation else "",
            made.relayer and made.relayer.name,
            made.mode,
        )
        said = one.said
        assert saved == (
            said.speaker and said.speaker[1],
            said.post,
            said.relayer and said.relayer[1],
            said.mode,
        )


def test_one_by_its_number(cast, row):
    number = number_of("“Nobody")
    assert suggestion_of(row, None, number).name == "Ada Quill"
    assert suggestion_of(row, None, 999) is None

    reject(number=number, project_article=row, by=cast.owner, at=NOW)

    assert suggestion_of(row, Coding.objects.get(kind="human"), number) is None


def test_as_many_queries_with_one_as_with_many(cast):
    def queries(lines):
        text = "Winter\n\n" + "\n\n".join(f"“It is day {n},” said Ada Quill." for n in range(lines))
        row = add_article(cast.project, make_article(text))
        suggest_quotations(project_article=row, at=NOW)
        make_attribution(make_coding(row, cast.owner), "Winter")
        page = loaded(row, cast.owner)
        return queries_of(lambda: open_workbench(page, cast.owner, above=0.0))

    assert_same_count(queries(1), queries(60), at_most=12)


def test_the_last_decisions_come_latest_first(cast, row):
    here = {"project_article": row, "by": cast.owner, "at": NOW}
    reject(number=number_of("“Nobody"), **here)
    accept(number=number_of("“We will"), **here | {"at": NOW.replace(hour=9)})
    coding = Coding.objects.get(kind="human")

    found = last_decisions(coding)

    assert [(one.verdict, one.annotation is None, one.words, one.name) for one in found] == [
        ("accepted", False, "“We will wait,”", "Otto Feder"),
        ("rejected", True, "“Nobody signs in winter,”", "Ada Quill"),
    ]
    assert len(last_decisions(coding, most=1)) == 1
    assert last_decisions(None) == []
    few = queries_of(lambda: last_decisions(coding, most=1))
    assert_same_count(few, queries_of(lambda: last_decisions(coding)), at_most=1)


class Page:
    """What a page knows that is told of each write and never loaded again."""

    def __init__(self, row, user, above):
        self.row, self.user, self.above = row, user, above
        fresh = self.fresh()
        self.seen = fresh.history.version
        self.open = [one.number for one in fresh.suggestions]
        self.painted = self.paint(fresh.blocks)

    def fresh(self):
        return bench(self.row, self.user, self.above)

    def paint(self, blocks):
        return {
            block.index: (
                sorted(part.number for part in block.parts),
                sorted(part.number for part in block.suggested),
            )
            for block in blocks
        }

    def told(self, act: Act) -> None:
        changes = changes_after(act, Tagbook(self.row.project.codebook_id), self.seen, self.above)
        offers = changes.offers
        if offers.everything is not None:
            self.open = [one.number for one in offers.everything]
        else:
            gone = [one.number for one in offers.gone]
            assert set(gone) <= set(self.open), "only what is there can go"
            back = [one.number for one in offers.back]
            assert not set(back) & set(self.open), "only what is not there comes back"
            assert all(one.said for one in offers.back)
            self.open = [number for number in self.open if number not in gone] + back
        self.seen = changes.history.version
        self.painted |= self.paint(changes.blocks)

    def check(self):
        fresh = self.fresh()
        assert sorted(self.open) == sorted(one.number for one in fresh.suggestions)
        assert self.painted == self.paint(fresh.blocks)


places = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 90)).map(
    lambda one: Range(one[0], min(sum(one), len(TEXT)), TEXT[one[0] : sum(one)])
)
likely = st.sampled_from(
    [
        "Nobody signs in winter,",
        "The ice is thin",
        "It will thaw.\n\n“And then we will talk again",
        "that Quill had told him the map was wrong",
        "the map was wrong",
        "We will wait",
    ]
).map(lambda said: Range(TEXT.index(said), TEXT.index(said) + len(said), said))
which = st.integers(0, 9)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["attribute", "mark"]), likely | places),
        st.tuples(
            st.sampled_from(["accept", "reject", "accept", "reject", "speaker", "delete"]), which
        ),
        st.tuples(st.sampled_from(["undo", "undo", "redo", "reopen"]), which),
        st.tuples(st.just("unseen"), which),
    ),
    min_size=1,
    max_size=9,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps, st.sampled_from([0.0, 0.6]))
def test_a_page_that_is_told_of_each_write_is_as_a_fresh_one(cast, row, steps, above):
    with transaction.atomic():
        page = Page(row, cast.owner, above)
        for verb, more in steps:
            try:
                act = do(row, cast.owner, page, verb, more)
            except (CannotUndo, CannotRedo, CannotDecide):
                continue
            if act and verb != "unseen":
                page.told(act)
                page.check()
        transaction.set_rollback(True)


def do(row, user, page, verb, more):
    here = {"project_article": row, "by": user, "at": NOW}
    if verb == "attribute":
        return create_attribution(places=Places([more]), facts=Facts("direct"), **here)
    if verb == "mark":
        return create_passage(where=more, tags=[], **here)
    if verb in ("undo", "redo"):
        return {"undo": undo, "redo": redo}[verb](**here)
    if verb == "reopen":
        number = 1 + more
        return reopen(number=number, **here)
    if verb == "delete":
        coding = Coding.objects.filter(project_article=row, kind="human").first()
        numbers = sorted(coding.attributions.values_list("number", flat=True)) if coding else []
        if numbers:
            return delete_annotation(number=numbers[more % len(numbers)], **here)
        return None
    if not page.open:
        return None
    number = page.open[more % len(page.open)]
    if verb == "speaker":
        return accept_speaker(number=number, above=page.above, **here)
    # "unseen" happens in another window.
    return (accept if verb == "accept" else reject)(number=number, **here)


def test_open_suggestions_need_no_coding(row):
    assert open_suggestions(row, None, [])


def test_a_refusal_is_a_refusal():
    assert issubclass(CannotDecide, Refused)
