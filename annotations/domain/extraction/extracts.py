"""What reading a file gives."""

from dataclasses import dataclass, field
from datetime import date, datetime

from annotations.domain.text import Block, Kind

Piece = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about its article; empty where it says nothing.

    `published` is a datetime where the outlet tells the time, with a zone where it tells that.
    """

    title: str = ""
    byline: str = ""
    published: date | datetime | None = None
    language: str = ""
    source_name: str = ""
    canonical_url: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What one format gives: pieces of known kinds, or plain text whose kinds are to be told."""

    pieces: tuple[Piece, ...] = ()
    text: str = ""
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Extract:
    """An article as it would be stored, and what is proposed to be said about it.

    `blocks` partition `text`; offsets are code points. `dropped` are the lines that were taken for
    residue of the page, in their order. `media_type` is what the bytes turned out to be.
    """

    text: str
    blocks: tuple[Block, ...]
    facts: Facts
    media_type: str
    extractor: str
    extractor_version: str
    dropped: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The calendar day that the outlet prints."""
        published = self.facts.published
        return published.date() if isinstance(published, datetime) else published

    @property
    def instant(self) -> datetime | None:
        """The moment of publication, only where the outlet tells time and zone."""
        published = self.facts.published
        aware = isinstance(published, datetime) and published.tzinfo is not None
        return published if isinstance(published, datetime) and aware else None
