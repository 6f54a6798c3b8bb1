"""The same words elsewhere: whole words, once each, nowhere that is taken."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.spans.elsewhere import elsewhere, is_worth_it

ALPHABET = "ab AB.-’é\u0301\u200d\n界ง😀ß"


def found(text, words, n=0, taken=()):
    start = [match.start() for match in re.finditer(re.escape(words), text)][n]
    return [text[a:b] for a, b in elsewhere(text, start, start + len(words), taken)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("A customs house. The customs house.", "customs house", ["customs house"]),
        ("customs house. Customs House. CUSTOMS HOUSE", "customs house", ["Customs House", "CUSTOMS HOUSE"]),
        ("port, ports, airport, port-side, port", "port", ["port", "port"]),
        ("the Élysée; the élysée, Élysées", "Élysée", ["élysée"]),
        ("cafe and cafe\u0301 and cafe", "cafe", ["cafe"]),
        ("aaaa aa aa", "aa", ["aa", "aa"]),
        ("a.a.a.a a.a", "a.a", ["a.a", "a.a"]),
        ("外交部说。外交部又说。", "外交部", ["外交部"]),
        ("กรมศุลกากรและกรมศุลกากร", "กรมศุลกากร", ["กรมศุลกากร"]),
        ("Wave 👩 and 👩‍👧 and 👩", "👩", ["👩"]),
        ("(1+1) is not 1+1", "1+1", ["1+1"]),
        ("say “no” and “no”", "“no”", ["“no”"]),
        ("   and   ", "   ", []),
        ("وزارة الخارجية قالت وزارة الخارجية", "وزارة الخارجية", ["وزارة الخارجية"]),
    ],
)  # fmt: skip
def test_where_they_stand(text, words, expected):
    assert found(text, words) == expected


def test_each_of_them_finds_the_others():
    text = "The port. Our port. Port."

    assert [found(text.lower(), "port", n) for n in range(3)] == [["port", "port"]] * 3


def test_what_is_taken_is_not_offered_unless_from_all_around():
    text = "the port of Sarn, the port of Sarn, the port of Sarn"

    def left(*taken):
        return len(found(text, "port of Sarn", taken=taken))

    assert left() == 2
    assert left((22, 34)) == 1
    assert left((22, 26)) == 1
    assert left((30, 36)) == 1
    assert left((18, 36)) == 2
    assert left((22, 34), (40, 45)) == 0


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("customs house", True), ("Lindhaven", True), ("harbour", False), ("the", False),
        ("“no”", False), ("", False), ("— of —", False), ("a b", True), ("外交部", True), ("部长", False),
        ("外交", False), ("!!!!!!!!!", False),
    ],
)  # fmt: skip
def test_what_is_worth_an_offer(words, is_so):
    assert is_worth_it(words) is is_so


@given(st.data())
def test_every_place_holds_the_words_and_nothing_else_is_touched(data):
    text = data.draw(st.text(ALPHABET, min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 4)))
    taken = data.draw(
        st.lists(st.tuples(st.integers(0, 60), st.integers(1, 4)).map(lambda at: (at[0], sum(at))))
    )

    places = elsewhere(text, start, end, taken)

    words = re.compile(re.escape(text[start:end]), re.IGNORECASE)
    assert places == sorted(set(places))
    for place in places:
        assert words.fullmatch(text[slice(*place)])
        assert place[1] <= start or place[0] >= end
        for one in taken:
            around = one[0] <= place[0] and place[1] <= one[1] and one != place
            assert around or one[1] <= place[0] or place[1] <= one[0]
    assert all(first[1] <= second[0] for first, second in pairwise(places))


@given(st.lists(st.text("abcdefg", min_size=2, max_size=5), min_size=1, max_size=20), st.data())
def test_of_words_parted_by_spaces_none_is_missed(words, data):
    n = data.draw(st.integers(0, len(words) - 1))
    text = " ".join(words)
    starts = [len(" ".join([*words[:at], ""])) for at in range(len(words))]

    places = elsewhere(text, starts[n], starts[n] + len(words[n]))

    same = [at for at, word in enumerate(words) if word == words[n] and at != n]
    assert places == [(starts[at], starts[at] + len(words[n])) for at in same]
