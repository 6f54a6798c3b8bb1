"""The cue and the speaker beside a passage, where English wording makes them evident.

A small table of patterns and nothing more: where none fits, nothing is proposed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

VERBS = (
    "says|said|explains|explained|adds|added|thinks|thought|believes|believed|argues|argued|warns|"
    "warned|notes|noted|stresses|stressed|insists|insisted|claims|claimed|states|stated|declares|"
    "declared|announces|announced|tells|told|writes|wrote|asks|asked|replies|replied|concludes|"
    "concluded|denies|denied|admits|admitted|suggests|suggested|recalls|recalled|continues|continued"
)
TITLE = r"(?:Mrs?|Ms|Dr|Prof|Sir|Gen|Col|Lt|Sen|Rep)\.?\s+"
WORD = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]+"
LINK = r"(?:(?:al|el|bin|ibn|de|da|di|del|der|den|van|von|la|le|ten)[ -])"
NAME = rf"(?P<who>(?:{TITLE})?{WORD}(?:\s+{LINK}*{WORD})*)"
CUE = rf"(?P<cue>{VERBS})"
# What may stand between a selection and its cue.
CLOSE = r"^[”“»«’'\"」』]?\s*[,.!?—–-]*[”“»«’'\"」』]?\s*"
OPEN = r"\s*[“„«»‘'\"「『]?$"
# A name's apposition: “, professor of harbour law,”.
ASIDE = r"(?:,[^.:;“”„«»\"]{1,120}?,?)?"

AFTER = [
    re.compile(rf"{CLOSE}{CUE}\s+{NAME}"),
    re.compile(rf"{CLOSE}{NAME}\s+{CUE}\b"),
]
BEFORE = [
    re.compile(rf"(?P<cue>[Aa]ccording to)\s+{NAME}{ASIDE}[^.:;“”„«»\"]{{0,120}}\.?,?{OPEN}"),
    re.compile(rf"\b{CUE}\s+{NAME}{ASIDE}\s*:{OPEN}"),
    re.compile(rf"\b{NAME}{ASIDE}\s+{CUE}(?:\s+that)?\s*[:,]?{OPEN}"),
    re.compile(rf"(?:^|[.!?…”]\s+){NAME}\s*:{OPEN}"),
]
# Words that begin a sentence with a capital and are nobody's name.
NOBODY = re.compile(
    "He|She|It|They|We|You|I|This|That|These|Those|There|Here|The|A|An|And|But|So|If|When|While|"
    "For|As|In|On|At|By|To|Of|Or|Nor|Not|Yet|Still|Also|Who|What|Why|How|Nobody|Everybody"
)


@dataclass(frozen=True)
class Clue:
    """Ranges [start, end) of the cue and of the speaker's mention, and the mention's words."""

    cue: tuple[int, int] | None
    mention: tuple[int, int] | None
    name: str


def clue_at(text: str, start: int, end: int, reach: int = 240) -> Clue | None:
    """What stands right behind [start, end), else right before it; offsets are in `text`."""
    behind = text[end : end + reach]
    for pattern in AFTER:
        found = pattern.search(behind)
        if found and (clue := _clue(found, end)):
            return clue
    offset = max(0, start - reach)
    before = text[offset:start]
    for pattern in BEFORE:
        matches = list(pattern.finditer(before))
        if matches and (clue := _clue(matches[-1], offset)):
            return clue
    return None


def surname(name: str) -> str:
    """The word of a name by which a later mention calls its bearer."""
    return name.split()[-1] if name.split() else ""


def same_person(mention: str, names: Iterable[str]) -> list[str]:
    """Those of `names` that the mention may mean: the same name, or the same surname."""
    wanted = re.sub(rf"^{TITLE}", "", mention).casefold()
    found = [name for name in names if name.casefold() == wanted]
    if found or " " in wanted:
        return found
    return [name for name in names if surname(name).casefold() == wanted]


def full_name(mention: str, text: str) -> str:
    """The longest name in `text` that ends with the mention: “Frank Pieke” for “Pieke”; or ""."""
    bare = re.sub(rf"^{TITLE}", "", mention)
    pattern = re.compile(rf"(?:{WORD}\s+(?:{LINK})*){{1,3}}{re.escape(bare)}\b")
    names = [" ".join(found.group().split()) for found in pattern.finditer(text)]
    names = [name for name in names if not NOBODY.fullmatch(name.split()[0])]
    return max(names, key=len, default="")


def _clue(found: re.Match[str], offset: int) -> Clue | None:
    name = found["who"]
    if NOBODY.fullmatch(name.split()[0]):
        return None
    cue = None
    if "cue" in found.re.groupindex and found["cue"]:
        cue = (found.start("cue") + offset, found.end("cue") + offset)
    return Clue(cue, (found.start("who") + offset, found.end("who") + offset), name)
