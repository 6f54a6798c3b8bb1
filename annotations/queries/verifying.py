"""Whether what is kept still agrees with the bytes that it came from."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from annotations.domain.extraction import Extract, extract, extract_pasted
from annotations.domain.text import CannotExtract
from annotations.models import Article, Attribution, Capture, Paragraph, Revision, Span

SPANS_AT_ONCE = 2_000


@dataclass(slots=True)
class Verified:
    """What was looked at of one article, and what does not match, in plain words.

    `unread` are revisions whose text could not be made anew, because another version of the
    extractor made it: their hash was compared, which shows a change, and no more.
    """

    article: Article
    captures: int = 0
    revisions: int = 0
    spans: int = 0
    unread: int = 0
    problems: list[str] = field(default_factory=list)


def verify(article: Article) -> Verified:
    """Recomputes hashes, text, paragraphs and the words of every span from the stored bytes."""
    verified = Verified(article)
    for capture in article.captures.order_by("id").iterator(chunk_size=1):
        verified.captures += 1
        data = _bytes_of(capture, verified)
        for revision in capture.revisions.order_by("number"):
            verified.revisions += 1
            _check_revision(revision, capture, data, verified)
            spans = Span.objects.filter(coding__revision=revision)
            _check_spans(spans.iterator(chunk_size=SPANS_AT_ONCE), revision, verified)
    return verified


def verify_statement(said: Attribution) -> Verified:
    """The same for one statement: its capture, its revision, and its own spans."""
    revision = said.coding.revision
    capture = Capture.objects.get(pk=revision.capture_id)
    verified = Verified(said.coding.project_article.article, captures=1, revisions=1)
    data = _bytes_of(capture, verified)
    _check_revision(revision, capture, data, verified)
    _check_spans(said.spans.all(), revision, verified)
    return verified


def _bytes_of(capture: Capture, verified: Verified) -> bytes | None:
    """The bytes, if they are those that were captured."""
    try:
        data = capture.data
    except zlib.error:
        verified.problems.append(f"capture {capture}: its bytes cannot be unpacked")
        return None
    if hashlib.sha256(data).hexdigest() == capture.sha256 and len(data) == capture.size:
        return data
    verified.problems.append(f"capture {capture}: its bytes are not those that were captured")
    return None


def _check_revision(
    revision: Revision, capture: Capture, data: bytes | None, verified: Verified
) -> None:
    name, text = f"revision {revision.number}", revision.text
    if hashlib.sha256(text.encode()).hexdigest() != revision.text_sha256:
        verified.problems.append(f"{name}: its text does not have its hash")
    paragraphs = Paragraph.objects.filter(revision=revision).in_reading_order()
    if "".join(paragraphs.values_list("text", flat=True)) != text:
        verified.problems.append(f"{name}: its paragraphs are not its text")
    if data is not None:
        made = list(made_anew(data, capture))
        same = [one for one in made if one.extractor_version == revision.extractor_version]
        if made and not same:
            verified.unread += 1
        elif all(one.text != text for one in same):
            verified.problems.append(f"{name}: its text is not what its bytes give")


def _check_spans(spans: Iterable[Span], revision: Revision, verified: Verified) -> None:
    name, text = f"revision {revision.number}", revision.text
    for span in spans:
        verified.spans += 1
        if not _stands(span, text):
            place = f"[{span.start}, {span.end})"
            verified.problems.append(f"{name}, span {span.pk} at {place}: its words are not there")


def made_anew(data: bytes, capture: Capture) -> Iterator[Extract]:
    """What this version reads from the bytes. What had no name of a file may have been pasted."""
    charset = capture.http.get("charset")
    ways = [
        lambda: extract(
            data, filename=capture.filename, media_type=capture.media_type, charset=charset
        )
    ]
    if not capture.filename and not capture.http:
        ways.append(lambda: extract_pasted(data.decode()))
    for way in ways:
        try:
            yield way()
        except (CannotExtract, UnicodeDecodeError):
            continue


def _stands(span: Span, text: str) -> bool:
    before, after = text[: span.start], text[span.end :]
    around = before.endswith(span.prefix) and after.startswith(span.suffix)
    return around and text[span.start : span.end] == span.words
