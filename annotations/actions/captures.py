"""The rows of what an outlet showed: its bytes, the text that was read from them, its blocks."""

import hashlib
import zlib
from datetime import datetime
from typing import Any

from annotations.domain.extraction import Extract
from annotations.domain.http_facts import HttpFacts
from annotations.domain.identifiers import uuid7_digits
from annotations.domain.names import tidy
from annotations.models import Article, Capture, Paragraph, Revision, User
from annotations.models.copying import Columns

Row = tuple[Any, ...]
PARAGRAPHS = Columns(
    Paragraph, "id", "revision_id", "source_id", "index", "kind", "start", "end", "text"
)


def capture_of(
    article: Article,
    data: bytes,
    extract: Extract,
    *,
    by: User | None,
    at: datetime,
    filename: str = "",
    http: HttpFacts | None = None,
) -> Capture:
    return Capture(
        article=article,
        source_id=article.source_id,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=extract.media_type,
        filename=filename[-255:],
        title=tidy(extract.facts.title)[:500],
        url=http.url if http else article.canonical_url,
        http=http.as_json() if http else {},
        size=len(data),
        compressed=zlib.compress(data),
        captured_at=http.at if http else at,
        captured_by=by,
    )


def revision_of(article: Article, capture: Capture, extract: Extract, number: int = 1) -> Revision:
    return Revision(
        article=article,
        source_id=article.source_id,
        capture=capture,
        number=number,
        text=extract.text,
        text_sha256=hashlib.sha256(extract.text.encode()).hexdigest(),
        length=len(extract.text),
        extractor=extract.extractor,
        extractor_version=extract.extractor_version,
    )


def paragraphs_of(revision: Revision, extract: Extract) -> list[Row]:
    """Rows of PARAGRAPHS."""
    own, text = (revision.pk.hex, revision.source_id.hex), extract.text
    return [
        (key, *own, index, one.kind, one.start, one.end, text[one.start : one.end])
        for index, (one, key) in enumerate(zip(extract.blocks, uuid7_digits(), strict=False))
    ]
