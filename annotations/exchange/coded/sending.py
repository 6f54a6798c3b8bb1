"""An export as it is handed out: a file that says of itself what it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.formats import ZIP, Format
from annotations.exchange.coded.packing import packed


@dataclass(frozen=True)
class Sent:
    pieces: Iterator[bytes]
    extension: str
    media_type: str


def sent(form: Format, export: Export) -> Sent:
    """A format that has no place for a manifest comes in a zip with one."""
    pieces = form.write(export)
    if form.has_manifest:
        return Sent(pieces, form.extension, form.media_type)
    name = f"annotations.{form.extension}"
    return Sent(packed(export, form.name, 1, [(name, pieces)]), "zip", ZIP)
