"""Quotation marks of all styles, paired.

Marks do not say which way they face: ” opens in Swedish, “ closes in German, » opens in Danish, '
is an apostrophe. So a mark is read by what is open already and by the characters beside it.
"""

import re
from dataclasses import dataclass, field

MARK = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|[\"“”„‟«»‹›「」『』'‘’‚＂]")
# What may close a quotation that was opened by the key.
_CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"'),
    "„": ("“", "”", '"', "‟"),
    "‟": ("”", '"'),
    "”": ("”",),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    '"': ('"', "”"),
    "＂": ("＂",),
    "''": ("''",),
    "``": ("''",),
    "'": ("'", "’"),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
}
_STRAIGHT = ('"', "''", "＂")
_SINGLE = frozenset("'‘’‚")
_ALWAYS_OPEN = frozenset("„‚「『‟") | {"``"}
_DEEPEST = 4
_CLIPPED = re.compile(r"(?:\d0s|tis|twas|em|til|till|cause|n)\b", re.IGNORECASE)
_SURE_SINGLE_CLOSE = re.compile(r"[,.!?…;]['’](?!\w)|['’](?=[,.!?;:)\]]|\s*$|\s*\n)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’‘](?!\w)")
# An unclosed quotation is believed for this many characters and no more.
_UNCLOSED_LIMIT = 1200
_SINGLE_LIMIT = 600


@dataclass(slots=True)
class Quotation:
    """A quotation with its marks, [start, end); `inner` lies between the marks."""

    start: int
    end: int
    inner: tuple[int, int]
    single: bool = False
    closed: bool = True
    goes_on: bool = False
    """It is left open because the next paragraph goes on with it."""
    continues: bool = False
    """It goes on from the quotation before it, which was left open at the end of its paragraph."""
    inside: list["Quotation"] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    inside: list[Quotation] = field(default_factory=list)


@dataclass(slots=True)
class _Beside:
    """A mark and what stands next to it."""

    mark: str
    at: int
    after: int
    before: str
    following: str

    @property
    def opens(self) -> bool:
        """White space or a bracket before it, and a word after it."""
        led = self.before.isspace() or self.before in "([{—–-/“«‘'\""
        return led and not self.following.isspace()

    @property
    def closes(self) -> bool:
        return not self.before.isspace() and not self.following.isalnum()


@dataclass(slots=True)
class _Pairing:
    """The quotations of one paragraph, text[begin:end], as its marks are read one by one."""

    text: str
    end: int
    done: list[Quotation] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)

    def read(self, beside: _Beside) -> None:
        """Take the next mark."""
        mark = beside.mark
        levels = range(len(self.stack) - 1, -1, -1)
        closing = next((i for i in levels if self._matches(self.stack[i].mark, beside)), None)
        if mark in _SINGLE:
            self._single(beside, closing)
        elif closing is not None and self._ends(beside, self.stack[closing].mark):
            self._close(closing, beside)
        elif closing is not None:
            # Opened again without having been closed: what was open is given up.
            self._give_up(closing)
            self.stack.append(_Open(mark, beside.at))
        elif mark in "“«" or mark in _ALWAYS_OPEN or beside.opens:
            again = next((i for i, opened in enumerate(self.stack) if opened.mark == mark), None)
            if again is not None:
                self._give_up(again)
            if mark not in "」』":
                self._open(beside)
        elif mark in _STRAIGHT and not beside.closes:
            self._open(beside)

    def _matches(self, begun: str, beside: _Beside) -> bool:
        """It closes what was begun, or is the opening mark typed by mistake: “Never,“ she said."""
        mistaken = beside.mark == begun == "“" and beside.closes and beside.before in ",.?!…"
        return beside.mark in _CLOSERS[begun] or mistaken

    def _ends(self, beside: _Beside, begun: str) -> bool:
        """A mark that could close what was begun does, unless it faces the other way."""
        faces_in = beside.opens and not beside.closes and beside.mark not in "“«»‹›"
        turned = beside.mark in "“„" and beside.mark != begun and begun != "„"
        return not faces_in and not turned

    def _single(self, beside: _Beside, closing: int | None) -> None:
        if beside.before.isalnum() and beside.following.isalnum():
            return
        text, after, end = self.text, beside.after, self.end
        if closing is not None and beside.closes and not beside.opens:
            owned = beside.before == "s" and beside.following == " "
            if not owned or not _possessive(text, after, end):
                self._close(closing, beside)
        elif beside.mark != "’" and beside.opens and beside.following not in "’'":
            ahead = text[after : min(end, after + _SINGLE_LIMIT)]
            if not _CLIPPED.match(text, after) and _SINGLE_CLOSE.search(ahead):
                self._open(beside)

    def _open(self, beside: _Beside) -> None:
        if len(self.stack) < _DEEPEST:
            self.stack.append(_Open(beside.mark, beside.at))

    def _close(self, index: int, beside: _Beside) -> None:
        opened = self.stack[index]
        inside = [quotation for level in self.stack[index:] for quotation in level.inside]
        del self.stack[index:]
        inner = (opened.start + len(opened.mark), beside.at)
        single = opened.mark in _SINGLE
        made = Quotation(opened.start, beside.after, inner, single=single, inside=inside)
        (self.stack[-1].inside if self.stack else self.done).append(made)

    def _give_up(self, index: int) -> None:
        kept = [quotation for level in self.stack[index:] for quotation in level.inside]
        del self.stack[index:]
        (self.stack[-1].inside if self.stack else self.done).extend(kept)


def _pair(text: str, begin: int, end: int) -> tuple[list[Quotation], _Open | None]:
    """The outermost quotations of one paragraph, and the one left open at its end."""
    pairing = _Pairing(text, end)
    for match in MARK.finditer(text, begin, end):
        at, after = match.span()
        before = text[at - 1] if at else " "
        following = text[after] if after < end else " "
        pairing.read(_Beside(match.group(), at, after, before, following))
    left = next((opened for opened in pairing.stack if opened.mark not in _SINGLE), None)
    for opened in pairing.stack:
        if opened is not left:
            pairing.done.extend(opened.inside)
    return pairing.done, left


def _possessive(text: str, after: int, end: int) -> bool:
    """In "the workers' rights" the mark is an apostrophe if a surer closing mark follows."""
    ahead = text[after : min(end, after + 300)]
    return bool(ahead[1:2].islower() and _SURE_SINGLE_CLOSE.search(ahead))


def quotations(text: str, paragraphs: list[tuple[int, int]]) -> list[Quotation]:
    """All outermost quotations in order, one per paragraph where a quotation has several.

    A quotation over several paragraphs repeats its opening mark at the head of each; the pieces
    after the first carry `continues`.
    """
    found: list[Quotation] = []
    pending = False
    for number, (begin, end) in enumerate(paragraphs):
        done, left = _pair(text, begin, end)
        if left is not None:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
            goes_on = following is not None and text.startswith(left.mark, following[0])
            if goes_on or end - left.start <= _UNCLOSED_LIMIT:
                inner = (left.start + len(left.mark), end)
                made = Quotation(
                    left.start, end, inner, closed=False, goes_on=goes_on, inside=left.inside
                )
                done = [q for q in done if q.start < left.start]
                done.append(made)
            else:
                done.extend(left.inside)
                goes_on = False
        else:
            goes_on = False
        done.sort(key=lambda quotation: quotation.start)
        if pending and done and done[0].start == begin:
            done[0].continues = True
        pending = goes_on
        found.extend(done)
    return found
