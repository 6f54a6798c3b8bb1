"""The article in a web page: trafilatura finds it, and this makes pieces of what it found."""

import logging
from collections.abc import Iterator
from typing import Any

from lxml import etree, html
from trafilatura import bare_extraction

from annotations.domain.extraction.extracts import Contents, Facts, Piece
from annotations.domain.extraction.page_facts import facts_of_page
from annotations.domain.text import CannotExtract
from annotations.domain.text.blocks import is_blank
from annotations.domain.text.dates import parse_date

# News pages have some thousands; fifty thousand take half a minute to read.
MAX_ELEMENTS = 50_000
# Elements with nothing to read in them; gone early, so that a huge script costs nothing.
SILENT = ("script", "style", "noscript", "template", "svg", "canvas", "object", "iframe", "video")
FURNITURE = (
    "//nav | //dialog | //*[@role='navigation' or @role='dialog' or @role='search']"
    " | //footer[not(ancestor::article) and not(ancestor::main)]"
)
KINDS = {"head": "heading", "item": "item", "quote": "quote"}
PARTS = {"p", "cell", "head", "item", "quote", "list", "row", "table", "code", "div", "ab"}

# It reports every page that it gives up on, which we say ourselves.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def contents_of(page: str) -> Contents:
    """Headings, paragraphs, items and quotations of the page's article, and what its head says.

    Raises CannotExtract: no_text, too_complex.
    """
    tree = _parsed(page)
    facts = facts_of_page(tree)
    _without_furniture(tree)
    found = _found(tree)
    pieces = tuple(_pieces(found.body)) if found is not None else ()
    if len(pieces) < 2:
        # Of a very short article it gives all the page's words as one paragraph.
        pieces = tuple(_short_pieces(tree)) or pieces or tuple(_all_pieces(tree))
    if not pieces:
        raise CannotExtract("no_text")
    return Contents(pieces=pieces, facts=_completed(facts, found))


def _parsed(page: str) -> html.HtmlElement:
    # lxml refuses text that declares an encoding; we have decoded it already.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise CannotExtract("no_text") from error
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        raise CannotExtract("too_complex", detail=f"more than {MAX_ELEMENTS:,} elements")
    return tree


def _without_furniture(tree: html.HtmlElement) -> None:
    """What no article holds, taken out: it costs time, and short articles drown in it."""
    etree.strip_elements(tree, *SILENT, with_tail=False)
    for element in tree.xpath(FURNITURE):
        if element.getparent() is not None:
            element.drop_tree()


def _found(tree: html.HtmlElement) -> Any:
    """trafilatura's document, or None. The only place that knows trafilatura."""
    # It takes elements out of the tree that it is given; ours is needed if it finds nothing.
    return bare_extraction(
        html.fromstring(html.tostring(tree, encoding="unicode")),
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _completed(facts: Facts, found: Any) -> Facts:
    """What the page does not say in its own data, trafilatura may have seen on it."""
    if found is None:
        return facts
    return Facts(
        title=facts.title or found.title or "",
        byline=facts.byline or (found.author or "").replace("; ", ", "),
        published=facts.published or parse_date(found.date or ""),
        language=facts.language,
        source_name=facts.source_name or found.sitename or "",
        canonical_url=facts.canonical_url,
        section=facts.section,
    )


def _pieces(element: Any, inside: str = "") -> Iterator[Piece]:
    """The pieces below a body of trafilatura's own elements, in reading order."""
    words: list[str] = [_flat(element.text)]
    kind = "title" if element.get("rend") == "h1" else KINDS.get(element.tag, inside)
    for child in element:
        if child.tag in PARTS:
            yield from _piece(kind, words)
            if child.tag == "row" and not _is_layout(child):
                cells = [_squeezed(_flat("".join(cell.itertext()))) for cell in child]
                yield from _piece(kind, ["\t".join(cell for cell in cells if cell)])
            else:
                yield from _pieces(child, kind)
            words = [_flat(child.tail)]
        elif child.tag == "lb":
            words += ["\n", _flat(child.tail)]
        else:
            words += [_flat("".join(child.itertext())), _flat(child.tail)]
    yield from _piece(kind, words)


def _is_layout(row: Any) -> bool:
    """Whether a table's cells hold parts of a page and not values."""
    return any(part.tag in PARTS for cell in row for part in cell)


def _flat(text: str | None) -> str:
    """A line break in the source of a page is a space; only an element makes a new line."""
    return (text or "").replace("\n", " ").replace("\t", " ")


def _short_pieces(tree: html.HtmlElement) -> Iterator[Piece]:
    """Those of the page's only article, if it has one and paragraphs in it."""
    hearts = tree.xpath("//article") or tree.xpath("//main")
    if len(hearts) == 1 and hearts[0].xpath(".//p"):
        yield from _all_pieces(hearts[0])


def _all_pieces(tree: html.HtmlElement) -> Iterator[Piece]:
    """Every paragraph and heading of a page in which no article stands out."""
    tags = {"h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading"}
    tags |= {"p": "", "li": "item", "blockquote": "quote"}
    for element in tree.iter(*tags):
        if not any(ancestor.tag in tags for ancestor in element.iterancestors()):
            yield from _piece(tags[element.tag], [_flat(element.text_content())])


def _piece(kind: str, words: list[str]) -> Iterator[Piece]:
    lines = [_squeezed(line) for line in "".join(words).split("\n")]
    text = "\n".join(line for line in lines if not is_blank(line))
    if text:
        yield (kind or "paragraph"), text  # type: ignore[misc]


def _squeezed(line: str) -> str:
    """Spaces are one space, as browsers show them; a no-break space and a tab stay themselves."""
    return " ".join(part for part in line.split(" ") if part).strip()
