"""What the database itself refuses of a chain."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Relay
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding

SAID = "Nobody knows"


@pytest.fixture
def people(db):
    return [make_actor(name) for name in ("Ada Quill", "Ben Ostrow", "Mei Tan", "Ines Duarte")]


@pytest.fixture
def said(cast, people):
    coding = make_coding(cast.project_article, cast.owner)
    return make_attribution(coding, SAID, speaker=people[0], relayer=people[1])


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_a_chain_may_be_as_long_as_it_is(said, people):
    for position, actor in enumerate(people[2:], start=2):
        Relay.objects.create(attribution=said, position=position, actor=actor)

    assert [row.actor.name for row in said.relays.order_by("position")] == [
        "Mei Tan",
        "Ines Duarte",
    ]


@pytest.mark.parametrize("who", [0, 1], ids=["the speaker", "the relayer"])
def test_nobody_relays_what_they_said_or_relayed(said, people, who):
    refused(lambda: Relay.objects.create(attribution=said, position=2, actor=people[who]))


def test_nobody_is_in_a_chain_twice_nor_two_in_one_place(said, people):
    Relay.objects.create(attribution=said, position=2, actor=people[2])

    refused(lambda: Relay.objects.create(attribution=said, position=3, actor=people[2]))
    refused(lambda: Relay.objects.create(attribution=said, position=2, actor=people[3]))
    refused(lambda: Relay.objects.create(attribution=said, position=1, actor=people[3]))


@pytest.mark.parametrize("field", ["speaker", "relayer"])
def test_who_relays_later_can_neither_speak_nor_relay_first(said, people, field):
    Relay.objects.create(attribution=said, position=2, actor=people[2])
    setattr(said, field, people[2])

    refused(said.save)
