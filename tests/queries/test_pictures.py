"""What pictures count, in the words of the tables, and what they leave out."""

from datetime import date

import pytest

from annotations.models import Relay
from annotations.queries.matrix import Chosen, chosen_in
from annotations.queries.networks import NetworkKind, network_of
from annotations.queries.pictures import days_in, pairs_in, relaying_in, topics_in
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return [make_actor(name) for name in ("Ada Quill", "Max Roe", "Lena Marsh")]


@pytest.fixture
def statements(cast, people):
    quill, roe, marsh = people
    dated = add_article(cast.project, make_article(published_on=date(2026, 3, 3)))
    undated = add_article(cast.project, make_article(published_on=None))
    trade, borders = make_tag(cast.project.codebook, "trade"), make_tag(cast.project.codebook)
    first, second = make_coding(dated, cast.owner), make_coding(undated, cast.owner)
    make_attribution(first, "cornered", trade, speaker=quill, target=roe, stance="critical")
    make_attribution(
        first, "Envoys", trade, borders, speaker=quill, target=roe, stance="endorse", relayer=marsh
    )
    make_attribution(second, "Nobody", trade, speaker=quill, target=roe, stance="reject")
    make_attribution(first, "Nobody", speaker=roe, target=quill, stance="neutral")
    chained = make_attribution(second, "Nobody", speaker=roe, relayer=quill)
    Relay.objects.create(attribution=chained, position=2, actor=marsh)
    make_attribution(second, "Nobody", relayer=marsh)
    make_attribution(first, "Nobody", speaker=marsh, target=marsh, stance="")
    make_attribution(make_coding(dated, None), "Nobody", trade, speaker=marsh, target=roe)
    return chosen_in(cast.project, cast.curator, Chosen())


def test_pairs_have_their_stances_by_day(statements):
    [first, second] = pairs_in(statements)

    assert (first.speaker.name, first.target.name, first.total) == ("Ada Quill", "Max Roe", 3)
    assert first.counts == {
        ("critical", date(2026, 3, 3)): 1,
        ("endorse", date(2026, 3, 3)): 1,
    }
    assert first.undated == 1
    assert second.speaker.name == "Max Roe"
    assert len(pairs_in(statements, 1)) == 1


def test_topics_count_statements_and_one_with_two_for_both(statements):
    found = [(topic.tag.name, topic.days, topic.undated) for topic in topics_in(statements)]

    assert found == [
        ("trade", {date(2026, 3, 3): 2}, 1),
        ("Appeal", {date(2026, 3, 3): 1}, 0),
    ]


def test_relayers_count_wherever_in_a_chain_they_are(statements):
    found = {
        (one.relayer.name, one.speaker.name if one.speaker else None): one.count
        for one in relaying_in(statements)
    }

    assert found == {
        ("Lena Marsh", "Ada Quill"): 1,
        ("Ada Quill", "Max Roe"): 1,
        ("Lena Marsh", "Max Roe"): 1,
        ("Lena Marsh", None): 1,
    }


def test_days_count_all_and_those_without_one(statements):
    assert days_in(statements) == {date(2026, 3, 3): 4, None: 3}
    assert sum(days_in(statements).values()) == statements.count()


def test_a_network_of_targets_says_who_agrees(statements):
    network = network_of(statements, "targets")
    names = {node.key: node.name for node in network.nodes}
    edges = {
        (names[one.source], names[one.target]): (one.count, one.agree, one.disagree)
        for one in network.edges
    }

    assert edges == {
        ("Ada Quill", "Max Roe"): (3, 1, 2),
        ("Max Roe", "Ada Quill"): (1, 0, 0),
        ("Lena Marsh", "Lena Marsh"): (1, 0, 0),
    }
    assert {node.name: node.count for node in network.nodes} == {
        "Ada Quill": 4,
        "Max Roe": 4,
        "Lena Marsh": 1,
    }


def test_a_network_of_concepts_has_topics_as_nodes(statements):
    network = network_of(statements, "concepts")
    names = {node.key: node.name for node in network.nodes}

    assert {node.name: node.kind for node in network.nodes} == {
        "Ada Quill": "person",
        "trade": "concept",
        "Appeal": "concept",
    }
    assert {
        (names[one.source], names[one.target]): (one.count, one.agree, one.disagree)
        for one in network.edges
    } == {("Ada Quill", "trade"): (3, 1, 2), ("Ada Quill", "Appeal"): (1, 1, 0)}
    # What bears both is one statement of hers.
    assert {node.name: node.count for node in network.nodes} == {
        "Ada Quill": 3,
        "trade": 3,
        "Appeal": 1,
    }


def test_a_picture_of_the_largest_says_how_many_are_left(statements):
    network = network_of(statements, "targets", most=2)

    assert len(network.nodes) == 2
    assert network.left == 1
    assert {end for one in network.edges for end in (one.source, one.target)} <= {
        node.key for node in network.nodes
    }


def test_the_most_frequent_come_first_and_equal_ones_always_in_the_same_order(statements):
    assert topics_in(statements, 1) == topics_in(statements, None)[:1]
    whole = network_of(statements, "targets", most=None)
    for most in range(1, len(whole.nodes) + 1):
        some = network_of(statements, "targets", most=most)
        assert some.nodes == whole.nodes[:most]
        assert some.left == len(whole.nodes) - most


def test_nothing_is_counted_where_nothing_can_be_found(cast, statements):
    none = chosen_in(cast.project, cast.curator, Chosen(tag=cast.project.pk))

    assert pairs_in(none) == topics_in(none) == relaying_in(none) == []
    assert days_in(none) == {}
    for kind in NetworkKind:
        assert network_of(none, kind).nodes == []


@pytest.mark.parametrize(
    ("asked", "at_most"),
    [
        (pairs_in, 3),
        (topics_in, 2),
        (relaying_in, 3),
        (days_in, 1),
        (lambda rows: network_of(rows, "targets"), 3),
        (lambda rows: network_of(rows, "concepts"), 4),
    ],
)
def test_few_queries(statements, asked, at_most):
    assert len(queries_of(lambda: asked(statements))) <= at_most
