from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.adjudication.places import places_of
from annotations.domain.adjudication.recalling import Known, recall
from annotations.domain.adjudication.versions import FACTS, Version, union_of

CODERS = ["a", "b", "c"]
SAID = dict.fromkeys(FACTS, "") | {"mode": "direct", "certainty": "certain"}


def said(coder, number, *content, tags="", cue=None, mention=None, **facts):
    return Version(coder, number, content, cue, mention, frozenset(tags), SAID | facts)


def passage(coder, number, start, end, tags=""):
    return Version(coder, number, ((start, end),), tags=frozenset(tags))


def names(places):
    return [sorted(place.members) for place in places]


@pytest.mark.parametrize(
    ("versions", "state", "fields"),
    [
        ([said("a", 1, (0, 9)), said("b", 4, (0, 9))], "agreed", ()),
        ([said("a", 1, (0, 9)), said("b", 4, (0, 8))], "differing", ("range",)),
        ([said("a", 1, (0, 9), tags="x"), said("b", 4, (0, 9))], "differing", ("tags",)),
        (
            [said("a", 1, (0, 9), stance="reject"), said("b", 4, (0, 9), speaker="s")],
            "differing",
            ("speaker", "stance"),
        ),
        ([said("a", 1, (0, 9), cue=(9, 12)), said("b", 4, (0, 9))], "differing", ("cue",)),
        ([said("a", 1, (0, 9))], "missing", ()),
        ([passage("a", 1, 0, 9, "x"), passage("b", 1, 0, 9, "x")], "agreed", ()),
        ([passage("a", 1, 0, 9, "x"), passage("b", 1, 0, 9, "y")], "differing", ("tags",)),
    ],
)
def test_how_a_place_stands(versions, state, fields):
    [place] = places_of(versions, ["a", "b"])

    assert (place.state, place.differing) == (state, fields)


def test_a_third_coder_without_it_is_missing_whatever_the_others_say():
    [place] = places_of([said("a", 1, (0, 9)), said("b", 4, (0, 8))], CODERS)

    assert (place.state, place.missing, place.differing) == ("missing", ["c"], ("range",))


def test_a_passage_is_no_statement():
    places = places_of([said("a", 1, (0, 9)), passage("b", 1, 0, 9)], CODERS)

    assert names(places) == [["a-1"], ["b-1"]]


def test_of_passages_on_the_same_words_those_with_the_same_tags_meet():
    versions = [
        passage("a", 1, 0, 9, "x"),
        passage("a", 2, 0, 9, "y"),
        passage("b", 1, 0, 9, "y"),
        passage("b", 2, 0, 9, "x"),
    ]

    assert names(places_of(versions, ["a", "b"])) == [["a-1", "b-2"], ["a-2", "b-1"]]


def test_union_takes_all_that_was_marked_and_what_most_say():
    union = union_of(
        [
            said("a", 1, (0, 9), tags="x", cue=(9, 12), speaker="s", affiliation="p"),
            said("b", 4, (4, 14), tags="y", cue=(9, 15), speaker="t", affiliation="q"),
            said("c", 2, (20, 30), speaker="t", stance="reject", mode="mixed"),
        ]
    )

    assert union.content == ((0, 14), (20, 30))
    assert union.tags == {"x", "y"}
    assert union.cue == (9, 15)
    assert (union.facts["speaker"], union.facts["affiliation"]) == ("t", "q")
    assert (union.facts["stance"], union.facts["mode"]) == ("reject", "direct")


def test_of_as_many_the_first_is_right_and_nothing_said_is_no_answer():
    union = union_of([said("a", 1, (0, 9), stance=""), said("b", 4, (0, 9), stance="reject")])
    assert union.facts["stance"] == "reject"

    union = union_of([said("a", 1, (0, 9), mode="mixed"), said("b", 4, (0, 9))])
    assert union.facts["mode"] == "mixed"


def known(place, *, has_result=True):
    return Known(place.key, place.members, place.content, place.is_passage, place.seen, has_result)


BOTH = [said("a", 1, (0, 9)), said("b", 4, (0, 8))]


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (BOTH, [("a-1", "decided", ["a-1", "b-4"])]),
        # Somebody changed their mind.
        (
            [BOTH[0], said("b", 4, (0, 8), stance="reject")],
            [("a-1", "changed", ["a-1", "b-4"])],
        ),
        # The annotation that the place is named after is gone.
        ([BOTH[1]], [("a-1", "changed", ["b-4"])]),
        # All are gone, and somebody made it anew.
        ([said("b", 9, (0, 9))], [("a-1", "changed", ["b-9"])]),
        # All are gone.
        ([], [("a-1", "changed", [])]),
        # It went elsewhere, the other one stayed: the decision goes with its name.
        (
            [said("a", 1, (40, 50)), BOTH[1]],
            [("b-4", "missing", ["b-4"]), ("a-1", "changed", ["a-1"])],
        ),
        # Another place beside it is nobody's decision.
        (
            [*BOTH, said("a", 2, (20, 30)), said("b", 5, (20, 30))],
            [("a-1", "decided", ["a-1", "b-4"]), ("a-2", "agreed", ["a-2", "b-5"])],
        ),
    ],
)
def test_a_decided_place_is_found_again(later, expected):
    [before] = places_of(BOTH, ["a", "b"])

    found = recall(places_of(later, ["a", "b"]), [known(before)])

    assert [
        (one.key, one.state, sorted(one.place.members) if one.place else []) for one in found
    ] == expected


