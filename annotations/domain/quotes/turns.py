"""Interviews, hearings and minutes: "BERG: We will sign.", "Q: When? A: In May."."""

from collections import Counter

from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.tokens import Words

# A label has so many words at most, and what is said so many at least.
_LABEL, _SAID = 8, 2
# So many turns make a transcript.
_TURNS = 4
# A turn in more paragraphs than this is cut.
_PIECES = 40


def turns(words: Words) -> list[Found]:
    """What is said in each turn of a transcript: a text whose paragraphs begin with a name and a
    colon, most of the names again and again. Paragraphs without one go on with the turn before."""
    labels = {
        number: label
        for number, part in enumerate(words.paragraphs)
        if (label := _label(words, *part))
    }
    often = Counter(words.low[last - 1] for _, last in labels.values())
    again = [number for number, (_, last) in labels.items() if often[words.low[last - 1]] > 1]
    if len(labels) < _TURNS or 2 * len(again) < len(labels) or len(often) < 2:
        return []
    found: list[Found] = []
    for number in range(min(labels), max(labels) + 1):
        first, last = words.paragraphs[number]
        if label := labels.get(number):
            colon = label[1]
            found.append(
                Found("label.turn", [(colon + 1, last)], (colon, colon + 1), label, ":", True)
            )
        elif first < last and len(found[-1].content) < _PIECES:
            found[-1].content.append((first, last))
    return found


def _label(words: Words, first: int, last: int) -> Range | None:
    """The name before the colon that a paragraph begins with, where something follows it."""
    tags = words.masked
    colon = tags.find(":", first, min(last, first + _LABEL + 1))
    if colon <= first or last - colon <= _SAID or tags[colon + 1] == "<":
        return None
    cased = words.lexicon.settings.get("capitals") != "no"
    if any(tag not in "XnDkpI~," for tag in tags[first:colon]):
        return None
    return (first, colon) if not cased or words.text[words.starts[first]].isupper() else None
