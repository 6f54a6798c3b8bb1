"""The names of a byline, each in the order in which its bearer's family writes it."""

import re
from collections.abc import Collection
from dataclasses import dataclass

AND = re.compile(r"\s*[,;،、，；]\s*(?:and\s+)?|\s+(?:and|und|et|и|&)\s+")
OPENER = re.compile(r"^(?:by|von|par|por|di|door)\s+", re.IGNORECASE)
# Belongs to the family's name where it stands before it in small letters.
LOWER_CASE_NAMES = (
    "af al av bin bint da de del della den der des di do dos du el ibn la le ten ter van vom von"
    " zu zum"
)
PARTICLES = frozenset(LOWER_CASE_NAMES.split())
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
# An office or a house signs, not somebody.
HOUSES = re.compile(
    r"\b(?:agenc(?:y|ies)|board|bureau|correspondents?|desk|editors?|editorial|ministry|news|office"
    r"|press|reporters?|service|staff|team|wire)\b",
    re.IGNORECASE,
)
# Han, kana and Hangul: the family's name is the first, and nothing stands between the two.
FAMILY_FIRST_SCRIPTS = re.compile(r"^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\s·]+$")


@dataclass(frozen=True)
class Author:
    """`given` is empty where a name is one: a house, a single word, a script without a gap."""

    family: str
    given: str = ""
    is_family_first: bool = False

    @property
    def as_read(self) -> str:
        """As it is spoken: “Ada Quill”, “Xi Jinping”."""
        if not self.given:
            return self.family
        pair = [self.family, self.given] if self.is_family_first else [self.given, self.family]
        return " ".join(pair)

    @property
    def as_sorted(self) -> str:
        """As a list sorts it: “Quill, Ada”. A name that begins with the family's stays as it is."""
        if not self.given or self.is_family_first:
            return self.as_read
        return f"{self.family}, {self.given}"


def authors_of(byline: str, family_first: Collection[str] = ()) -> tuple[Author, ...]:
    """Who signed, in the byline's order. `family_first` names those who write the family first."""
    line = OPENER.sub("", " ".join(byline.split()))
    names: list[str] = []
    for name in filter(None, (part.strip() for part in AND.split(line))):
        if names and name.lower() in SUFFIXES:
            names[-1] += f" {name}"
        else:
            names.append(name)
    return tuple(author_of(name, name in family_first) for name in names)


def author_of(name: str, is_family_first: bool = False) -> Author:
    words = name.split()
    if len(words) < 2 or HOUSES.search(name) or FAMILY_FIRST_SCRIPTS.match(name):
        return Author(name)
    if is_family_first:
        return Author(words[0], " ".join(words[1:]), is_family_first=True)
    end = len(words) - 1
    while end > 1 and words[end].lower() in SUFFIXES:
        end -= 1
    while end > 1 and words[end - 1] in PARTICLES:
        end -= 1
    return Author(" ".join(words[end:]), " ".join(words[:end]))
