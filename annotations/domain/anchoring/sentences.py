"""Where sentences end, for comparing two states of a text: the same way in both, in any language.

It is coarser than a reader: what is perhaps no end is none, so that “said Mr. | Deen” never comes
apart. Then a change in either half is a change of the whole.
"""

from annotations.domain.comparing.tokens import MARKS

_ENDS = frozenset(".!?…。！？؟۔।")
# These need no space after them.
_FULL_WIDTH = frozenset("。！？")
_CLOSING = MARKS | frozenset(")]）］】")
# "Mr.", "St.", "U.": up to so many letters before a full stop are an abbreviation.
_ABBREVIATED = 3


def sentence_starts(text: str, places: list[tuple[int, int]]) -> list[int]:
    """The numbers of the tokens that begin a sentence, of one paragraph; the first is 0."""
    starts, n = [0], 0
    while n < len(places):
        stop = text[places[n][0]]
        n += 1
        if stop not in _ENDS or (stop == "." and _is_abbreviation(text, places, n - 1)):
            continue
        while n < len(places) and _closes(text, places, n):
            n += 1
        if n < len(places) and _begins(text, places, n, stop):
            starts.append(n)
    return starts


def _is_abbreviation(text: str, places: list[tuple[int, int]], n: int) -> bool:
    if n == 0 or places[n - 1][1] != places[n][0]:
        return False
    start, end = places[n - 1]
    return end - start <= _ABBREVIATED and (text[start].isupper() or end - start == 1)


def _closes(text: str, places: list[tuple[int, int]], n: int) -> bool:
    """Another stop, a closing mark or a bracket, with no space before it."""
    mark = text[places[n][0]]
    return places[n][0] == places[n - 1][1] and (mark in _ENDS or mark in _CLOSING)


def _begins(text: str, places: list[tuple[int, int]], n: int, stop: str) -> bool:
    parted = places[n][0] > places[n - 1][1] or stop in _FULL_WIDTH
    return parted and not text[places[n][0]].islower()
