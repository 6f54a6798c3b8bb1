"""Word files: paragraphs in their order, with the styles that say what they are."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from annotations.domain.extraction.extracts import Contents, Facts, Piece
from annotations.domain.text import CannotExtract, Kind, normalise

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 100 * 1024 * 1024
MAX_PARTS = 5_000
HEADING = re.compile(r"heading \d|title|subtitle", re.I)
QUOTE = re.compile(r"quote|block text", re.I)
LIST = re.compile(r"list", re.I)


def contents_of(data: bytes) -> Contents:
    """The pieces of a .docx file. Raises CannotExtract: encrypted, broken_file, too_complex."""
    _guard(data)
    try:
        document = Document(io.BytesIO(data))
        pieces = tuple(_pieces(document))
    except CannotExtract:
        raise
    # A damaged file fails in as many ways as it has parts: zip, XML, relations, styles.
    except Exception as error:
        raise CannotExtract("broken_file", what=".docx") from error
    if not pieces:
        raise CannotExtract("no_text")
    return Contents(pieces=pieces, facts=Facts())


def _guard(data: bytes) -> None:
    """Refuse what unpacks to far more than a document, by reading it, not by what it declares."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if any(part.flag_bits & 0x1 for part in parts):
                raise CannotExtract("encrypted")
            if len(parts) > MAX_PARTS:
                raise CannotExtract("too_complex", detail=f"{len(parts):,} parts")
            if "word/document.xml" not in archive.namelist():
                raise CannotExtract("broken_file", what=".docx")
            unpacked = 0
            for part in parts:
                size = _size(archive, part)
                unpacked += size
                if size > MAX_PART or unpacked > MAX_UNPACKED:
                    raise CannotExtract("too_complex", detail=f"more than {unpacked:,} bytes")
    except CannotExtract:
        raise
    except Exception as error:
        raise CannotExtract("broken_file", what=".docx") from error


def _size(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    size = 0
    with archive.open(part) as stream:
        while size <= MAX_PART and (chunk := stream.read(1 << 20)):
            size += len(chunk)
    return size


def _pieces(document: Any) -> Iterator[Piece]:
    names = {style.style_id: style.name or "" for style in document.styles}
    rows = {}
    for paragraph in document.element.body.iter(qn("w:p")):
        words = normalise(_words(paragraph))
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        if row is not None:
            # The cells of a row stand in one line, as they are read.
            if row not in rows:
                rows[row] = True
                cells = [
                    " ".join(_words(p).strip() for p in cell.iter(qn("w:p")))
                    for cell in row.iter(qn("w:tc"))
                ]
                line = normalise("\t".join(cell.strip() for cell in cells if cell.strip()))
                yield "paragraph", line.replace("\n", " ")
            continue
        if words.strip():
            yield _kind(paragraph, names), words


def _kind(paragraph: Any, names: dict[str, str]) -> Kind:
    style = paragraph.pPr.pStyle if paragraph.pPr is not None else None
    name = names.get(style.val, style.val) if style is not None else ""
    if name.lower() == "title":
        return "title"
    if HEADING.match(name):
        return "heading"
    numbered = paragraph.pPr is not None and paragraph.pPr.numPr is not None
    if numbered or LIST.match(name):
        return "item"
    return "quote" if QUOTE.search(name) else "paragraph"


def _words(paragraph: Any) -> str:
    """What is read in a paragraph, with insertions that are tracked, without deletions."""
    words: list[str] = []
    skipped = {
        qn("w:txbxContent"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
    for element in paragraph.iter():
        if any(parent.tag in skipped for parent in _parents(element, paragraph)):
            continue
        if element.tag == qn("w:t"):
            words.append(element.text or "")
        elif element.tag == qn("w:tab"):
            # Not a tab stop of the paragraph's own layout.
            words.append("\t" if element.getparent().tag == qn("w:r") else "")
        elif element.tag in {qn("w:br"), qn("w:cr")}:
            words.append("\n")
        elif element.tag == qn("w:noBreakHyphen"):
            words.append("\u2011")
    return "".join(words)


def _parents(element: Any, top: Any) -> Iterator[Any]:
    for parent in element.iterancestors():
        if parent is top:
            return
        yield parent
