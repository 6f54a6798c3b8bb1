"""Where the names of dots stand in a picture: none over another or over a dot, few over lines.

Names are as large as all words of a page, whatever the width of the picture, while dots move apart
with it. So what finds room in a narrow picture keeps it, and a wider one has room for more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from unicodedata import bidirectional, category, east_asian_width

# Letters of the page's sans as shares of its size: a little too wide rather than too narrow.
LETTER, CAPITAL, THIN, FULL = 0.55, 0.7, 0.3, 1.0
THIN_ONES = frozenset("fijlrtI.,:;'’|!()[] -")
SIZE, LEADING = 12, 14
# A name has this many lines, of about so many letters; what is longer ends in three dots.
MOST_LINES, LINE = 2, 24
# A word that is longer is broken with a hyphen, in scripts that have one.
LONG_WORD = re.compile(f"([A-Za-z\u00c0-\u024f\u0400-\u04ff]{{{LINE - 1}}})(?=[^\\W\\d_]{{3}})")
# Around a line that runs from the right, among others that run from the left.
FROM_RIGHT, AS_BEFORE = "\u2067", "\u2069"
# Between a dot and its name, and what is left free around a name.
GAP, AIR = 4, 2


@dataclass(frozen=True)
class Dot:
    """`x` from 0 to 1 of the width; `y` and the radius `r` in pixels."""

    x: float
    y: float
    r: int
    lines: Sequence[str]


@dataclass(frozen=True)
class Label:
    """Beside its dot: `side` is -1 where the name ends there, 0 in the middle, 1 where it begins.

    `dx` goes from the dot along the line, `y` is where the first line stands; both in pixels. It
    has room in pictures of at least `width` pixels.
    """

    side: int
    dx: float
    y: float
    width: int


# Left, top, right, bottom in pixels.
Box = tuple[float, float, float, float]


def lines_of(name: str) -> list[str]:
    """The name in as many lines as a picture has room for, broken at words."""
    lines = _wrapped(LONG_WORD.sub(r"\1- ", name))
    # Pictures know lines from the left only: their dots would stand where such a line begins.
    return [f"{FROM_RIGHT}{line}{AS_BEFORE}" for line in lines] if _is_from_right(name) else lines


def _wrapped(name: str) -> list[str]:
    if LINE < len(name) <= MOST_LINES * LINE:
        # Two lines of one length are easier to read than a long and a short one.
        for letters in range(len(name) // MOST_LINES, LINE):
            even = wrap(name, letters, break_long_words=False)
            if len(even) == MOST_LINES and max(map(len, even)) <= LINE:
                return even
    return wrap(name, LINE, max_lines=MOST_LINES, placeholder="…") or [""]


def _is_from_right(name: str) -> bool:
    """As the first letter that has a direction."""
    directions = map(bidirectional, name)
    return next((one for one in directions if one in {"L", "R", "AL"}), "L") != "L"


def length_of(line: str) -> float:
    """About how many pixels a line takes."""
    return SIZE * sum(map(_letter, line))


def _letter(letter: str) -> float:
    if letter in THIN_ONES:
        return THIN
    if category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if east_asian_width(letter) in {"W", "F"}:
        return FULL
    return CAPITAL if letter.isupper() or letter in "mw" else LETTER


def labels_of(
    dots: Sequence[Dot], lines: Sequence[tuple[int, int]], widths: Sequence[int], height: int
) -> list[Label | None]:
    """A label for each dot, None where there is no room even in the widest of the `widths`, which
    go from narrow to wide. The first dots choose first; `lines` go from dot to dot, by number."""
    found: list[Label | None] = [None] * len(dots)
    sizes = [(max(map(length_of, dot.lines)), LEADING * len(dot.lines)) for dot in dots]
    for width in widths:
        taken = [_circle(dot, width) for dot in dots]
        for number, label in enumerate(found):
            if label:
                taken.append(box_of(dots[number], label, width, *sizes[number]))
        drawn = [_segment(dots[one], dots[other], width) for one, other in lines]
        for number, dot in enumerate(dots):
            if found[number] is None:
                free = [
                    (label, box)
                    for label in _tries(dot, width, len(dot.lines))
                    if _is_free(box := box_of(dot, label, width, *sizes[number]), number, taken)
                    and _is_inside(box, width, height)
                ]
                if free:
                    label, box = min(free, key=lambda one: _crossed(one[1], drawn))
                    found[number] = label
                    taken.append(box)
    return found


def box_of(dot: Dot, label: Label, width: int, long: float, high: float) -> Box:
    """What a name takes of a picture."""
    at = dot.x * width + label.dx
    left = at - long * (1 - label.side) / 2
    top = label.y - SIZE
    return left, top, left + long, top + high


def _is_inside(box: Box, width: int, height: int) -> bool:
    left, top, right, bottom = box
    return left >= AIR and top >= 0 and right <= width - AIR and bottom <= height


def _is_free(box: Box, own: int, taken: Sequence[Box]) -> bool:
    left, top, right, bottom = box[0] - AIR, box[1], box[2] + AIR, box[3]
    return not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for number, other in enumerate(taken)
        if number != own
    )


def _segment(one: Dot, other: Dot, width: int) -> Box:
    """From left to right."""
    if one.x > other.x:
        one, other = other, one
    return one.x * width, one.y, other.x * width, other.y


def _crossed(box: Box, lines: Sequence[Box]) -> int:
    """How many lines go through it."""
    left, top, right, bottom = box
    count = 0
    for x1, y1, x2, y2 in lines:
        if x1 >= right or x2 <= left or max(y1, y2) <= top or min(y1, y2) >= bottom:
            continue
        # Where it is as it comes in at the one side and goes out at the other.
        slope = (y2 - y1) / (x2 - x1) if x2 > x1 else 0.0
        enters = y1 + slope * (max(x1, left) - x1)
        leaves = y1 + slope * (min(x2, right) - x1) if x2 > x1 else y2
        count += max(enters, leaves) > top and min(enters, leaves) < bottom
    return count


def _tries(dot: Dot, width: int, lines: int) -> list[Label]:
    """Above and below first, where names are looked for; then beside, and at the corners."""
    above = dot.y - dot.r - GAP - LEADING * (lines - 1)
    below = dot.y + dot.r + SIZE
    level = dot.y + GAP - LEADING * (lines - 1) / 2
    corner = dot.r / 2
    tries = [(0, 0.0, above), (0, 0.0, below)]
    for y, dx in ((level, dot.r + GAP), (above, -corner), (below, -corner)):
        tries += [(1, dx, y), (-1, -dx, y)]
    return [Label(side, dx, y, width) for side, dx, y in tries]


def _circle(dot: Dot, width: int) -> Box:
    x, r = dot.x * width, dot.r
    return x - r, dot.y - r, x + r, dot.y + r
