"""What remains where findings contend for the same words, and which lies in which."""

from annotations.domain.quotes.confidence import confidence
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.tokens import Words


def _overlap(a: list[Range], b: list[Range]) -> bool:
    return any(x < v and u < y for x, y in a for u, v in b)


def _inside(part: Range, ranges: list[Range]) -> bool:
    return any(x <= part[0] and part[1] <= y for x, y in ranges)


def settle(words: Words, found: list[Found]) -> list[Found]:
    """Of findings whose contents overlap the surer one keeps the words; a finding whose cue lies
    in another's content becomes its child: a statement relayed by a statement."""
    found.sort(key=lambda one: (one.first, -one.last))
    kept: list[Found] = []
    window: list[Found] = []
    lost: set[int] = set()
    for one in found:
        reach = min(one.first, one.cue[0]) if one.cue else one.first
        window = [other for other in window if other.last > reach and id(other) not in lost]
        if _enter(words, one, window, lost):
            kept.append(one)
            window.append(one)
    for one in kept:
        while one.parent is not None and id(one.parent) in lost:
            one.parent = one.parent.parent
    return [one for one in kept if id(one) not in lost]


def _enter(words: Words, one: Found, window: list[Found], lost: set[int]) -> bool:
    """Weigh a finding against those whose words reach it; False where it must give way."""
    for other in reversed(window):
        if id(other) in lost:
            continue
        if one.cue and _inside(one.cue, other.content):
            tag = min(one.cue[0], one.speaker[0]) if one.speaker else one.cue[0]
            tag = tag if tag > other.first else one.cue[0]
            apart = not _inside(one.content[0], other.content) or words.masked[tag - 1] == ","
            if one.quoted and apart:
                _clip(other, tag - (words.masked[tag - 1] == ","), lost)
                continue
            if _doubtful(other, one):
                lost.add(id(other))
                continue
            if not _within(other, one):
                one.parent = other
                return True
        if other.cue and _inside(other.cue, one.content):
            if _doubtful(one, other):
                return False
            if other.parent is None and not _within(one, other):
                other.parent = one
        elif _overlap(one.content, other.content):
            if confidence(one) <= confidence(other):
                return False
            lost.add(id(other))
    return True


def _doubtful(outer: Found, inner: Found) -> bool:
    """A model thinks that what is relayed is likelier a statement by itself: that it is one and
    that the outer one is none."""
    if outer.sure is None or inner.sure is None:
        return False
    return outer.sure < (1 - outer.sure) * inner.sure


def _within(one: Found, other: Found) -> bool:
    """`one` is relayed by `other`, however far up, or is the same."""
    above: Found | None = one
    while above is not None and above is not other:
        above = above.parent
    return above is other


def _clip(found: Found, last: int, lost: set[int]) -> None:
    """End a finding's content before word `last`, where a quotation's own tag begins."""
    content = [(a, min(b, last)) for a, b in found.content if a < last]
    if content and (found.cue is None or found.cue[0] < last):
        found.content = content
    else:
        lost.add(id(found))
