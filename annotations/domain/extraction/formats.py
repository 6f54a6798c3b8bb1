"""Which of the formats that we read a file has. Its bytes decide before its name does."""

import re
from enum import StrEnum

from annotations.domain.text import CannotExtract
from annotations.domain.text.binary import magic_of


class Format(StrEnum):
    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"
    ROW = "row"


MEDIA_TYPES = {
    Format.PLAIN: "text/plain",
    Format.HTML: "text/html",
    Format.MARKDOWN: "text/markdown",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    # Ours: domain/extraction/rows.py.
    Format.ROW: "application/vnd.attache.row+json",
}
SUFFIXES = {
    "txt": Format.PLAIN,
    "text": Format.PLAIN,
    "htm": Format.HTML,
    "html": Format.HTML,
    "xhtml": Format.HTML,
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "docx": Format.DOCX,
    "pdf": Format.PDF,
}
# Endings of text files that are no articles; what has no known ending may be plain text.
UNREADABLE = {
    *("doc", "odt", "rtf", "pages", "epub", "ppt", "pptx", "xls", "xlsx", "ods", "csv", "tsv"),
    *("json", "jsonl", "xml", "css", "js", "py", "eml", "msg", "mht", "mhtml", "tex", "srt", "vtt"),
}
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
MARKED_UP = re.compile(r"\s*<(?:article|body|div|main|section|h[1-3]|p|meta|head)\b[^<>]*>", re.I)
CLOSED = re.compile(r"</(?:article|body|div|main|section|h[1-3]|p)\s*>", re.I)


def format_of(data: bytes, filename: str = "", media_type: str = "") -> Format:
    """The format of `data`. Raises CannotExtract: unsupported, binary, broken_file, encrypted."""
    if media_type == MEDIA_TYPES[Format.ROW]:
        return Format.ROW
    suffix = filename.rpartition(".")[2].lower() if "." in filename else ""
    # Some writers put a few bytes in front of "%PDF-", and readers allow it.
    if data.startswith(b"%PDF-") or (suffix == "pdf" and b"%PDF-" in data[:1024]):
        return Format.PDF
    # Word keeps an encrypted file in the container of its old files.
    if suffix == "docx" and data.startswith(OLD_CONTAINER):
        raise CannotExtract("encrypted")
    if data.startswith(b"PK\x03\x04") and (suffix == "docx" or b"word/" in data):
        return Format.DOCX
    what = magic_of(data)
    if what:
        raise CannotExtract("binary", what=what)
    if suffix in UNREADABLE:
        raise CannotExtract("unsupported", what=f".{suffix}")
    known = SUFFIXES.get(suffix)
    if known in {Format.PDF, Format.DOCX} and data.strip():
        raise CannotExtract("broken_file", what=f".{suffix}")
    base = media_type.partition(";")[0].strip().lower()
    by_media_type = Format.HTML if base == "application/xhtml+xml" else None
    for name, media in MEDIA_TYPES.items():
        if media == base and name not in {Format.PDF, Format.DOCX}:
            by_media_type = name
    return known or by_media_type or Format.PLAIN


def is_html(text: str) -> bool:
    """Whether a text is the source of a page: opens as one, or with an element that it closes."""
    head = text[:5000]
    return bool(PAGE.match(head) or (MARKED_UP.match(head) and CLOSED.search(text[:200_000])))
