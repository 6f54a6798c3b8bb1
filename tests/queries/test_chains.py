import pytest

from annotations.models import Relay
from annotations.queries.portraits import portrait_of
from annotations.queries.speaking import Side, Sought, account_of, statements_of
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding


@pytest.fixture
def chain(cast):
    """Who said it, then three who passed it on."""
    people = [make_actor(name) for name in ("Ada Quill", "Ben Ostrow", "Mei Tan", "Ines Duarte")]
    coding = make_coding(cast.project_article, cast.owner)
    said = make_attribution(coding, "Nobody knows", speaker=people[0], relayer=people[1])
    for position in (2, 3):
        Relay.objects.create(attribution=said, position=position, actor=people[position])
    return people


def test_who_uttered_it_counts_once_and_who_relayed_it_as_relayer(cast, chain):
    sides = [account_of(one, cast.owner, Side.SAID).sides for one in chain]

    assert sides[0] == {"said": 1, "about": 0, "relayed": 0}
    assert sides[1:] == [{"said": 0, "about": 0, "relayed": 1}] * 3


def test_all_of_them_are_among_those_who_relay_the_speaker(cast, chain):
    portrait = portrait_of(chain[0], cast.owner, Side.SAID)

    assert {actor.name: n for actor, n in portrait.relayers if actor} == {
        "Ben Ostrow": 1,
        "Mei Tan": 1,
        "Ines Duarte": 1,
    }


@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_statement_is_found_by_any_of_them(cast, chain, place):
    sought = Sought(relayer=chain[place].pk)

    assert statements_of(chain[0], cast.owner, Side.SAID, sought).count() == 1
