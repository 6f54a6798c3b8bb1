"""Blocks of a text that has no mark-up: which line is the title, a heading, an item."""

import re
from collections import Counter

from annotations.domain.text.blocks import Block, Kind, ranges_of
from annotations.domain.text.bylines import is_byline_or_date
from annotations.domain.text.lines import (
    QUOTED,
    ends_closed,
    has_letters,
    is_dateline,
    is_label,
    is_list_item,
    is_separator,
    is_speech,
    length_of,
    may_be_list_item,
    starts_lower,
)

MAX_TITLE = 220  # code points, as length_of counts them
MAX_HEADING, MAX_HEADING_WORDS = 80, 12
MIN_PARAGRAPH = 90
SECTIONS = (
    "news world politics opinion analysis international europe africa asia americas business "
    "economy diplomacy exclusive interview breaking editorial commentary "
    "monde politique économie analyse actualités afrique entretien éditorial "
    "politik ausland welt wirtschaft kommentar nachrichten meinung "
    "mundo política opinión análisis internacional economía noticias entrevista "
    "mondo esteri economia politica opinioni intervista opinião análise notícias "
    "buitenland binnenland politiek economie nieuws opinie "
    "мир политика экономика новости мнение анализ интервью "
    "العالم سياسة رأي أخبار تحليل اقتصاد دولي مقابلات "
    "国际 政治 新闻 评论 分析 时政 國際 評論 新聞 世界 国際 社説 정치 국제 "
    "dünya siyaset gündem świat polityka opinie"
)
KICKERS = frozenset(SECTIONS.split()) | {"middle east", "latin america", "the world", "top stories"}


def blocks_of_plain(text: str, *, titled: bool = True) -> tuple[Block, ...]:
    """One block for each non-blank line; blank lines belong to the block before them.

    `titled` lets the first line be the title if it looks like one; the name of a section of the
    outlet may stand above it. A heading is a short line
    without closing punctuation, with a blank line before it and a longer paragraph after it.
    """
    ranges = ranges_of(text)
    lines = [text[start:end].strip() for start, end in ranges]
    # The end of the block before shows whether a blank line came between.
    apart = [n == 0 or text.count("\n", *_tail(text, ranges[n - 1])) > 1 for n in range(len(lines))]
    seen = Counter(lines)
    first = next((n for n, line in enumerate(lines[:3]) if not is_kicker(line)), 0)
    title = first if titled and _is_title(lines[first:], [True, *apart[first + 1 :]]) else -1
    kinds: list[Kind] = []
    for n, line in enumerate(lines):
        if n == title:
            kinds.append("title")
        elif _is_item(lines, n):
            kinds.append("item")
        elif QUOTED.match(line):
            kinds.append("quote")
        elif n and apart[n] and seen[line] == 1 and _is_heading(lines, n):
            kinds.append("heading")
        else:
            kinds.append("paragraph")
    return tuple(Block(kind, start, end) for kind, (start, end) in zip(kinds, ranges, strict=True))


def _tail(text: str, block: tuple[int, int]) -> tuple[int, int]:
    start, end = block
    return start + len(text[start:end].rstrip()), end


def is_kicker(line: str) -> bool:
    """ "World" or "Analysis" above a title."""
    return line.strip(" |:·/>").casefold() in KICKERS


def _is_title(lines: list[str], apart: list[bool]) -> bool:
    if len(lines) < 2:
        return False
    line, following = lines[0], lines[1:]
    if length_of(line) > MAX_TITLE or not has_letters(line):
        return False
    if is_list_item(line) or is_label(line) or is_byline_or_date(line):
        return False
    if is_dateline(line) and ends_closed(line):
        return False
    if line.rstrip("\"'”’»").endswith((".", "。", ",", ";", "،", "，")) and not _is_title_case(
        line
    ):
        return False
    # Without a blank line the next one may be its continuation, as in hard-wrapped text.
    if not apart[1] and not is_byline_or_date(following[0]):
        return not starts_lower(following[0]) and length_of(following[0]) > 1.5 * length_of(line)
    return True


def _is_title_case(line: str) -> bool:
    # Arabic or Chinese words are neither upper nor lower case.
    long_words = [
        word for word in re.findall(r"[^\W\d_]{4,}", line) if word.lower() != word.upper()
    ]
    return sum(not word.islower() for word in long_words) > 0.6 * len(long_words)


def _is_item(lines: list[str], n: int) -> bool:
    line = lines[n]
    if is_list_item(line):
        return True
    if not may_be_list_item(line):
        return False
    neighbours = lines[max(0, n - 1) : n] + lines[n + 1 : n + 2]
    hyphen = line.startswith("-")
    return any(may_be_list_item(x) and x.startswith("-") == hyphen for x in neighbours)


def _is_heading(lines: list[str], n: int) -> bool:
    line = lines[n]
    if length_of(line) > MAX_HEADING or len(line.split()) > MAX_HEADING_WORDS:
        return False
    if not has_letters(line) or is_separator(line) or starts_lower(line) or ends_closed(line):
        return False
    if is_speech(line) or is_label(line) or is_byline_or_date(line):
        return False
    if may_be_list_item(line) and _is_item(lines, n):
        return False
    # A signature, a place or an agency stands at the end or above another short line.
    following = lines[n + 1] if n + 1 < len(lines) else ""
    longer = length_of(following) >= max(MIN_PARAGRAPH, 2 * length_of(line))
    return longer and not is_byline_or_date(following)
