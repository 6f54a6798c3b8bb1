"""Files, texts and addresses that come through a page, to drafts; one bad file stops no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from annotations.actions.drafts import keep_draft
from annotations.actions.keeping import Refused
from annotations.domain.extraction import Extract, extract, extract_pasted
from annotations.domain.http_facts import HttpFacts
from annotations.domain.text import MAX_BYTES, CannotExtract, normalise
from annotations.exchange.pages import fetch_page
from annotations.fetching import NotFetched
from annotations.models import Draft, Project, ProjectArticle, User
from annotations.queries.sources import source_name_at


@dataclass(frozen=True)
class Arrival:
    """What became of one file: a draft, an article that exists, or a sentence that says why not."""

    name: str
    draft: Draft | None = None
    exists: ProjectArticle | None = None
    refusal: str = ""


Say = Callable[[CannotExtract], str]


def keep_files(
    files: Iterable[UploadedFile],
    *,
    project: Project,
    by: User,
    at: datetime,
    source_name: str = "",
    say: Say = str,
) -> list[Arrival]:
    """One arrival for each file, in their order. `say` puts a refusal into the reader's words."""

    def arrival(file: UploadedFile) -> Arrival:
        name = file.name or ""

        def read() -> tuple[bytes, Extract]:
            if (file.size or 0) > MAX_BYTES:
                raise CannotExtract("too_large", bytes=file.size)
            data = file.read()
            media_type = file.content_type or ""
            return data, extract(data, filename=name, media_type=media_type)

        return _kept(name, read, project, by, at, source_name, say)

    return [arrival(file) for file in files]


def keep_text(
    words: str,
    *,
    project: Project,
    by: User,
    at: datetime,
    source_name: str = "",
    say: Say = str,
) -> Arrival:
    """A pasted text as it arrives. Browsers send CRLF for a line end; it is LF from here on."""

    def read() -> tuple[bytes, Extract]:
        text = normalise(words)
        return text.encode(), extract_pasted(text)

    return _kept("", read, project, by, at, source_name, say)


def keep_page(
    url: str,
    *,
    project: Project,
    by: User,
    at: datetime,
    source_name: str = "",
    say: Say = str,
) -> Arrival:
    """What is at an address."""
    try:
        page = fetch_page(url)
    except NotFetched as refusal:
        return Arrival(url, refusal=str(refusal))
    except CannotExtract as refusal:
        return Arrival(url, refusal=say(refusal))
    source_name = source_name or source_name_at(page.http.url)
    return _kept(url, lambda: (page.data, page.read), project, by, at, source_name, say, page.http)


def _kept(
    name: str,
    read: Callable[[], tuple[bytes, Extract]],
    project: Project,
    by: User,
    at: datetime,
    source_name: str,
    say: Say,
    http: HttpFacts | None = None,
) -> Arrival:
    try:
        data, found = read()
        kept = keep_draft(
            project=project,
            by=by,
            at=at,
            data=data,
            read=found,
            filename="" if http else name,
            source_name=source_name,
            http=http,
        )
    except CannotExtract as refusal:
        return Arrival(name, refusal=say(refusal))
    except Refused as refusal:
        return Arrival(name, refusal=str(refusal))
    return Arrival(name, draft=kept.draft, exists=kept.exists)
