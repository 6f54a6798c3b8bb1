"""Files of other programs in which whatever somebody typed or chose is a word of its own.

Such a word is a canary: after reading, it is in what was taken, or in a sentence that tells it was
not. Where a whole thing is refused by its name, what was within it is told with it.
"""

import json
import re
from collections.abc import Iterable
from random import Random
from typing import Any

from annotations.domain.coded import Document
from annotations.domain.coded.as_json import written
from annotations.exchange.coded.taken import Given, Trouble

TEXT = "Envoys \U0001f4a9 meet.\nQuill said: “We agree, and\nmore,” to all of them, in Fenmoor."
WORDS = [found.span() for found in re.finditer(r"\S+", TEXT)]
PARTS = {"Content": "content", "Quote": "content", "Speaker": "speaker", "Source": "speaker"}
PARTS |= {"Cue": "cue"}
ROLES = ("Content", "Quote", "Statement", "Cue", "Speaker", "Source")


class Canaries:
    """Of one file; `chance` is drawn by Hypothesis, so that what fails is made small."""

    def __init__(self, chance: Random) -> None:
        self.chance, self.within = chance, dict[str, tuple[str, ...]]()
        # What JSON of what was taken has instead of such a word.
        self.kept_as: dict[str, str] = {}

    def new(self, *within: str) -> str:
        """A word; a sentence with one of `within` in it tells of it as well."""
        word = f"canary{len(self.within):03}x"
        self.within[word] = within
        return word

    def role(self, name: str, start: int | None) -> str:
        """A number behind the role that something has, which may begin at `start`."""
        word = f"{name}{len(self.within):04}"
        self.within[word] = ()
        if name in PARTS:
            at = "" if start is None else f' "start": {start},'
            self.kept_as[word] = f'"role": "{PARTS[name]}",{at}'
        return word

    def often(self) -> bool:
        return self.chance.randrange(4) > 0

    def seldom(self) -> bool:
        return self.chance.randrange(4) == 3

    def some(self, most: int) -> range:
        return range(self.chance.randrange(most + 1))

    def one_of(self, several: Iterable[Any]) -> Any:
        return self.chance.choice(list(several))

    def place(self) -> tuple[int, int]:
        """[start, end) in code points: a word, or a few."""
        first = self.chance.randrange(len(WORDS))
        last = min(first + self.chance.randrange(3), len(WORDS) - 1)
        return WORDS[first][0], WORDS[last][1]

    def label(self, *within: str) -> str:
        return self.one_of(ROLES) if self.chance.randrange(2) else self.new(*within)

    def vanished(self, data: str | bytes, found: Iterable[Given]) -> dict[str, list[str]]:
        """Those of the file that nothing is heard of, with all that was told."""
        found = list(found)
        text = data if isinstance(data, str) else data.decode("utf-8", "replace")
        self.within = {word: by for word, by in self.within.items() if word in text}
        kept = json.dumps([written(one) for one in found if isinstance(one, Document)])
        told = [f"{one.at}: {one.why}" for one in found if isinstance(one, Trouble)]
        return self.missing(kept, told)

    def missing(self, kept: str, told: list[str]) -> dict[str, list[str]]:
        gone = [
            word
            for word, within in self.within.items()
            if self.kept_as.get(word, word) not in kept
            and not any(each in line for line in told for each in (word, *within))
        ]
        return {", ".join(gone): told} if gone else {}


def units(at: int) -> int:
    """Of UTF-16 before a code point of TEXT."""
    return len(TEXT[:at].encode("utf-16-le")) // 2
