"""The one way from bytes to an Extract, whatever their format."""

from dataclasses import replace
from importlib.metadata import version

from annotations.domain.extraction import docx, markdown, pages, pdf, rows
from annotations.domain.extraction.extracts import Contents, Extract, Facts
from annotations.domain.extraction.formats import MEDIA_TYPES, Format, format_of, is_html
from annotations.domain.extraction.heads import facts_in_head, opening_of, with_title
from annotations.domain.extraction.residue import without_residue, without_residue_pieces
from annotations.domain.names import tidy
from annotations.domain.text import (
    MAX_BYTES,
    MAX_CHARACTERS,
    Block,
    CannotExtract,
    assemble,
    blocks_of_plain,
    decode,
    normalise,
    storable,
)
from annotations.domain.text.blocks import is_blank
from annotations.domain.text.languages import language_of

# Raised whenever the same bytes would give another text; kept with every revision.
OUR_VERSION = "2"
LIBRARIES = {
    Format.PLAIN: "",
    Format.HTML: "trafilatura",
    Format.MARKDOWN: "markdown-it-py",
    Format.DOCX: "python-docx",
    Format.PDF: "pypdf",
    Format.ROW: "",
}
MAX_TITLE, MAX_BYLINE, MAX_SOURCE, MAX_URL, MAX_LANGUAGE = 500, 300, 200, 2000, 8
MAX_SECTION = 100


def extract(
    data: bytes, *, filename: str = "", media_type: str = "", charset: str | None = None
) -> Extract:
    """The article in `data`. `charset` is what HTTP declares. Raises CannotExtract."""
    if len(data) > MAX_BYTES:
        raise CannotExtract("too_large", bytes=len(data))
    if not data.strip():
        raise CannotExtract("empty")
    kind = format_of(data, filename, media_type)
    if kind == Format.PDF:
        return _finished(kind, pdf.contents_of(data))
    if kind == Format.DOCX:
        return _finished(kind, docx.contents_of(data))
    if kind == Format.ROW:
        return _of_row(data)
    text = normalise(decode(data, charset, MEDIA_TYPES[kind]))
    if kind == Format.PLAIN and is_html(text):
        # What a browser saved under the wrong name declares its encoding within itself.
        kind = Format.HTML
        text = normalise(decode(data, charset, MEDIA_TYPES[kind]))
    return _of_text(kind, text)


def extract_pasted(words: str) -> Extract:
    """The article in a pasted text, or in the pasted source of a page. Raises CannotExtract."""
    text = normalise(words)
    if is_blank(text):
        raise CannotExtract("empty")
    return _of_text(Format.HTML if is_html(text) else Format.PLAIN, text)


def _of_text(kind: Format, text: str) -> Extract:
    if len(text) > MAX_CHARACTERS and kind == Format.PLAIN:
        raise CannotExtract("too_long", characters=len(text))
    if kind == Format.HTML:
        return _finished(kind, pages.contents_of(text))
    if kind == Format.MARKDOWN:
        return _finished(kind, markdown.contents_of(text))
    return _finished(kind, Contents(text=text))


def _finished(kind: Format, contents: Contents) -> Extract:
    """Residue dropped, blocks told apart, and every proposal made that the words allow."""
    known = _storable(contents.facts)
    if contents.pieces:
        pieces = [(kind_of, storable(words)) for kind_of, words in contents.pieces]
        kept, dropped = without_residue_pieces(pieces)
        text, blocks = assemble(with_title(kept, known.title))
        if all(block.kind == "paragraph" for block in blocks):
            blocks = blocks_of_plain(text)
    else:
        text, dropped = without_residue(contents.text)
        blocks = blocks_of_plain(text)
    if is_blank(text):
        raise CannotExtract("no_text")
    return _made(kind, text, blocks, known, dropped)


def _of_row(data: bytes) -> Extract:
    """Nothing is dropped, and the title is a block only where the text begins with it."""
    text, facts = rows.read_row(data)
    opening = text.lstrip().partition("\n")[0].strip()
    titled = not facts.title or facts.title == tidy(opening)
    blocks = blocks_of_plain(text, titled=titled)
    return _made(Format.ROW, text, blocks, _storable(facts), [])


def _made(
    kind: Format, text: str, blocks: tuple[Block, ...], known: Facts, dropped: list[str]
) -> Extract:
    if len(text) > MAX_CHARACTERS:
        raise CannotExtract("too_long", characters=len(text))
    library = LIBRARIES[kind]
    return Extract(
        text=text,
        blocks=blocks,
        facts=_facts(known, text, blocks),
        media_type=MEDIA_TYPES[kind],
        extractor=kind.value,
        extractor_version=f"{OUR_VERSION} {library} {version(library)}" if library else OUR_VERSION,
        dropped=tuple(dropped),
    )


def _facts(known: Facts, text: str, blocks: tuple[Block, ...]) -> Facts:
    language = (known.language or language_of(text) or "")[:MAX_LANGUAGE]
    seen = facts_in_head(text, blocks, language)
    title = known.title or seen.title or opening_of(text)
    return Facts(
        title=title[:MAX_TITLE],
        byline=(known.byline or seen.byline)[:MAX_BYLINE],
        published=known.published or seen.published,
        language=language,
        source_name=known.source_name[:MAX_SOURCE],
        canonical_url=known.canonical_url if len(known.canonical_url) <= MAX_URL else "",
        section=known.section[:MAX_SECTION],
    )


def _storable(facts: Facts) -> Facts:
    return replace(
        facts,
        title=storable(facts.title),
        byline=storable(facts.byline),
        source_name=storable(facts.source_name),
        canonical_url=storable(facts.canonical_url),
        section=storable(facts.section),
    )
