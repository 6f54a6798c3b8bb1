"""Lines as they stand on pages, made into paragraphs and headings again."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from annotations.domain.extraction.extracts import Piece
from annotations.domain.text import Kind
from annotations.domain.text.lines import (
    ends_closed,
    is_dense,
    is_list_item,
    may_be_list_item,
    starts_lower,
)

PAGE_NUMBER = re.compile(
    r"\W*(?:page|seite|p\.|pagina|página|стр\.?|صفحة|第)?\s*\d{1,4}\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|von|sur|de|di|из|من)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
DIGITS = re.compile(r"\d+")
SPACES = re.compile(r"[ \t\u00a0]{2,}")
# Shapes of letters that fonts have and texts have not: ﬁ, and Arabic letters by their place.
SHAPES = re.compile(r"[\ufb00-\ufdff\ufe70-\ufefc]+")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u06ff\ufb1d-\ufdff\ufe70-\ufefc]")
LEADING_STOP = re.compile(r"[.،؟!؛:]\S")
WORD = re.compile(r"\w+(?:-\w+)*")
HYPHENATED = re.compile(r"(\w+)([-\u2010\u00ad])$")
EDGE = 2  # lines at the top and at the foot of a page that may be running heads
MAX_HEADING = 200  # characters


class Line(NamedTuple):
    """`x` and `y` of its beginning and its type size, in points; `y` grows upwards."""

    page: int
    x: float
    y: float
    size: float
    bold: bool
    text: str


def pieces_of(lines: Sequence[Line]) -> Iterator[Piece]:
    """Title, headings, items and paragraphs of the lines, in the order in which they come."""
    lines = _in_reading_order(_cleaned(without_running_heads(lines)))
    if not lines:
        return
    layout = Layout(lines)
    words = Counter(word for line in lines for word in WORD.findall(line.text.lower()))
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and not layout.begins(line, blocks[-1]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    kinds = [layout.kind(block) for block in blocks]
    # The largest heading near the top is the title.
    near = [n for n in range(min(4, len(blocks))) if kinds[n] == "heading"]
    if near:
        kinds[max(near, key=lambda n: (blocks[n][0].size, -n))] = "title"
    for kind, block in zip(kinds, blocks, strict=True):
        yield kind, _joined([line.text for line in block], words)


def without_running_heads(lines: Sequence[Line]) -> list[Line]:
    """The lines without page numbers and without what stands at the same place of many pages."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges: dict[int, list[Line]] = {}
    for number, page in pages.items():
        by_height = sorted(page, key=lambda line: -line.y)
        edges[number] = by_height[:EDGE] + by_height[max(EDGE, len(by_height) - EDGE) :]
    seen = Counter(key for page in edges.values() for key in {_key(line) for line in page})
    enough = max(2, len(pages) // 2)
    dropped = {
        id(line)
        for page in edges.values()
        for line in page
        if PAGE_NUMBER.fullmatch(line.text) or seen[_key(line)] >= enough
    }
    return [line for line in lines if id(line) not in dropped]


def _key(line: Line) -> tuple[str, int]:
    return DIGITS.sub("#", line.text), round(line.y / 4)


def _cleaned(lines: Sequence[Line]) -> list[Line]:
    def cleaned(text: str) -> str:
        shaped = SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
        return SPACES.sub(" ", shaped).strip()

    return [line._replace(text=cleaned(line.text)) for line in lines if line.text.strip()]


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Some writers draw Arabic and Hebrew from the left; then lines begin with their full stops."""
    right = [n for n, line in enumerate(lines) if RIGHT_TO_LEFT.search(line.text)]
    begins = sum(1 for n in right if LEADING_STOP.match(lines[n].text))
    ends = sum(1 for n in right if ends_closed(lines[n].text))
    if begins <= ends:
        return lines
    for n in right:
        turned = lines[n].text.split(" ")[::-1]
        # The stop is drawn at the left end of the last word.
        if LEADING_STOP.match(turned[-1]):
            turned[-1] = turned[-1][1:] + turned[-1][0]
        lines[n] = lines[n]._replace(text=" ".join(turned))
    return lines


class Layout:
    """What is usual in a file: type size, line distance, line length."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        self.size = sizes.most_common(1)[0][0] or 1
        body = [line for line in lines if line.size == self.size]
        steps = [
            one.y - other.y
            for one, other in pairwise(lines)
            if one.page == other.page and 0 < one.y - other.y < 3 * self.size
        ]
        self.step = median(steps) if steps else 1.2 * self.size
        # Narrower of the two if gaps between paragraphs are as common as lines.
        self.step = min(self.step, 1.6 * self.size)
        lengths = sorted(len(line.text) for line in body)
        self.length = lengths[int(len(lengths) * 0.9)] if lengths else 80

    def begins(self, line: Line, block: Sequence[Line]) -> bool:
        """Whether `line` begins something new after the lines of `block`."""
        before = block[-1]
        if abs(line.size - before.size) > 0.1 * before.size or line.bold != before.bold:
            # A bold name within a paragraph does not make a line bold.
            return True
        if bool(RIGHT_TO_LEFT.search(line.text)) != bool(RIGHT_TO_LEFT.search(before.text)):
            return True
        if is_list_item(line.text) or (may_be_list_item(line.text) and ends_closed(before.text)):
            return True
        distance = before.y - line.y
        if line.page != before.page or distance < 0:
            return ends_closed(before.text) and not starts_lower(line.text)
        if distance > 1.3 * max(self.step, 1.1 * line.size):
            return True
        is_short = len(before.text) < 0.75 * self.length
        if is_short and (ends_closed(before.text) or len(before.text) < 0.5 * self.length):
            return self.kind(block) == "paragraph" and not starts_lower(line.text)
        indent = line.x - (before.x if len(block) > 1 else min(before.x, line.x))
        return 0.7 * line.size < indent < 6 * line.size and ends_closed(before.text)

    def kind(self, block: Sequence[Line]) -> Kind:
        text = " ".join(line.text for line in block)
        if is_list_item(text):
            return "item"
        if len(text) > MAX_HEADING:
            return "paragraph"
        if block[0].size > 1.12 * self.size:
            return "heading"
        is_bold = all(line.bold for line in block) and block[0].size >= self.size
        return "heading" if is_bold and not ends_closed(text) else "paragraph"


def _joined(lines: Sequence[str], words: Counter[str]) -> str:
    """The lines as one, hyphens at their ends undone where the word is one word."""
    text = lines[0]
    for line in lines[1:]:
        end = HYPHENATED.search(text)
        begin = re.match(r"\w+", line)
        if end and begin and starts_lower(line):
            one, other = end[1] + begin[0], f"{end[1]}-{begin[0]}"
            # A file that writes "long-term" elsewhere means it here too.
            keep = end[2] != "\u00ad" and words[other.lower()] > words[one.lower()]
            text = (text if keep else text[: end.start(2)]) + line
        elif text.endswith(("-", "\u2010")) or (is_dense(text[-20:]) and is_dense(line[:20])):
            text += line
        else:
            text += " " + line
    return text
