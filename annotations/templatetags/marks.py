"""The text of an article with its marks, as HTML whose text is exactly the stored text."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

# Django's own looks each time whether the text is one that is still to be translated.
from html import escape

from babel import Locale, UnknownLocaleError
from django import template
from django.utils.safestring import SafeString, mark_safe

from annotations.domain.spans.segments import segments
from annotations.queries.readings import Look, Part, Rank
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
    parts = sorted(parts, key=by_rank)
    names = " ".join(dict.fromkeys([part.owner for part in parts]))
    ending = [
        str(part.annotation)
        for part in parts
        if (part.end == stop or (stop == end and stop < part.end <= block_end))
        and part.is_last
        and part.annotation
        and not part.is_suggested
    ]
    classes = mark_classes(tuple([part.look for part in parts]))
    ends = f' data-ends="{" ".join(ending)}"' if ending else ""
    return f'<mark class="{classes}" data-a="{names}"{ends}>{words}</mark>'


def by_rank(part: Part) -> Rank:
    return part.look.rank


@lru_cache(maxsize=4096)
def mark_classes(looks: tuple[Look, ...]) -> str:
    """One wash, of the shortest of one's own; an underline and a role each.

    Of what is carried one colour, that of the shortest.
    """
    own, carried, suggested = ([one for one in looks if one.rank == rank] for rank in Rank)
    names = [f"w-{own[0].colour}"] if own else ["only-carried" if carried else "only-suggested"]
    for one in own:
        names += [f"u{one.lane}-{one.colour}", f"{one.role}{one.lane}"]
    if carried:
        names += ["carried", f"c-{carried[0].colour}"]
        names += [f"carried-{one.role}" for one in carried]
    if suggested:
        names += ["suggested", *(f"suggested-{one.role}" for one in suggested)]
    return " ".join(dict.fromkeys(names))
