"""Articles made directly in the tables; the way through intake has tests of its own."""

import hashlib
import itertools
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime

from annotations.models import Article, Capture, Paragraph, Revision, Source

NUMBERS = itertools.count(1)
TEXT = (
    "Envoys meet again\n\n"
    "“Both sides feel they are being cornered,” says Ada Quill, professor of harbour law. "
    "The minister “always sticks to ‘shared work’”.\n\n"
    "Nobody knows, says Quill, what comes next."
)


def make_source(name: str = "", **fields: object) -> Source:
    return Source.objects.create(name=name or f"Example Herald {next(NUMBERS)}", **fields)


def make_article(
    text: str = TEXT,
    source: Source | None = None,
    kinds: Sequence[str] = ("title",),
    **fields: object,
) -> Article:
    """An article with one capture and one revision; its first line is its title.

    `kinds` are those of the first blocks; the others are paragraphs.
    """
    source = source or make_source()
    fields.setdefault("title", text.split("\n", 1)[0][:500] or "Untitled")
    fields.setdefault("published_on", date(2026, 3, 3))
    fields.setdefault("language", "en")
    article = Article.objects.create(source=source, **fields)
    data = f"{text}\n<!-- {next(NUMBERS)} -->".encode()
    capture = Capture.objects.create(
        article=article,
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        size=len(data),
        compressed=zlib.compress(data),
        captured_at=datetime(2026, 3, 3, 9, 30, tzinfo=UTC),
    )
    make_revision(article, capture, text, kinds=kinds)
    return article


def make_revision(
    article: Article,
    capture: Capture,
    text: str,
    number: int = 1,
    kinds: Sequence[str] = ("title",),
) -> Revision:
    revision = Revision.objects.create(
        article=article,
        source_id=article.source_id,
        capture=capture,
        number=number,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        length=len(text),
        extractor="plain",
        extractor_version="1",
    )
    paragraphs, start = [], 0
    for index, line in enumerate(blocks_of(text)):
        paragraphs.append(
            Paragraph(
                revision=revision,
                source_id=article.source_id,
                index=index,
                kind=kinds[index] if index < len(kinds) else "paragraph",
                start=start,
                end=start + len(line),
                text=line,
            )
        )
        start += len(line)
    Paragraph.objects.bulk_create(paragraphs)
    return revision


def blocks_of(text: str) -> list[str]:
    """A crude partition for tests: a block ends where a blank line ends."""
    pieces = text.split("\n\n")
    return [piece + "\n\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])
