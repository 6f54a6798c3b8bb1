"""The text of an article with its marks, as HTML whose text is exactly the stored text."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

# Django's own looks each time whether the text is one that is still to be translated.
from html import escape

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.safestring import SafeString, mark_safe

from annotations.domain.spans.segments import segments
from annotations.queries.readings import Part
from annotations.queries.workbench import Block

register = template.Library()

ELEMENTS = {"title": "h1", "heading": "h2"}
# Where two texts are on one page, which has a title of its own.
LOWER = {"title": "h3", "heading": "h4"}


@register.simple_tag
def text_blocks(blocks: Iterable[Block]) -> SafeString:
    """All blocks, nothing between them."""
    return mark_safe("".join(map(block_html, blocks)))


@register.simple_tag
def side_blocks(blocks: Iterable[Block], side: str) -> SafeString:
    """Blocks of one of several texts on a page; `side` keeps their ids apart."""
    made = (block_html(block, prefix=f"{side}-p", elements=LOWER) for block in blocks)
    return mark_safe("".join(made))


@register.simple_tag
def swapped_blocks(blocks: Iterable[Block]) -> SafeString:
    """Blocks that htmx puts in the place of those of the same id."""
    return mark_safe("".join(block_html(block, ' hx-swap-oob="true"') for block in blocks))


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr` for the code of a language; the browser finds out where it is unknown."""
    try:
        return str(Locale.parse(language.replace("-", "_")).text_direction)
    except (UnknownLocaleError, ValueError, TypeError):
        return "auto"


def block_html(
    block: Block, more: str = "", prefix: str = "p", elements: Mapping[str, str] = ELEMENTS
) -> str:
    """One block. Blank lines at its end keep their place in the text, out of sight.

    Only text and values from closed lists go in; the text is escaped piece by piece.
    """
    body = block.text.rstrip("\n")
    tail = block.text[len(body) :]
    element = elements.get(block.kind, "p")
    end = block.start + len(body)
    pieces = [
        f'<{element} id="{prefix}{block.index}" class="block {block.kind}" '
        f'data-start="{block.start}"{more}>'
    ]
    for start, stop, parts in segments(
        block.start, end, block.parts + block.suggested + block.carried
    ):
        words = escape(body[start - block.start : stop - block.start])
        pieces.append(mark_html(words, parts, stop, end, block.end) if parts else words)
    if tail:
        pieces.append(f'<span class="tail">{tail}</span>')
    pieces.append(f"</{element}>")
    return "".join(pieces)


def mark_html(words: str, parts: list[Part], stop: int, end: int, block_end: int) -> str:
    """An escaped piece that `parts` cover, shortest first; it ends at `stop`.

    The block's words end at `end`, and with the blank lines behind them at `block_end`.
    """
    own: list[Part] = []
    carried: list[Part] = []
    suggested: list[Part] = []
    for part in parts:
        kind = suggested if part.is_suggested else carried if part.carried else own
        kind.append(part)
    names = " ".join(dict.fromkeys([part.owner for part in own + carried + suggested]))
    ending = [
        str(part.annotation)
        for part in own + carried
        if part.is_last
        and part.annotation
        and (part.end == stop or (stop == end and stop < part.end <= block_end))
    ]
    classes = mark_classes(
        tuple([(part.role, part.lane, part.colour) for part in own]),
        tuple([part.role for part in suggested]),
        tuple([(part.role, part.colour) for part in carried]),
    )
    ends = f' data-ends="{" ".join(ending)}"' if ending else ""
    return f'<mark class="{classes}" data-a="{names}"{ends}>{words}</mark>'


@lru_cache(maxsize=4096)
def mark_classes(
    own: tuple[tuple[str, int, str], ...],
    suggested: tuple[str, ...] = (),
    carried: tuple[tuple[str, str], ...] = (),
) -> str:
    """One wash, of the shortest of one's own; an underline and a role each.

    Of what is carried one colour, that of the shortest.
    """
    names = [f"w-{own[0][2]}"] if own else ["only-carried" if carried else "only-suggested"]
    for role, lane, colour in own:
        names += [f"u{lane}-{colour}", f"{role}{lane}"]
    if carried:
        names += ["carried", f"c-{carried[0][1]}", *(f"carried-{role}" for role, _ in carried)]
    if suggested:
        names += ["suggested", *(f"suggested-{role}" for role in suggested)]
    return " ".join(dict.fromkeys(names))
