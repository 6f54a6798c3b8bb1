"""Markdown: headings, lists and quotations as they are marked, without the marks."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from annotations.domain.extraction.extracts import Contents, Facts, Piece
from annotations.domain.text import Kind
from annotations.domain.text.dates import parse_date

FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,10000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
FIELD = re.compile(r"([A-Za-z_-]{2,30})[ \t]*:[ \t]*(\S.*)")
TAG = re.compile(r"<[^<>]{0,2000}>|<!--.*?-->", re.S)


def contents_of(text: str) -> Contents:
    """The pieces of a Markdown file; "title:", "author:", "date:" at its top are read as such."""
    facts = Facts()
    head = FRONT_MATTER.match(text)
    if head:
        facts = _facts(head[1])
        text = text[head.end() :]
    return Contents(pieces=tuple(_pieces(_parser().parse(text))), facts=facts)


def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"maxNesting": 50}).enable(["table", "strikethrough"])


def _facts(head: str) -> Facts:
    fields = {
        found[1].lower(): found[2].strip().strip("\"'")
        for found in map(FIELD.match, head.split("\n"))
        if found
    }
    return Facts(
        title=fields.get("title", ""),
        byline=(fields.get("author") or fields.get("byline") or "").strip("[]"),
        published=parse_date(fields.get("date") or fields.get("published") or ""),
        language=re.sub(r"[-_].*", "", fields.get("lang") or fields.get("language") or "").lower(),
        source_name=fields.get("source") or fields.get("publisher") or "",
        canonical_url=next(
            (
                fields[name]
                for name in ("url", "link", "canonical_url", "canonical")
                if fields.get(name, "").startswith(("http://", "https://"))
            ),
            "",
        ),
    )


def _pieces(tokens: list[Token]) -> Iterator[Piece]:
    depth = {"list_item": 0, "blockquote": 0}
    row: list[str] | None = None
    kind: Kind = "paragraph"
    for token in tokens:
        name, _, way = token.type.rpartition("_")
        if name in depth:
            depth[name] += 1 if way == "open" else -1
        if token.type == "heading_open":
            kind = "heading"
        elif token.type == "paragraph_open":
            kind = "item" if depth["list_item"] else "quote" if depth["blockquote"] else "paragraph"
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "paragraph", "\t".join(cell for cell in row if cell)
            row = None
        elif token.type == "inline":
            words = _words(token.children or [])
            if row is None:
                yield kind, words
            else:
                row.append(words.replace("\n", " "))
        elif token.type in {"fence", "code_block"}:
            yield "paragraph", token.content
        elif token.type == "html_block":
            yield "paragraph", " ".join(TAG.sub(" ", token.content).split())


def _words(children: list[Token]) -> str:
    """What is read of a line of Markdown: the words of a link, the description of no picture."""
    words = []
    for token in children:
        if token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak":
            words.append("\n")
        elif token.type in {"text", "code_inline"}:
            words.append(token.content)
    return "".join(words)
