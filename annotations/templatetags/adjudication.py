"""Places and their states in words, and the text with a lane for each coder."""

from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from annotations.domain.spans.segments import segments
from annotations.queries.adjudication import Lane, Strip

register = template.Library()

# The title of the article is that of the page, too.
ELEMENTS = {"title": "h2", "heading": "h3"}
# Drawn for whoever does not see the colours; more coders than patterns share them.
PATTERNS = 4
STATE_WORDS: dict[str, Any] = {
    "missing": gettext_lazy("Missing with somebody"),
    "differing": gettext_lazy("Differing"),
    "agreed": gettext_lazy("Unanimous"),
    "changed": gettext_lazy("To look at again"),
    "decided": gettext_lazy("Decided"),
}
STATE_SIGNS = {"missing": "∅", "differing": "≠", "agreed": "=", "changed": "↻", "decided": "✓"}
FIELD_WORDS: dict[str, Any] = {
    "range": gettext_lazy("Passage"),
    "cue": gettext_lazy("Cue"),
    "mention": gettext_lazy("Speaker in the text"),
    "tags": gettext_lazy("Tags"),
    "speaker": gettext_lazy("Speaker"),
    "affiliation": gettext_lazy("Capacity"),
    "printed_capacity": gettext_lazy("Capacity as printed"),
    "relayers": gettext_lazy("Relayed by"),
    "target": gettext_lazy("About whom"),
    "mode": gettext_lazy("In whose words"),
    "stance": gettext_lazy("Stance"),
    "certainty": gettext_lazy("Certainty"),
}


@register.filter
def state_words(state: str) -> str:
    return str(STATE_WORDS[state])


@register.filter
def state_sign(state: str) -> str:
    return STATE_SIGNS[state]


@register.filter
def field_words(name: str) -> str:
    return str(FIELD_WORDS[name])


@register.filter
def pattern(number: int) -> int:
    """Which of the patterns of lines the coder of that number has."""
    return (number - 1) % PATTERNS + 1


@register.simple_tag
def lane_blocks(strips: list[Strip], oob: bool = False) -> SafeString:
    """All paragraphs; the text of each is exactly the stored text."""
    more = ' hx-swap-oob="true"' if oob else ""
    return mark_safe("".join(_block(strip, more) for strip in strips))


def _block(strip: Strip, more: str) -> str:
    """Only text and values from closed lists go in; the text is escaped piece by piece."""
    block = strip.block
    body = block.text.rstrip("\n")
    element = ELEMENTS.get(block.kind, "p")
    pieces = [f'<{element} id="lane-p{block.index}" class="block {block.kind}"{more}>']
    for start, stop, lanes in segments(block.start, block.start + len(body), strip.lanes):
        words = escape(body[start - block.start : stop - block.start])
        pieces.append(_mark(words, start, lanes) if lanes else words)
    if tail := block.text[len(body) :]:
        pieces.append(f'<span class="tail">{tail}</span>')
    pieces.append(f"</{element}>")
    return "".join(pieces)


def _mark(words: str, start: int, lanes: list[Lane]) -> str:
    """Lines below for each coder, a wash of the shortest place; its number where one begins."""
    coders = sorted({lane.number for lane in lanes})
    classes = [f"lane{pattern(number)}" for number in coders]
    places = " ".join(str(n) for n in sorted({lane.place for lane in lanes}))
    begun = sorted({lane.place for lane in lanes if lane.start == start})
    label = f' data-n="{" ".join(map(str, begun))}"' if begun else ""
    return (
        f'<mark class="lanes is-{lanes[0].state} {" ".join(classes)}" '
        f'data-places="{places}"{label}>{words}</mark>'
    )
