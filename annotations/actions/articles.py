"""Taking articles in."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.captures import PARAGRAPHS, Row, capture_of, paragraphs_of, revision_of
from annotations.actions.jobs import gather_article_later, suggest_article_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.revising import revise
from annotations.actions.sources import find_or_create_source
from annotations.actions.watching import watch_article
from annotations.actions.webhooks import announce
from annotations.domain.addresses import canonical_address
from annotations.domain.codes import is_language
from annotations.domain.extraction import Extract
from annotations.domain.http_facts import HttpFacts
from annotations.domain.names import tidy
from annotations.models import (
    Article,
    Capture,
    Event,
    Project,
    ProjectArticle,
    Revision,
    Source,
    User,
)

ARCHIVED = _("This project is archived, so nothing is taken in.")


class CannotTakeIn(Refused):
    """Something that every article needs is missing or wrong: title, source, language, address.

    Or its project is archived.
    """


@dataclass(frozen=True, kw_only=True)
class Details:
    """What is said about an article, looked over by whoever takes it in."""

    title: str
    source_name: str
    byline: str = ""
    published_on: date | None = None
    published_at: datetime | None = None
    language: str = ""
    canonical_url: str = ""

    @classmethod
    def proposed(
        cls, extract: Extract, source_name: str = "", http: HttpFacts | None = None
    ) -> "Details":
        """As the file itself says; `source_name` goes before what the file says."""
        facts = extract.facts
        address = canonical_address(http.url, facts.canonical_url) if http else facts.canonical_url
        return cls(
            title=facts.title,
            source_name=source_name or facts.source_name,
            byline=facts.byline,
            published_on=extract.day,
            published_at=extract.instant,
            language=facts.language if is_language(facts.language) else "",
            canonical_url=address if is_address(address) else "",
        )


@dataclass(frozen=True, kw_only=True)
class TakenIn:
    """The article, where it stands in the project, and whether it was here before; `revised` where
    it was, with another text. `is_added`: the project has it only now."""

    article: Article
    project_article: ProjectArticle
    revision: Revision
    status: Literal["created", "exists", "revised"]
    is_added: bool = False


@audited
def take_in(
    *,
    project: Project,
    by: User | None,
    at: datetime,
    data: bytes,
    extract: Extract,
    details: Details,
    filename: str = "",
    http: HttpFacts | None = None,
) -> TakenIn:
    """An article from `data` and what was read from it, added to the project.

    The same bytes, or the same address, are one article, which is added to the project where it was
    missing: with status "exists" as it is, with "revised" where its text was changed since. Of two
    who take in the same at once, one creates it. The machine will read what is new to a project
    that has suggestions. Raises CannotTakeIn, CannotKeepSource.
    """
    if project.archived_at:
        raise CannotTakeIn(ARCHIVED)
    details = checked(details)
    sha256 = hashlib.sha256(data).hexdigest()
    revision = find_taken_in(sha256, details.canonical_url)
    status: Literal["created", "exists", "revised"] = "exists"
    if revision and not Capture.objects.filter(pk=revision.capture_id, sha256=sha256).exists():
        revised = revise(
            article=revision.article,
            by=by,
            at=at,
            data=data,
            extract=extract,
            filename=filename,
            http=http,
        )
        revision = revised.revision
        status = "revised" if revised.status == "revised" else "exists"
    if revision is None:
        try:
            with transaction.atomic():
                revision = _create(by, at, data, extract, details, filename, http)
                status = "created"
        except IntegrityError:
            # Somebody else was faster by a moment; their row is there to be read now.
            revision = find_taken_in(sha256, details.canonical_url)
            if revision is None:
                raise
    if http:
        watch_article(article=revision.article, http=http)
    project_article, is_new = ProjectArticle.objects.get_or_create(
        project=project, article=revision.article, defaults={"added_by": by}
    )
    if is_new:
        if project.has_suggestions:
            suggest_article_later(project_article.pk)
        gather_article_later(revision.article_id)
        articles = [project_article.pk]
        announce(Event.ARTICLE_ADDED, project=project.pk, by=by, at=at, articles=articles)
    return TakenIn(
        article=revision.article,
        project_article=project_article,
        revision=revision,
        status=status,
        is_added=is_new,
    )


def find_taken_in(sha256: str, canonical_url: str = "") -> Revision | None:
    """The newest revision of the article that came from these bytes or has this address."""
    capture = Capture.objects.filter(sha256=sha256).only("article_id").first()
    articles = Article.objects.filter(pk=capture.article_id) if capture else None
    if articles is None and canonical_url:
        articles = Article.objects.filter(canonical_url=canonical_url)
    if articles is None:
        return None
    revisions = Revision.objects.filter(article__in=articles).select_related("article__source")
    return revisions.defer("text").order_by("-number").first()


def is_address(address: str) -> bool:
    """Whether an address may be kept: http or https, well formed."""
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return False
    return len(address) <= 2000


def checked(details: Details) -> Details:
    """The details as they are kept. Raises CannotTakeIn."""
    title, source_name = tidy(details.title), tidy(details.source_name)
    if not title:
        raise CannotTakeIn(_("An article needs a title."), "title")
    if len(title) > 500:
        raise CannotTakeIn(_("A title has at most 500 characters."), "title")
    if not source_name:
        raise CannotTakeIn(_("Say which source the article is from."), "source_name")
    if len(details.byline) > 300:
        raise CannotTakeIn(_("A byline has at most 300 characters."), "byline")
    if details.language and not is_language(details.language):
        raise CannotTakeIn(_("A language is a code of two letters, such as fr."), "language")
    if details.canonical_url and not is_address(details.canonical_url):
        raise CannotTakeIn(
            _("This is not an address of a page, such as https://example.org/news/1."),
            "canonical_url",
        )
    return Details(
        title=title,
        source_name=source_name,
        byline=" ".join(details.byline.split()),
        published_on=details.published_on,
        published_at=details.published_at,
        language=details.language,
        canonical_url=details.canonical_url,
    )


def _create(
    by: User | None,
    at: datetime,
    data: bytes,
    extract: Extract,
    details: Details,
    filename: str,
    http: HttpFacts | None,
) -> Revision:
    source = find_or_create_source(name=details.source_name, by=by)
    rows = rows_of(source, by, at, data, extract, details, filename, http)
    for row in (rows.article, rows.capture, rows.revision):
        row.save(force_insert=True)
    PARAGRAPHS.copy_in(rows.paragraphs)
    return rows.revision


@dataclass(frozen=True)
class Rows:
    """The rows of a new article, to be inserted in this order."""

    article: Article
    capture: Capture
    revision: Revision
    paragraphs: list[Row]


def rows_of(
    source: Source,
    by: User | None,
    at: datetime,
    data: bytes,
    extract: Extract,
    details: Details,
    filename: str,
    http: HttpFacts | None = None,
) -> Rows:
    article = Article(
        source=source,
        title=details.title,
        byline=details.byline,
        published_on=details.published_on,
        published_at=details.published_at,
        language=details.language,
        canonical_url=details.canonical_url,
        section=extract.facts.section,
        created_by=by,
    )
    capture = capture_of(article, data, extract, by=by, at=at, filename=filename, http=http)
    revision = revision_of(article, capture, extract)
    return Rows(article, capture, revision, paragraphs_of(revision, extract))
