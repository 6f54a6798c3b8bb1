"""Quotation marks of all styles, paired.

Marks do not say which way they face: ” opens in Swedish, “ closes in German, » opens in Danish, '
is an apostrophe. So a mark is read by what is open already and by the characters beside it.
"""

import re
from dataclasses import dataclass, field

MARK = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|[\"“”„‟«»‹›「」『』'‘’‚＂]")
# What may close a quotation that was opened by the key.
_CLOSERS = {
    "“": '”"',
    "„": '“”"‟',
    "‟": '”"',
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    '"': '"”',
    "＂": "＂",
    "''": "''",
    "``": "''",
    "'": "'’",
    "‘": "’'",
    "‚": "‘’",
}
_SINGLE = frozenset("'‘’‚")
_ALWAYS_OPEN = frozenset("„‚「『‟") | {"``"}
_DEEPEST = 4
_CLIPPED = re.compile(r"(?:\d0s|tis|twas|em|til|till|cause|n)\b", re.IGNORECASE)
_SURE_SINGLE_CLOSE = re.compile(r"[,.!?…;]['’](?!\w)|['’](?=[,.!?;:)\]]|\s*$|\s*\n)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)['’](?!\w)")
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


def _opens(text: str, at: int, after: int, end: int) -> bool:
    """The mark has white space or a bracket before it and a word after it."""
    before = text[at - 1] if at else " "
    following = text[after] if after < end else " "
    return (before.isspace() or before in "([{—–-/“«‘'\"") and not following.isspace()


def _closes(text: str, at: int, after: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    following = text[after] if after < end else " "
    return not before.isspace() and not following.isalnum()


def _pair(text: str, begin: int, end: int) -> tuple[list[Quotation], _Open | None]:
    """The outermost quotations of one paragraph, and the one left open at its end."""
    done: list[Quotation] = []
    stack: list[_Open] = []

    def close(index: int, at: int, after: int) -> None:
        opened = stack[index]
        inside = opened.inside
        for deeper in stack[index + 1 :]:
            inside.extend(deeper.inside)
        del stack[index:]
        made = Quotation(
            opened.start,
            after,
            (opened.start + len(opened.mark), at),
            single=opened.mark in _SINGLE,
            inside=inside,
        )
        (stack[-1].inside if stack else done).append(made)

    for match in MARK.finditer(text, begin, end):
        mark, at, after = match.group(), match.start(), match.end()
        closing = next(
            (i for i in range(len(stack) - 1, -1, -1) if mark in _closers(stack[i].mark)), None
        )
        opens, closes = _opens(text, at, after, end), _closes(text, at, after, end)
        if mark in _SINGLE:
            before = text[at - 1] if at else " "
            following = text[after] if after < end else " "
            if before.isalnum() and following.isalnum():
                continue
            if closing is not None and closes and not opens:
                if before == "s" and following == " " and _possessive(text, at, after, end):
                    continue
                close(closing, at, after)
            elif mark != "’" and opens and following not in "’'":
                clipped = _CLIPPED.match(text, after)
                ahead = text[after : min(end, after + _SINGLE_LIMIT)]
                if not clipped and _SINGLE_CLOSE.search(ahead) and len(stack) < _DEEPEST:
                    stack.append(_Open(mark, at))
            continue
        faces_in = opens and not closes and mark not in "“«»‹›"
        if closing is not None and not faces_in:
            begun = stack[closing].mark
            if mark == begun or mark not in "“„" or begun == "„":
                close(closing, at, after)
                continue
        if closing is not None:
            # Opened again without having been closed: what was open is given up.
            kept = [q for opened in stack[closing:] for q in opened.inside]
            del stack[closing:]
            (stack[-1].inside if stack else done).extend(kept)
            stack.append(_Open(mark, at))
        elif mark in "“«" or mark in _ALWAYS_OPEN or opens:
            again = next((i for i, o in enumerate(stack) if o.mark == mark), None)
            if again is not None:
                kept = [q for opened in stack[again:] for q in opened.inside]
                del stack[again:]
                (stack[-1].inside if stack else done).extend(kept)
            if len(stack) < _DEEPEST and mark not in "」』":
                stack.append(_Open(mark, at))
        elif mark in ('"', "''", "＂") and not closes and len(stack) < _DEEPEST:
            stack.append(_Open(mark, at))
    left = next((o for o in stack if o.mark not in _SINGLE), None)
    for opened in stack:
        if opened is not left or left is None:
            done.extend(opened.inside)
    return done, left


def _closers(mark: str) -> tuple[str, ...]:
    closers = _CLOSERS.get(mark, "")
    return (closers,) if len(closers) == 2 and closers == "''" else tuple(closers)


def _possessive(text: str, at: int, after: int, end: int) -> bool:
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
