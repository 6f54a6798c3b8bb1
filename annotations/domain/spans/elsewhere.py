"""The same words elsewhere in a text: what somebody marked once may be marked there, too."""

import re
import unicodedata
from collections.abc import Iterable

Range = tuple[int, int]

# Two words, or one that is no everyday word; of scripts that write no spaces, as much as a name.
LEAST_LETTERS = 8
LEAST_UNSPACED = 3
# Scripts that do not part words by spaces: there no place cuts a word in two.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
JOINERS = "\u200c\u200d\ufe0e\ufe0f"


def is_worth_it(words: str) -> bool:
    """Whether their being elsewhere says anything: “the” is everywhere."""
    letters = sum(letter.isalnum() for letter in words)
    if sum(any(map(str.isalnum, word)) for word in words.split()) > 1:
        return True
    return letters >= (LEAST_UNSPACED if UNSPACED.search(words) else LEAST_LETTERS)


def elsewhere(text: str, start: int, end: int, taken: Iterable[Range] = ()) -> list[Range]:
    """The other places of `text` with the words of [start, end), in order, in code points.

    Letters are the same whatever their case. Places are whole words; they share nothing with one
    another, with [start, end), or with a `taken` range. One that reaches over a place on both sides
    does not take it: a sentence may be marked, and a name in it.
    """
    words = text[start:end]
    if not words.strip():
        return []
    size = end - start
    barred = [(start, end), *taken]
    found: list[Range] = []
    for match in re.finditer(f"(?={re.escape(words)})", text, re.IGNORECASE):
        place = (match.start(), match.start() + size)
        if found and place[0] < found[-1][1]:
            continue
        if _is_whole(text, *place) and not any(_takes(one, place) for one in barred):
            found.append(place)
    return found


def _takes(taken: Range, place: Range) -> bool:
    around = taken[0] <= place[0] and place[1] <= taken[1] and taken != place
    return not around and taken[0] < place[1] and place[0] < taken[1]


def _is_whole(text: str, start: int, end: int) -> bool:
    return not _holds(text, start) and not _holds(text, end)


def _holds(text: str, edge: int) -> bool:
    """Whether what stands before and behind `edge` belongs together."""
    if not 0 < edge < len(text):
        return False
    before, behind = text[edge - 1], text[edge]
    if behind in JOINERS or before == "\u200d" or unicodedata.category(behind).startswith("M"):
        return True
    if UNSPACED.match(before) or UNSPACED.match(behind):
        return False
    return _is_of_a_word(before) and behind.isalnum()


def _is_of_a_word(letter: str) -> bool:
    return letter.isalnum() or unicodedata.category(letter).startswith("M")
