"""Who may be the speaker of a statement: the rules' choice, and others that stand near."""

from annotations.domain.quotes.found import Range
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.subjects import (
    main_subject,
    nearest_subject,
    phrase_after,
    phrase_before,
    subject_before,
)
from annotations.domain.quotes.tokens import Words

Choice = tuple[Range | None, str]


class Mentions:
    """Who may speak in one text."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.subjects: dict[Range, Range | None] = {}

    def of(self, anchor: Anchor, content: list[Range]) -> list[Choice]:
        """Who may speak, each with the names of the ways that lead there ("rule own main"); nobody
        is the last. None of them lies in the content."""
        words, found, first, last = self.words, anchor.found, anchor.first, anchor.last
        start, end = found.cue or (anchor.word, anchor.word + 1)
        led: list[tuple[Range | None, str]] = []
        if anchor.ruled:
            led.append((found.speaker, "rule"))
        if start > first:
            led.append((subject_before(words, start, first), "own"))
            led.append((nearest_subject(words, first, start), "near"))
            led.append((phrase_before(words, start, first), "left"))
            led.append((phrase_after(words, first, start), "lead"))
        led.append((self._main_subject(first, last), "main"))
        if end < last:
            led.append((phrase_after(words, end, last), "after"))
        for k in range(anchor.word + 1, min(last, content[-1][1] + 2)):
            if words.low[k] in words.lexicon.authoring:
                led.append((phrase_after(words, k + 1, last), "by"))
                break
        ways: dict[Range, str] = {}
        for mention, way in led:
            if mention and not any(mention[0] < b and a < mention[1] for a, b in content):
                ways[mention] = f"{ways[mention]} {way}" if mention in ways else way
        nobody = "rule nobody" if anchor.ruled and found.speaker is None else "nobody"
        return [*ways.items(), (None, nobody)]

    def _main_subject(self, first: int, last: int) -> Range | None:
        if (first, last) not in self.subjects:
            self.subjects[first, last] = main_subject(self.words, first, last)
        return self.subjects[first, last]
