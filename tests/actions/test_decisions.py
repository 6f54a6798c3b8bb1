"""Deciding about suggestions: what accepting fills in, what is remembered, what undo takes back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from annotations.actions import machine
from annotations.actions.actors import CannotTellActorsApart
from annotations.actions.acts import redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.decisions import CannotDecide, accept, accept_speaker, reject, reopen
from annotations.actions.machine import suggest_quotations
from annotations.actions.people import Capacity, Named
from annotations.actions.spans import delete_annotation, toggle_tag
from annotations.models import Act, Actor, Affiliation, Attribution, Coding, Decision, Suggestion
from annotations.models.articles import Article
from tests.actions.conftest import NOW, Desk
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_revision
from tests.factories.projects import add_article, make_tag

TEXT = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "“It will thaw,” Quill said.\n\n"
    "Otto Feder said that Quill had told him the map was wrong.\n\n"
    "“We will wait,” said Feder."
)


@pytest.fixture
def desk(cast):
    """Somebody at an article that the machine has read."""
    row = add_article(cast.project, make_article(TEXT))
    suggest_quotations(project_article=row, at=NOW)
    codebook = cast.project.codebook
    return Desk(row, cast.owner, make_tag(codebook, "Appeal"), make_tag(codebook, "Threat"))


def number_of(words: str) -> int:
    """The suggestion whose content begins with these words."""
    found = Suggestion.objects.filter(
        attribution__spans__role="content", attribution__spans__words__startswith=words
    )
    return found.get().attribution.number


def mine(desk) -> Attribution:
    return Attribution.objects.get(coding=desk.coding)


def facts_of(one: Attribution) -> tuple:
    post = one.affiliation.post if one.affiliation else None
    return one.speaker and one.speaker.name, post, one.mode, one.relayer and one.relayer.name


def test_accepting_makes_it_ones_own(desk):
    act = accept(number=number_of("“Nobody"), **desk.here)

    one = mine(desk)
    assert facts_of(one) == ("Ada Quill", "professor of harbour law", "direct", None)
    assert (act.verb, act.annotation, act.now) == ("created", one.number, "accepted")
    assert {span.role: span.words for span in one.spans.all()} == {
        "content": "“Nobody signs in winter,”",
        "cue": "says",
        "speaker": "Ada Quill",
    }
    decision = Decision.objects.get()
    assert (decision.coding, decision.verdict) == (desk.coding, "accepted")
    assert (decision.annotation, decision.at) == (one.number, NOW)
    assert desk.coding.annotation_count == 1


def test_the_machines_own_stays_as_it_was(desk):
    number = number_of("“Nobody")

    accept(number=number, **desk.here)

    suggested = Attribution.objects.get(coding__kind="machine", number=number)
    assert (suggested.speaker, suggested.affiliation) == (None, None)


def test_somebody_of_the_register_is_taken_with_the_post_of_the_day(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))
    make_affiliation(ada, "Dean", valid_from=date(2020, 1, 1))

    accept(number=number_of("“Nobody"), **desk.here)

    assert mine(desk).speaker == ada
    assert facts_of(mine(desk))[1] == "Dean"
    assert Affiliation.objects.count() == 2


def test_who_held_no_post_on_the_day_gets_the_printed_one(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Student", valid_until=date(2020, 1, 1))

    accept(number=number_of("“Nobody"), **desk.here)

    assert facts_of(mine(desk))[1] == "professor of harbour law"


def test_of_several_posts_the_printed_one_is_meant(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Professor"), make_affiliation(ada, "Mayor")

    accept(number=number_of("“Nobody"), **desk.here)

    assert facts_of(mine(desk))[1] == "Professor"


def test_of_several_posts_none_is_guessed(desk):
    ada = make_actor("Ada Quill")
    make_affiliation(ada, "Adviser"), make_affiliation(ada, "Mayor")

    accept(number=number_of("“Nobody"), **desk.here)

    assert facts_of(mine(desk))[1] is None
    assert Affiliation.objects.count() == 2


def test_whom_the_register_has_learned_of_since_is_meant(desk):
    """Looked up when it is accepted, not when the machine read the text."""
    accept(number=number_of("“Nobody"), **desk.here)
    accept(number=number_of("“It will"), **desk.here)

    assert Actor.objects.filter(name="Ada Quill").count() == 1
    assert Affiliation.objects.count() == 1


def test_an_institution_holds_no_post(cast):
    row = add_article(
        cast.project, make_article("Winter\n\n“We will wait,” the Foreign Ministry said.")
    )
    suggest_quotations(project_article=row, at=NOW)

    accept(project_article=row, number=1, by=cast.owner, at=NOW)

    one = Attribution.objects.get(coding__kind="human")
    assert (one.speaker.kind, one.affiliation) == ("organisation", None)


def test_who_passes_it_on_is_the_speaker_around_it(desk):
    accept(number=number_of("the map was"), **desk.here)

    assert facts_of(mine(desk)) == (
        "Ada Quill",
        "professor of harbour law",
        "indirect",
        "Otto Feder",
    )


def test_namesakes_have_to_be_told_apart_by_hand(desk):
    make_actor("Ada Quill"), make_actor("Ada Quill")

    with pytest.raises(CannotTellActorsApart):
        accept(number=number_of("“Nobody"), **desk.here)

    assert not Decision.objects.exists()
    assert not Coding.objects.filter(kind="human").exists()


def test_the_same_key_accepts_once(desk):
    key = uuid4()

    acts = [accept(number=number_of("“Nobody"), key=key, **desk.here) for _ in range(2)]

    assert acts[0] == acts[1]
    assert desk.coding.annotation_count == 1


@pytest.mark.parametrize("decide", [accept, reject])
def test_nobody_decides_twice(desk, decide):
    number = number_of("“Nobody")
    decide(number=number, **desk.here)

    for again in (accept, reject):
        with pytest.raises(CannotDecide, match="decided about this suggestion already"):
            again(number=number, **desk.here)


@pytest.mark.parametrize("decide", [accept, reject, reopen])
def test_what_was_never_suggested(desk, decide):
    with pytest.raises(CannotDecide):
        decide(number=999, **desk.here)


def test_a_number_of_ones_own_is_no_suggestion(desk):
    desk.mark("comes to the harbour")
    for _ in range(40):
        desk.mark("harbour")
    last = desk.coding.next_number - 1

    with pytest.raises(CannotDecide):
        accept(number=last, **desk.here)


def test_what_was_attributed_by_hand_is_not_accepted_as_well(desk):
    places = Places([desk.place("Nobody signs in winter")])
    create_attribution(places=places, facts=Facts("direct"), **desk.here)

    with pytest.raises(CannotDecide, match="attributed these words already"):
        accept(number=number_of("“Nobody"), **desk.here)


def test_another_decides_for_themselves(desk, cast):
    number = number_of("“Nobody")
    reject(number=number, **desk.here)

    accept(number=number, **desk.here | {"by": cast.second})

    verdicts = Decision.objects.values_list("coding__analyst__username", "verdict")
    assert dict(verdicts) == {"owner": "rejected", "second": "accepted"}


def test_who_is_done_decides_nothing(desk):
    finish_coding(**desk.here)

    for decide in (accept, reject, reopen):
        with pytest.raises(CannotAnnotateFinished):
            decide(number=number_of("“Nobody"), **desk.here)


def test_a_suggestion_for_another_state_of_the_text_is_none(desk):
    article = Article.objects.get(project_articles=desk.project_article)
    capture = article.captures.get()
    make_revision(article, capture, "Another text", number=2)

    with pytest.raises(CannotDecide, match="another state of the text"):
        accept(number=number_of("“Nobody"), **desk.here)


def test_rejecting_leaves_nothing_but_the_memory(desk):
    number = number_of("“Nobody")

    act = reject(number=number, **desk.here)

    decision = Decision.objects.get()
    assert (decision.verdict, decision.annotation) == ("rejected", None)
    assert (act.verb, act.annotation, act.before, act.after) == ("rejected", 0, None, None)
    text = desk.project_article.article.revisions.get().text
    assert [text[start:end] for start, end in act.touched] == [
        "“Nobody signs in winter,”",
        "says",
        "Ada Quill",
    ]
    assert desk.coding.annotation_count == 0


class TestUndo:
    def test_reopens_what_was_accepted_and_redo_accepts_again(self, desk, state):
        accept(number=number_of("“Nobody"), **desk.here)
        before, decision = (
            state(desk.coding),
            Decision.objects.values("verdict", "annotation").get(),
        )

        undone = undo(**desk.here)
        assert not Decision.objects.exists()
        assert state(desk.coding) == []
        assert (undone.was, undone.now) == ("accepted", "")

        redone = redo(**desk.here)
        assert Decision.objects.values("verdict", "annotation").get() == decision
        assert state(desk.coding) == before
        assert (redone.was, redone.now) == ("", "accepted")

    def test_reopens_what_was_rejected_and_redo_rejects_again(self, desk):
        touched = reject(number=number_of("“Nobody"), **desk.here).touched

        undone = undo(**desk.here)
        assert not Decision.objects.exists()
        assert sorted(map(tuple, undone.touched)) == sorted(touched)

        redo(**desk.here)
        assert Decision.objects.get().verdict == "rejected"

    def test_goes_back_through_a_mixture(self, desk):
        accept(number=number_of("“Nobody"), **desk.here)
        toggle_tag(number=1, tag=desk.tag, **desk.here)
        reject(number=number_of("“It will"), **desk.here)
        delete_annotation(number=1, **desk.here)

        seen = []
        for _ in range(4):
            undo(**desk.here)
            seen.append((Decision.objects.count(), desk.coding.annotation_count))
        assert seen == [(2, 1), (1, 1), (1, 1), (0, 0)]

    def test_of_what_was_taken_up_anew_is_gone(self, desk):
        reject(number=number_of("“Nobody"), **desk.here)
        undo(**desk.here)
        accept(number=number_of("“It will"), **desk.here)

        assert Act.objects.filter(is_dropped=True).count() == 1


class TestReopening:
    def test_takes_an_old_decision_back(self, desk):
        number = number_of("“Nobody")
        reject(number=number, **desk.here)
        desk.mark("harbour")

        act = reopen(number=number, **desk.here)

        assert (act.verb, act.was, act.now) == ("reopened", "rejected", "")
        assert not Decision.objects.exists()
        undo(**desk.here)
        assert Decision.objects.get().verdict == "rejected"

    def test_takes_the_attribution_with_it(self, desk, state):
        number = number_of("“Nobody")
        accept(number=number, **desk.here)
        toggle_tag(number=1, tag=desk.tag, **desk.here)
        before = state(desk.coding)

        reopen(number=number, **desk.here)

        assert state(desk.coding) == []
        undo(**desk.here)
        assert state(desk.coding) == before
        assert Decision.objects.get().annotation == 1

    def test_finds_what_was_deleted_meanwhile(self, desk):
        number = number_of("“Nobody")
        accept(number=number, **desk.here)
        delete_annotation(number=1, **desk.here)

        act = reopen(number=number, **desk.here)

        assert act.annotation == 1
        undo(**desk.here)
        assert Decision.objects.get().annotation == 1

    def test_needs_a_decision(self, desk):
        with pytest.raises(CannotDecide, match="not decided"):
            reopen(number=number_of("“Nobody"), **desk.here)


class TestAllOfOneSpeaker:
    def test_are_accepted_at_once(self, desk):
        act = accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)

        said = Attribution.objects.filter(coding=desk.coding).order_by("number")
        words = [one.spans.get(role="content").words for one in said]
        assert words == ["“Nobody signs in winter,”", "“It will thaw,”", "the map was wrong"]
        assert {one.speaker.name for one in said} == {"Ada Quill"}
        assert Act.objects.count() == 3
        assert act.number == 3

    def test_one_undo_takes_them_back_and_one_redo_brings_them(self, desk, state):
        desk.mark("harbour")
        accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)
        after = state(desk.coding)

        undo(**desk.here)
        assert (Decision.objects.count(), desk.coding.annotation_count) == (0, 1)

        redo(**desk.here)
        assert state(desk.coding) == after
        assert Decision.objects.count() == 3

        undo(**desk.here)
        undo(**desk.here)
        assert state(desk.coding) == []

    def test_stop_at_the_threshold(self, desk):
        Suggestion.objects.filter(attribution__number=number_of("“Nobody")).update(confidence=0.5)

        accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)

        assert Decision.objects.count() == 2

    def test_leave_out_what_is_decided_or_attributed_already(self, desk):
        reject(number=number_of("“Nobody"), **desk.here)
        places = Places([desk.place("the map was wrong")])
        create_attribution(places=places, facts=Facts("indirect"), **desk.here)

        accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)

        assert Decision.objects.filter(verdict="accepted").count() == 1
        assert Act.objects.order_by("-number").first().gesture is None

    def test_are_done_once_under_one_key(self, desk):
        key, number = uuid4(), number_of("“It will")

        for _ in range(2):
            accept_speaker(number=number, above=0.6, key=key, **desk.here)

        assert Decision.objects.count() == 3
        undo_key = uuid4()
        for _ in range(2):
            undo(key=undo_key, **desk.here)
        assert not Decision.objects.exists()
        assert desk.coding.acts_done == 6

    def test_are_all_or_none(self, desk):
        make_actor("Ada Quill"), make_actor("Ada Quill")

        with pytest.raises(CannotTellActorsApart):
            accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)

        assert not Decision.objects.exists()

    def test_need_a_speaker(self, desk):
        Suggestion.objects.update(name="")

        with pytest.raises(CannotDecide, match="who speaks"):
            accept_speaker(number=number_of("“It will"), above=0.6, **desk.here)


class TestWithChanges:
    def save(self, desk, **facts):
        mended = {
            "mode": "direct",
            "speaker": Named("speaker_name", name="Ada Quill"),
            "capacity": Capacity(post="professor of harbour law"),
        }
        return accept(
            number=number_of("“Nobody"),
            places=Places(
                [desk.place("“Nobody signs in winter,”")],
                desk.place("says"),
                desk.place("Ada Quill"),
            ),
            facts=Facts(**mended | facts),
            **desk.here,
        )

    @pytest.mark.parametrize(
        ("facts", "verdict"),
        [
            ({}, "accepted"),
            ({"stance": "critical", "note": "Look", "certainty": "possible"}, "accepted"),
            ({"speaker": Named("speaker_name", name="ada  quill")}, "accepted"),
            ({"mode": "mixed"}, "edited"),
            ({"speaker": Named("speaker_name", name="Bo Lind")}, "edited"),
            ({"speaker": None, "capacity": None}, "edited"),
            ({"capacity": None}, "edited"),
            ({"capacity": Capacity(post="Dean")}, "edited"),
            ({"relayer": Named("relayer_name", name="Bo Lind")}, "edited"),
        ],
    )
    def test_they_are_told_apart_from_a_mere_yes(self, desk, facts, verdict):
        act = self.save(desk, **facts)

        assert Decision.objects.get().verdict == act.now == verdict

    def test_other_places_are_a_change(self, desk):
        accept(
            number=number_of("“Nobody"),
            places=Places([desk.place("Nobody signs")], desk.place("says")),
            facts=Facts("direct"),
            **desk.here,
        )

        assert Decision.objects.get().verdict == "edited"
        assert mine(desk).spans.get(role="content").words == "Nobody signs"

    def test_somebody_of_the_register_is_no_change(self, desk):
        ada = make_actor("Ada Quill")
        post = make_affiliation(ada, "Dean")

        self.save(desk, speaker=Named("speaker_name", ada), capacity=Capacity(post))

        assert Decision.objects.get().verdict == "accepted"


@pytest.mark.django_db(transaction=True)
def test_who_decides_while_the_machine_runs_again_loses_nothing(desk, cast, monkeypatch):
    """Ten analysts' decisions and two runs of another version, all at once."""
    monkeypatch.setattr(machine, "VERSION", "rules 2")
    numbers = [number_of("“Nobody"), number_of("“It will"), number_of("“We will")]

    def one(step):
        try:
            if step % 3 == 0:
                suggest_quotations(project_article=desk.project_article, at=NOW)
                return None
            by = cast.owner if step % 3 == 1 else cast.second
            here = {"project_article": desk.project_article, "by": by, "at": NOW}
            return reject(number=numbers[step // 3 % 3], **here)
        except CannotDecide:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        acts = [act for act in pool.map(one, range(9)) if act]

    assert Decision.objects.count() == len(acts)
    assert Suggestion.objects.count() == 5
