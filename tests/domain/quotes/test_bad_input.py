"""Whatever the text: no crash, no nonsense spans, and work that grows with the length only."""

import itertools
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.domain.quotes import known_languages, suggest

PIECES = [
    "“", "”", '"', "''", "'", "‘", "’", "«", "»", "„", "「", "」", "'''", "(", ")", "[", "]",
    ",", ".", ":", ";", "?", "—", "-", "…", "\n", "\n\n", " ", "\u2029", "\u00a0", "’s", "’t",
    "Anna Berg", "Mr.", "Berg", "she", "he", "who", "which", "that", "the minister", "said", "says",
    "told", "reporters", "according to", "is expected to", "and", "but", "as", "if", "the claim that",
    "called", "him", "a liar", "saying", "adding", "to", "go", "Monday", "on", "was", "has", "not",
    "MINISTER SAYS NO", "说", "王毅", "表示", "قال", "الوزير", "أن", "сказал", "что", "dit", "dass",
    "🕊", "e\u0301", "\u200b", "\ufeff", "１２", "x" * 40, "1.2", "U.S.",
]  # fmt: skip
mixtures = st.lists(st.sampled_from(PIECES), max_size=60).map(lambda parts: " ".join(parts))
glued = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def check(text, found):
    """Every promise about spans that a reader of suggestions may rely on."""
    for number, one in enumerate(found):
        assert one.content
        taken = sorted([*one.content, *one.cue, *one.speaker])
        for start, end in taken:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
        assert list(one.content) == sorted(one.content)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken)), "spans overlap"
        assert 0 < one.confidence < 1
        assert one.reason
        seen, above = {number}, one.parent
        while above is not None:
            assert above not in seen, "a chain bites its tail"
            seen.add(above)
            above = found[above].parent


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(mixtures, glued, st.text(max_size=200)),
    st.sampled_from([None, "xx", *known_languages()]),
)
def test_any_text_gives_sound_spans(text, language):
    found = suggest(text, language)

    check(text, found)


ODD = {
    "nothing": "",
    "white space": " \n\t\n ",
    "one mark": "“",
    "a mark at the end": "Anna Berg said: “",
    "a mark at the end, behind a subject and its tag": "The tax, Berg said, “",
    "a line of dialogue without words": "— , said Anna Berg.\n— , Berg said.",
    "marks only": "“”“”\"\"''«»",
    "an unclosed mark": "“We will sign and then we go, said Anna Berg.\n\nThe talks are over. Nobody spoke.",
    "all capitals": "“WE WILL SIGN,” SAID ANNA BERG. THE MINISTER SAID THE TALKS HAD FAILED.",
    "no capitals": "“we will sign,” said anna berg. the minister said the talks had failed.",
    "mixed scripts": "王毅 said: “Мы подпишем”, а «نعم» сказал Berg. وقال: «لا».",
    "windows line ends": "“We will sign,” said Anna Berg.\r\n\r\n“Now,” she said.",
    "a cue alone": "said",
    "cues only": "said said said that that said “said” said, said.",
    "nested deep": "“‘“‘“‘We will sign,’”’”’” said Anna Berg.",
    "a clause that never comes": "сказал что",
    "null characters": "“We\x00 will sign,” said\x00 Anna Berg.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_give_sound_spans(text):
    check(text, suggest(text))


def test_all_capitals_are_read_like_small_letters():
    text = ODD["all capitals"]

    first, second = suggest(text)

    assert text[slice(*first.speaker[0])] == "ANNA BERG"
    assert text[slice(*second.content[0])] == "THE TALKS HAD FAILED"


def test_an_unclosed_mark_does_not_swallow_the_next_paragraph():
    text = ODD["an unclosed mark"]

    for one in suggest(text):
        assert all(end <= text.index("\n") for _, end in one.content)


def test_an_unclosed_mark_far_from_the_end_of_its_paragraph_opens_nothing():
    text = "“" + "The talks went on for days without an end in sight. " * 60

    assert suggest(text) == []


HUGE = {
    "no full stop": "the minister said that the talks had failed and ",
    "no full stop, no cue": "very long and without any end or meaning ",
    "unclosed marks": "“We will sign and go. ",
    "marks": '"',
    "marks and blanks": '" ',
    "single marks": "' ",
    "three apostrophes": "'''",
    "short quotations": "“We will go,” said Anna Berg. ",
    "quotations alone": "“We will sign it all now.”\n\n",
    "opening marks in paragraphs": "“We will sign it all now.\n\n",
    "a colon and a mark": "Berg: “no” ",
    "blanks": " ",
    "line ends": "\n",
    "blanks and line ends": "   \n",
    "capitals": "ANNA BERG SAID ",
    "names": "Anna Berg ",
    "institutions": "Kremlin ",
    "namesakes": "Anna{n} Berg said she said Berg said who said. ",
    "roles": "Minister Anna{n} Berg. The minister said that she said so. ",
    "commas": "said, ",
    "brackets": "((",
    "who": "who ",
    "that": "said that ",
    "according to": "according to ",
    "adverbs": "also very never ",
    "abbreviations": "U.S. Mr. ",
    "chinese": "王毅表示，",
    "chinese marks": "王毅说：“好”",
    "arabic": "قال إن ",
    "one word": "x",
    "hyphens": "x-",
    "dots": ".",
    "colons": "Berg: ",
}


def counted_work(text):
    """Lines of the engine run for a text: the same on every machine."""
    count = 0

    def step(frame, event, _):
        nonlocal count
        if "quotes" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return step

    sys.settrace(step)
    try:
        suggest(text)
    finally:
        sys.settrace(None)
    return count


def grown(piece, size):
    text, number = [], 0
    length = 0
    while length < size:
        text.append(piece.replace("{n}", "abcdefghij"[number % 10] * (1 + number % 7)))
        length += len(text[-1])
        number += 1
    return "".join(text)


@pytest.mark.parametrize("piece", HUGE.values(), ids=HUGE.keys())
def test_four_times_the_text_is_four_times_the_work(piece):
    suggest("Anna Berg said so.")

    small, large = counted_work(grown(piece, 2_000)), counted_work(grown(piece, 8_000))

    assert large < 5 * small + 2_000


@pytest.mark.parametrize("piece", HUGE.values(), ids=HUGE.keys())
def test_thirty_thousand_characters_of_it_give_sound_spans(piece):
    text = grown(piece, 30_000)

    check(text, suggest(text))