def test_what_was_rejected_and_taken_back_is_no_place_any_more():
    [before] = places_of(BOTH, ["a", "b"])

    assert recall([], [known(before, has_result=False)]) == []


def test_two_decided_places_that_became_one_are_both_still_there():
    apart = places_of([said("a", 1, (0, 9)), said("b", 4, (30, 40))], ["a", "b"])

    found = recall(places_of(BOTH, ["a", "b"]), [known(place) for place in apart])

    assert [(one.key, one.place is None) for one in found] == [("a-1", False), ("b-4", True)]


def at(start, words, **facts):
    ends = (start, start + len(words))
    return Version("a", 1, (ends,), cue=(start + 9, start + 12), facts=SAID | facts, words=(words,))


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (at(140, "quay"), True),
        (at(40, "quays"), False),
        (at(40, "pier"), False),
        (at(40, "quay", stance="reject"), False),
        (replace(at(40, "quay"), cue=(50, 53)), False),
        (replace(at(40, "quay"), tags=frozenset("x")), False),
        (replace(at(40, "quay"), coder="b", number=7), True),
    ],
)
def test_a_print_is_of_what_is_said_wherever_it_stands(other, same):
    assert (at(40, "quay").print == other.print) is same


ranges = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda one: (one[0], sum(one)))


@st.composite
def codings(draw):
    """What three coders have, each annotation with a number of its own."""
    found = []
    for coder in CODERS:
        for number in draw(st.sets(st.integers(1, 9), max_size=6)):
            start, end = draw(ranges)
            tags = draw(st.sampled_from(["", "x", "xy"]))
            if draw(st.booleans()):
                found.append(passage(coder, number, start, end, tags))
            else:
                found.append(said(coder, number, (start, end), tags=tags))
    return found


@given(codings())
def test_every_annotation_is_in_one_place_and_every_place_has_its_own_name(versions):
    places = places_of(versions, CODERS)

    members = [name for place in places for name in place.members]
    assert sorted(members) == sorted(one.name for one in versions)
    assert len({place.key for place in places}) == len(places)
    for place in places:
        kinds = {one.is_passage for one in place.versions.values()}
        assert len(kinds) == 1
        assert (place.state == "agreed") == (not place.differing and not place.missing)


@given(codings(), st.randoms(use_true_random=False))
def test_the_order_in_which_they_were_read_is_no_matter(versions, random):
    places = places_of(versions, CODERS)
    random.shuffle(versions)

    assert names(places_of(versions, CODERS)) == names(places)


@given(codings(), codings())
def test_no_decision_that_has_a_result_is_lost_and_none_is_there_twice(before, after):
    decided = [known(place) for place in places_of(before, CODERS)]

    found = recall(places_of(after, CODERS), decided)

    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    assert {one.key for one in decided} <= set(keys)


@given(codings())
def test_nothing_changed_means_nothing_to_look_at_again(versions):
    places = places_of(versions, CODERS)

    found = recall(places, [known(place) for place in places])

    assert [one.place for one in found] == places
    assert {one.state for one in found} <= {"decided"}


@given(codings())
def test_a_union_covers_what_everybody_marked(versions):
    for place in places_of(versions, CODERS):
        union = union_of(list(place.versions.values()))
        covered = {at for start, end in union.content for at in range(start, end)}
        for one in place.versions.values():
            assert {at for start, end in one.content for at in range(start, end)} <= covered
            assert one.tags <= union.tags
        assert union.is_passage == place.is_passage
        assert not place.is_passage or len(union.content) == 1


def whole(coder, tags):
    return Version(coder, 0, (), tags=frozenset(tags))


@pytest.mark.parametrize(
    ("versions", "state"),
    [
        ([whole("a", "x"), whole("b", "x")], "agreed"),
        ([whole("a", "x"), whole("b", "xy")], "differing"),
        ([whole("a", "x")], "missing"),
    ],
)
def test_the_article_as_a_whole_is_the_first_place(versions, state):
    first, second = places_of([*versions, said("b", 4, (0, 9))], ["a", "b"])

    assert (first.key, first.members, first.content) == ("article", {"article"}, ())
    assert (first.state, first.is_passage, second.key) == (state, False, "b-4")


def test_the_union_of_articles_has_the_tags_of_all():
    union = union_of([whole("a", "x"), whole("b", "y")])

    assert (union.tags, union.is_article) == ({"x", "y"}, True)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        ([whole("a", "x")], [("article", "decided", ["article"])]),
        ([whole("a", "xy")], [("article", "changed", ["article"])]),
        ([whole("b", "x")], [("article", "changed", ["article"])]),
        ([], [("article", "changed", [])]),
    ],
)
def test_what_was_decided_about_the_article_is_found_again(later, expected):
    [place] = places_of([whole("a", "x")], ["a", "b"])

    found = recall(places_of(later, ["a", "b"]), [known(place)])

    assert [
        (one.key, one.state, sorted(one.place.members) if one.place else []) for one in found
    ] == expected
