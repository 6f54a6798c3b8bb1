"""What tells whether a reading of a statement has the right words.

The readings of an anchor share beginnings and ends, and the anchors of a sentence share ends, so
what tells of an end alone is looked up once in a text.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from annotations.domain.quotes.found import Range
from annotations.domain.quotes.learning.features import FINITE, lemma, step
from annotations.domain.quotes.learning.linear import Numbers
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.tokens import Words

# Log odds where features are weighed, numbers where they are learned from.
Value = TypeVar("Value", float, Numbers)

_JOINS = frozenset(("and", "but", "or", ",", "while", "as", "who", "which"))


class Readings(Generic[Value]):
    """The readings of one text's anchors, each as what `weigh` makes of its features."""

    def __init__(self, words: Words, weigh: Callable[[list[str]], Value]) -> None:
        self.words = words
        self.weigh: Callable[[list[str]], Value] = weigh
        self.endings: dict[Range, Value] = {}

    def of(self, anchor: Anchor) -> list[Value]:
        """One value for each reading, in their order."""
        base = lemma(self.words, anchor.word)
        # The rules' own reading says so in its beginning: it has no other in common with it.
        rest = 1 if anchor.ruled else 0
        values = [
            self._opening(anchor, base, content[0][0], True)
            + self._ending(content[-1][1], anchor.last)
            + self._whole(anchor, base, content)
            for content in anchor.readings[:rest]
        ]
        openings: dict[int, Value] = {}
        for content in anchor.readings[rest:]:
            begin = content[0][0]
            if begin not in openings:
                openings[begin] = self._opening(anchor, base, begin, False)
            values.append(
                openings[begin]
                + self._ending(content[-1][1], anchor.last)
                + self._whole(anchor, base, content)
            )
        return values

    def _opening(self, anchor: Anchor, base: str, begin: int, by_rule: bool) -> Value:
        tags, word, family = self.words.masked, anchor.word, anchor.found.family
        opening, gap = tags[begin], begin - word
        apart = gap if -1 < gap < 6 else 6 if gap > 0 else -1
        first = "=" if by_rule else ""
        features = [
            ("er" if anchor.ruled else "eo") + first,
            f"e{first}{family}",
            f"eo{base} {opening}{'<' if gap < 0 else ''}",
            f"eo{base} {self.words.low[begin]}",
            f"{first}es{opening}{family if anchor.ruled else tags[word]}",
        ]
        if not anchor.ruled:
            features.append(f"eg{apart}{opening}")
        return self.weigh(features)

    def _ending(self, end: int, last: int) -> Value:
        value = self.endings.get((end, last))
        if value is None:
            tags, low = self.words.masked, self.words.low
            closed = "$" if end >= last - 1 else tags[end]
            after = low[end] if end < last else "$"
            beyond = low[end + 1] if end + 1 < last else "$"
            joined = after if after in _JOINS else ""
            value = self.endings[end, last] = self.weigh(
                [
                    f"ee{tags[end : end + 2]}",
                    f"eb{tags[end - 1]}{closed}",
                    f"ea{after}",
                    f"er{step(last - end)}",
                    f"ex{after} {beyond}",
                    f"eX{after} {tags[end + 1 : end + 4]}",
                    f"ey{closed}{_cue_ahead(self.words, end, last)}{joined}",
                ]
            )
        return value

    def _whole(self, anchor: Anchor, base: str, content: list[Range]) -> Value:
        tags, family, end = self.words.masked, anchor.found.family, content[-1][1]
        closed = "$" if end >= anchor.last - 1 else tags[end]
        after = self.words.low[end] if end < anchor.last else "$"
        inner = tags[content[-1][0] : end]
        verbs = min(3, sum([tag in FINITE for tag in inner]))
        features = [
            f"ee{family} {closed}",
            f"ef{family} {after}",
            f"ev{verbs}{closed}",
            f"ev{family} {verbs}",
            f"el{step(end - content[0][0])}{closed}",
            f"ec{base} {closed}",
        ]
        if anchor.ruled:
            features.append(f"eq{len(content)}{inner.count(',')}{closed}")
        return self.weigh(features)


def _cue_ahead(words: Words, end: int, last: int) -> str:
    """What the next cue verb after `end` can report, if one is near."""
    cues, tags = words.lexicon.cues, words.masked
    for k in range(end, min(last, end + 7)):
        if tags[k] in "Vv" and (cue := cues.get(words.low[k])):
            frame = "q" if "q" in cue.frames else "t" if "t" in cue.frames else "o"
            return f"{frame}{tags[k]}{min(k - end, 4)}"
    return ""
