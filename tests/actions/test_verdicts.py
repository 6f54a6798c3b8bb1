"""Whether a suggestion was accepted as it was, or with changes."""

import pytest

from annotations.actions.attributions import Facts, Places
from annotations.actions.decisions import accept
from annotations.actions.people import Capacity, Named
from annotations.models import Attribution, Decision
from tests.factories.actors import make_actor, make_affiliation
from tests.helpers.suggestions import number_of


def mine(winter) -> Attribution:
    return Attribution.objects.get(coding=winter.coding)


class TestWithChanges:
    def save(self, winter, **facts):
        mended = {
            "mode": "direct",
            "speaker": Named("speaker_name", name="Ada Quill"),
            "capacity": Capacity(post="professor of harbour law"),
        }
        return accept(
            number=number_of("“Nobody"),
            places=Places(
                [winter.place("“Nobody signs in winter,”")],
                winter.place("says"),
                winter.place("Ada Quill"),
            ),
            facts=Facts(**mended | facts),
            **winter.here,
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
    def test_they_are_told_apart_from_a_mere_yes(self, winter, facts, verdict):
        act = self.save(winter, **facts)

        assert Decision.objects.get().verdict == act.now == verdict

    def test_other_places_are_a_change(self, winter):
        accept(
            number=number_of("“Nobody"),
            places=Places([winter.place("Nobody signs")], winter.place("says")),
            facts=Facts("direct"),
            **winter.here,
        )

        assert Decision.objects.get().verdict == "edited"
        assert mine(winter).spans.get(role="content").words == "Nobody signs"

    def test_somebody_of_the_register_is_no_change(self, winter):
        ada = make_actor("Ada Quill")
        post = make_affiliation(ada, "Dean")

        self.save(winter, speaker=Named("speaker_name", ada), capacity=Capacity(post))

        assert Decision.objects.get().verdict == "accepted"
