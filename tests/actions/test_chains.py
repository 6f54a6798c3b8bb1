"""Who said that who said that who said: made, changed, taken back, carried on and merged."""

from dataclasses import replace

import pytest

from annotations.actions.acts import redo, undo
from annotations.actions.appearances import detach
from annotations.actions.appearing import appear_in_copies
from annotations.actions.attributions import (
    CannotAttribute,
    Facts,
    Places,
    create_attribution,
    update_attribution,
)
from annotations.actions.merging import merge_actors, undo_move
from annotations.actions.people import Named
from annotations.actions.restating import restate
from annotations.actions.splitting import CannotSplit, split_actor
from annotations.models import Appearance, Attribution, Relay
from tests.actions.conftest import NOW, WINTER
from tests.domain.stories.wire import WIRE, cut
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.factories.revisions import revise_to
from tests.factories.stories import add_copies, make_story
from tests.helpers.places import place_of

SAID = "the map was wrong"


@pytest.fixture
def row(cast):
    return add_article(cast.project, make_article(WINTER))


@pytest.fixture
def here(cast, row):
    return {"project_article": row, "by": cast.owner, "at": NOW}


@pytest.fixture
def chain(db):
    """The speaker, and three who pass it on."""
    return [make_actor(name) for name in ("Ada Quill", "Otto Feder", "Mei Tan", "Ines Duarte")]


def facts(speaker, *relayers):
    named = [Named(f"relay{n}_name", one) for n, one in enumerate(relayers, start=1)]
    return Facts(
        "indirect", Named("speaker_name", speaker), relayer=named[0] if named else None,
        relays=named[1:],
    )  # fmt: skip


def say(row, here, *people):
    act = create_attribution(places=Places([place_of(row, SAID)]), facts=facts(*people), **here)
    return act.annotation


def names(said=None):
    said = said or Attribution.objects.get()
    further = [one.actor.name for one in said.relays.order_by("position")]
    return [said.speaker.name, said.relayer.name if said.relayer else None, *further]


WHOLE = ["Ada Quill", "Otto Feder", "Mei Tan", "Ines Duarte"]


def test_a_chain_is_kept_in_its_order(row, here, chain):
    say(row, here, *chain)

    assert names() == WHOLE


def test_one_relayer_is_as_it_always_was(row, here, chain):
    say(row, here, *chain[:2])

    assert names() == WHOLE[:2]
    assert not Relay.objects.exists()


def test_a_gap_closes(row, here, chain):
    create_attribution(
        places=Places([place_of(row, SAID)]),
        facts=replace(facts(chain[0]), relays=[Named("relay2_name", chain[1])]),
        **here,
    )

    assert names() == WHOLE[:2]


@pytest.mark.parametrize(
    ("order", "field"), [((0, 1, 0), "relay2_name"), ((0, 1, 2, 1), "relay3_name")]
)
def test_nobody_is_in_it_twice(row, here, chain, order, field):
    with pytest.raises(CannotAttribute) as refusal:
        say(row, here, *(chain[n] for n in order))

    assert refusal.value.field == field
    assert not Attribution.objects.exists()


def test_undo_and_redo_know_the_chain(row, here, chain):
    number = say(row, here, *chain)
    where = Places([place_of(row, SAID)])
    # Who relayed last speaks now, and who spoke relays: no step between is refused.
    turned = [chain[3], chain[2], chain[0]]
    update_attribution(number=number, places=where, facts=facts(*turned), **here)

    assert names() == ["Ines Duarte", "Mei Tan", "Ada Quill"]
    undo(**here)
    assert names() == WHOLE
    undo(**here)
    assert not Relay.objects.exists()
    redo(**here)
    assert names() == WHOLE
    redo(**here)
    assert names() == ["Ines Duarte", "Mei Tan", "Ada Quill"]


def test_who_relays_cannot_be_named_as_the_speaker_with_one_key(row, here, chain):
    number = say(row, here, *chain)

    with pytest.raises(CannotAttribute):
        restate(number=number, speaker=chain[3], **here)


def test_it_is_carried_to_a_newer_revision(row, here, chain):
    say(row, here, *chain)
    revise_to(row.article, f"{WINTER}\n\nSnow is expected.")

    assert names(Attribution.objects.get(coding__is_current=True)) == WHOLE


def test_what_is_detached_from_a_copy_has_it(cast, chain):
    rows = add_copies(cast.project, [WIRE, cut(5)])
    make_story(*(one.article for one in rows))
    words = "“We have not failed, we have run out of time,”"
    coding = make_coding(rows[0], cast.owner)
    said = make_attribution(coding, words, speaker=chain[0], relayer=chain[1])
    for position in (2, 3):
        Relay.objects.create(attribution=said, position=position, actor=chain[position])
    appear_in_copies(project_article=rows[0].pk)
    shown = Appearance.objects.get().pk
    detach(project_article=rows[1], appearance=shown, by=cast.owner, at=NOW)

    assert names(Attribution.objects.exclude(pk=said.pk).get()) == WHOLE


@pytest.mark.parametrize(
    ("kept", "gone", "left"),
    [
        (0, 3, ["Ada Quill", "Otto Feder", "Mei Tan"]),
        (3, 0, ["Ines Duarte", "Otto Feder", "Mei Tan"]),
        (1, 3, ["Ada Quill", "Otto Feder", "Mei Tan"]),
        (3, 1, ["Ada Quill", "Ines Duarte", "Mei Tan"]),
        (2, 3, ["Ada Quill", "Otto Feder", "Mei Tan"]),
    ],
)
def test_of_two_who_are_one_the_later_leaves_the_chain_until_that_is_undone(
    cast, row, here, chain, kept, gone, left
):
    say(row, here, *chain)
    move = merge_actors(
        kept=chain[kept], gone=chain[gone], by=cast.owner, at=NOW, evidence="One and the same."
    )
    merged = names()
    undo_move(move=move, by=cast.owner, at=NOW)

    assert merged == left
    assert names() == WHOLE


def test_somebody_else_takes_the_place_in_it(cast, row, here, chain):
    say(row, here, *chain)
    other = make_actor("Mei Tan the younger")
    merge_actors(kept=other, gone=chain[2], by=cast.owner, at=NOW, evidence="She says so.")

    assert names() == ["Ada Quill", "Otto Feder", "Mei Tan the younger", "Ines Duarte"]


def test_a_place_in_it_is_split_off(cast, row, here, chain):
    say(row, here, *chain)
    said = Attribution.objects.get()
    split_actor(
        actor=chain[2], statements=[said.pk], name="Mei Tan of the pier", by=cast.owner, at=NOW
    )

    assert names() == ["Ada Quill", "Otto Feder", "Mei Tan of the pier", "Ines Duarte"]
    with pytest.raises(CannotSplit):
        split_actor(actor=chain[3], statements=[said.pk], to=chain[0], by=cast.owner, at=NOW)
