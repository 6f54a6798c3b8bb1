"""Markdown as HTML that can do no harm, with the headings for a table of contents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

LOWEST = 6
BLOCKS = ("p", "ul", "ol", "blockquote", "table", "h2", "h3", "h4", "h5", "h6")
TAGS = {
    *BLOCKS,
    *("li", "thead", "tbody", "tr", "th", "td", "pre", "code", "hr", "br"),
    *("a", "em", "strong", "s", "img"),
}
ATTRIBUTES = {block: {"dir", "id"} for block in BLOCKS} | {
    "a": {"href"},
    "img": {"src", "alt", "loading"},
    "ol": {"dir", "start"},
}


@dataclass(frozen=True)
class Picture:
    """Where a picture is to be had, and what it shows for those who do not see it."""

    address: str
    alt: str


@dataclass(frozen=True)
class Heading:
    id: str
    level: int
    text: str


@dataclass(frozen=True)
class Rendered:
    """`html` has been cleaned and may be put on a page as it is.

    `missing` are pictures that the text names and nobody uploaded.
    """

    html: str
    headings: tuple[Heading, ...]
    missing: tuple[str, ...]


def render(text: str, pictures: Mapping[str, Picture], level: int = 2) -> Rendered:
    """The text with its highest headings as <h2>, or another `level`.

    HTML in it is shown as it was typed, a new line is a new line, and only `pictures`, by name, are
    shown: a page never makes its reader's browser ask another site.
    """
    tokens = _parser().parse(text)
    headings = tuple(_headings(tokens, level))
    missing = tuple(dict.fromkeys(_put_pictures(tokens, pictures)))
    for token in tokens:
        if token.nesting == 1 and token.tag in BLOCKS:
            token.attrSet("dir", "auto")
    html = _parser().renderer.render(tokens, _parser().options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )
    return Rendered(clean, headings, missing)


def _parser() -> MarkdownIt:
    options = {"html": False, "breaks": True, "maxNesting": 50}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"])


def _headings(tokens: list[Token], level: int) -> Iterator[Heading]:
    """Number them, whatever their script. Levels begin at `level` and none is left out."""
    opened = [n for n, token in enumerate(tokens) if token.type == "heading_open"]
    above: list[int] = []
    for number, n in enumerate(opened, start=1):
        typed = int(tokens[n].tag[1])
        above = [*(one for one in above if one < typed), typed]
        lower = min(level + len(above) - 1, LOWEST)
        closing = next(token for token in tokens[n:] if token.type == "heading_close")
        tokens[n].tag = closing.tag = f"h{lower}"
        tokens[n].attrSet("id", f"section-{number}")
        words = "".join(each.content for each in tokens[n + 1].children or ())
        yield Heading(f"section-{number}", lower, words)


def _put_pictures(tokens: list[Token], pictures: Mapping[str, Picture]) -> Iterator[str]:
    """Give each its address and its words; yields the names of those that are not there."""
    for token in tokens:
        for child in token.children or ():
            if child.type != "image":
                continue
            name = unquote(str(child.attrs.get("src", "")))
            picture = pictures.get(name)
            if picture is None:
                yield name
                child.type, child.content = "text", f"[{child.content or name}]"
                continue
            child.attrs = {"src": picture.address, "alt": "", "loading": "lazy"}
            if not child.content:
                child.children = [Token("text", "", 0, content=picture.alt)]
