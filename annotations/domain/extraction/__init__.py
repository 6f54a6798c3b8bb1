"""From the bytes of a file, or a pasted text, to an article's text with its blocks and data."""

from annotations.domain.extraction.extracts import Extract, Facts
from annotations.domain.extraction.formats import MEDIA_TYPES, Format, format_of
from annotations.domain.extraction.reading import extract, extract_pasted

__all__ = [
    "MEDIA_TYPES",
    "Extract",
    "Facts",
    "Format",
    "extract",
    "extract_pasted",
    "format_of",
]
