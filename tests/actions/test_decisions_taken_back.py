"""Undo, redo and reopening of decisions; and all of one speaker, which one undo takes back."""

from uuid import uuid4

import pytest

from annotations.actions.actors import CannotTellActorsApart
from annotations.actions.acts import redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.decisions import CannotDecide, accept, accept_speaker, reject, reopen
from annotations.actions.spans import delete_annotation, toggle_tag
from annotations.models import Act, Attribution, Decision, Suggestion
from tests.factories.actors import make_actor
from tests.helpers.suggestions import number_of


class TestUndo:
    def test_reopens_what_was_accepted_and_redo_accepts_again(self, winter, state):
        accept(number=number_of("“Nobody"), **winter.here)
        before, decision = (
            state(winter.coding),
            Decision.objects.values("verdict", "annotation").get(),
        )

        undone = undo(**winter.here)
        assert not Decision.objects.exists()
        assert state(winter.coding) == []
        assert (undone.was, undone.now) == ("accepted", "")

        redone = redo(**winter.here)
        assert Decision.objects.values("verdict", "annotation").get() == decision
        assert state(winter.coding) == before
        assert (redone.was, redone.now) == ("", "accepted")

    def test_reopens_what_was_rejected_and_redo_rejects_again(self, winter):
        touched = reject(number=number_of("“Nobody"), **winter.here).touched

        undone = undo(**winter.here)
        assert not Decision.objects.exists()
        assert sorted(map(tuple, undone.touched)) == sorted(touched)

        redo(**winter.here)
        assert Decision.objects.get().verdict == "rejected"

    def test_goes_back_through_a_mixture(self, winter):
        accept(number=number_of("“Nobody"), **winter.here)
        toggle_tag(number=1, tag=winter.tag, **winter.here)
        reject(number=number_of("“It will"), **winter.here)
        delete_annotation(number=1, **winter.here)

        seen = []
        for _ in range(4):
            undo(**winter.here)
            seen.append((Decision.objects.count(), winter.coding.annotation_count))
        assert seen == [(2, 1), (1, 1), (1, 1), (0, 0)]

    def test_of_what_was_taken_up_anew_is_gone(self, winter):
        reject(number=number_of("“Nobody"), **winter.here)
        undo(**winter.here)
        accept(number=number_of("“It will"), **winter.here)

        assert Act.objects.filter(is_dropped=True).count() == 1


class TestReopening:
    def test_takes_an_old_decision_back(self, winter):
        number = number_of("“Nobody")
        reject(number=number, **winter.here)
        winter.mark("harbour")

        act = reopen(number=number, **winter.here)

        assert (act.verb, act.was, act.now) == ("reopened", "rejected", "")
        assert not Decision.objects.exists()
        undo(**winter.here)
        assert Decision.objects.get().verdict == "rejected"

    def test_takes_the_attribution_with_it(self, winter, state):
        number = number_of("“Nobody")
        accept(number=number, **winter.here)
        toggle_tag(number=1, tag=winter.tag, **winter.here)
        before = state(winter.coding)

        reopen(number=number, **winter.here)

        assert state(winter.coding) == []
        undo(**winter.here)
        assert state(winter.coding) == before
        assert Decision.objects.get().annotation == 1

    def test_finds_what_was_deleted_meanwhile(self, winter):
        number = number_of("“Nobody")
        accept(number=number, **winter.here)
        delete_annotation(number=1, **winter.here)

        act = reopen(number=number, **winter.here)

        assert act.annotation == 1
        undo(**winter.here)
        assert Decision.objects.get().annotation == 1

    def test_needs_a_decision(self, winter):
        with pytest.raises(CannotDecide, match="not decided"):
            reopen(number=number_of("“Nobody"), **winter.here)


class TestAllOfOneSpeaker:
    def test_are_accepted_at_once(self, winter):
        act = accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)

        said = Attribution.objects.filter(coding=winter.coding).order_by("number")
        words = [one.spans.get(role="content").words for one in said]
        assert words == ["“Nobody signs in winter,”", "“It will thaw,”", "the map was wrong"]
        assert {one.speaker.name for one in said} == {"Ada Quill"}
        assert Act.objects.count() == 3
        assert act.number == 3

    def test_one_undo_takes_them_back_and_one_redo_brings_them(self, winter, state):
        winter.mark("harbour")
        accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)
        after = state(winter.coding)

        undo(**winter.here)
        assert (Decision.objects.count(), winter.coding.annotation_count) == (0, 1)

        redo(**winter.here)
        assert state(winter.coding) == after
        assert Decision.objects.count() == 3

        undo(**winter.here)
        undo(**winter.here)
        assert state(winter.coding) == []

    def test_stop_at_the_threshold(self, winter):
        Suggestion.objects.filter(attribution__number=number_of("“Nobody")).update(confidence=0.5)

        accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)

        assert Decision.objects.count() == 2

    def test_leave_out_what_is_decided_or_attributed_already(self, winter):
        reject(number=number_of("“Nobody"), **winter.here)
        places = Places([winter.place("the map was wrong")])
        create_attribution(places=places, facts=Facts("indirect"), **winter.here)

        accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)

        assert Decision.objects.filter(verdict="accepted").count() == 1
        assert Act.objects.order_by("-number").first().gesture is None

    def test_are_done_once_under_one_key(self, winter):
        key, number = uuid4(), number_of("“It will")

        for _ in range(2):
            accept_speaker(number=number, above=0.6, key=key, **winter.here)

        assert Decision.objects.count() == 3
        undo_key = uuid4()
        for _ in range(2):
            undo(key=undo_key, **winter.here)
        assert not Decision.objects.exists()
        assert winter.coding.acts_done == 6

    def test_are_all_or_none(self, winter):
        make_actor("Ada Quill"), make_actor("Ada Quill")

        with pytest.raises(CannotTellActorsApart):
            accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)

        assert not Decision.objects.exists()

    def test_need_a_speaker(self, winter):
        Suggestion.objects.update(name="")

        with pytest.raises(CannotDecide, match="who speaks"):
            accept_speaker(number=number_of("“It will"), above=0.6, **winter.here)
