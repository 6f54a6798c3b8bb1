"""Whatever an outlet does to a text: no passage is called the same that is not."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.anchoring import Outcome, carry

NAMES = ["Zoë Deen", "Orla Vance", "Casimir Roth", "Petra Lowen", "Édith Marrin"]
VERBS = ["accept", "refuse", "discuss", "publish", "reject", "sign", "delay", "forget"]
THINGS = ["ruling", "treaty", "offer", "draft", "list", "map", "letter", "budget", "protocol"]
FRAMES = [
    "“We will not {verb} the {thing},” said {name}.",
    "{name} told reporters: “We will not {verb} the {thing}.”",
    "According to {name}, the ministry will not {verb} the {thing}.",
    "{name} said that the ministry would not {verb} the {thing}.",
]
PLAIN = "The delegates of both islands did not {verb} the {thing} at {hour} o’clock."


@st.composite
def statements(draw):
    """Paragraphs of which no two have the same words: (frame, verb, thing, name)."""
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(VERBS), st.sampled_from(THINGS)),
            min_size=2,
            max_size=9,
            unique=True,
        )
    )
    frames = st.sampled_from([*FRAMES, PLAIN])
    return [(draw(frames), verb, thing, draw(st.sampled_from(NAMES))) for verb, thing in pairs]


def printed(statement):
    frame, verb, thing, name = statement
    return frame.format(verb=verb, thing=thing, name=name, hour=len(verb) + len(thing))


def passage(statement):
    """The words to be carried: never the name, the marks or the whole sentence."""
    return f"not {statement[1]} the {statement[2]}"


def flipped(text, name):
    return text.replace(" not ", " ")


def restyled(text, name):
    return text.replace("“", "„").replace("”", "“")


def swapped(text, name):
    return text.replace(name, NAMES[(NAMES.index(name) + 1) % len(NAMES)])


def decomposed(text, name):
    return unicodedata.normalize("NFD", text)


def twice(text, name):
    return f"{text} {text}"


def removed(text, name):
    return ""


EDITS = [flipped, restyled, swapped, decomposed, twice, removed]


@given(statements(), st.data())
def test_what_is_carried_unseen_has_its_words_and_its_clause(made, data):
    """Random edits of every kind, and a random order: the truth is in the new paragraphs."""
    old = [printed(one) for one in made]
    edits = [data.draw(st.sampled_from([None, *EDITS])) for _ in made]
    now = [
        edit(text, one[3]) if edit else text
        for edit, text, one in zip(edits, old, made, strict=True)
    ]
    now = [text for text in now if text] + ["Updated."] * data.draw(st.integers(0, 1))
    new = "\n\n".join(data.draw(st.permutations(now)) if data.draw(st.booleans()) else now)
    text = "\n\n".join(old)
    spans = spans_of(text, made)

    carried = carry(text, new, spans, "en")

    assert carried == carry(text, new, spans, "en")
    for (start, end), one, statement, edit in zip(spans, carried, made, edits, strict=True):
        assert (one.place is None) == (one.outcome is Outcome.GONE)
        if one.place:
            assert 0 <= one.place[0] < one.place[1] <= len(new)
        if one.outcome.is_certain:
            assert new[slice(*one.place)] == text[start:end]
            before = printed(statement)
            assert edit in (None, restyled) or edit(before, statement[3]) == before
            if statement[0] is not PLAIN:
                assert statement[3] in paragraph_at(new, one.place[0])


def spans_of(text, made):
    starts = [text.index(passage(one)) for one in made]
    return [(start, start + len(passage(one))) for start, one in zip(starts, made, strict=True)]


def paragraph_at(text, place):
    return text[text.rfind("\n", 0, place) + 1 :].split("\n")[0]


@given(statements(), st.data())
def test_edits_elsewhere_leave_it_the_same(made, data):
    """One paragraph stays; others are edited, go, or get a new neighbour."""
    kept = data.draw(st.sampled_from(range(len(made))))
    old = [printed(one) for one in made]
    now = list(old)
    for n, one in enumerate(made):
        edit = data.draw(st.sampled_from([None, flipped, swapped, decomposed, removed]))
        if n != kept and edit:
            now[n] = edit(now[n], one[3])
    now.insert(data.draw(st.integers(0, len(now))), "A paragraph came in between.")
    text, new = "\n\n".join(old), "\n\n".join(one for one in now if one)
    spans = spans_of(text, made)

    one = carry(text, new, spans, "en")[kept]

    assert one.outcome is Outcome.SAME
    assert new[slice(*one.place)] == text[slice(*spans[kept])]


@given(statements(), st.data())
def test_of_all_paragraphs_only_the_one_that_went_elsewhere_moved(made, data):
    old = [printed(one) for one in made] + ["Nobody left early.", "It rained.", "Talks go on."]
    which = data.draw(st.sampled_from(range(len(made))))
    now = [text for n, text in enumerate(old) if n != which]
    now.append(old[which])
    text, new = "\n\n".join(old), "\n\n".join(now)

    carried = carry(text, new, spans_of(text, made), "en")

    assert [one.outcome for one in carried] == [
        Outcome.MOVED if n == which else Outcome.SAME for n in range(len(made))
    ]


@given(st.text(max_size=200), st.text(max_size=200), st.data())
def test_any_two_texts_are_compared_without_trouble(old, new, data):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))

    (same,) = carry(old, old, [(start, end)])
    (one,) = carry(old, new, [(start, end)])

    assert same.outcome is Outcome.SAME
    assert same.place == (start, end)
    if one.outcome.is_certain:
        assert new[slice(*one.place)] == old[start:end]


@given(st.lists(st.sampled_from(["a", "b. ", "C ", "“", "” ", "\n", "said ", "Deen "]), max_size=40), st.data())  # fmt: skip
def test_texts_of_few_pieces_repeat_themselves_and_are_compared_all_the_same(pieces, data):
    other = data.draw(st.permutations(pieces))
    old, new = "".join(pieces), "".join(other[: data.draw(st.integers(0, len(other)))])
    spans = [(n, min(n + 5, len(old))) for n in range(len(old))]

    for (start, end), one in zip(spans, carry(old, new, spans), strict=True):
        if one.outcome.is_certain:
            assert new[slice(*one.place)] == old[start:end]
