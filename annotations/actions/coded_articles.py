"""The articles of annotated texts: those that are here, and those that have to be made."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import Details
from annotations.actions.bulk import Offer, take_in_many
from annotations.actions.keeping import Refused, audited
from annotations.actions.sources import CannotKeepSource, create_source
from annotations.domain.addresses import plain_address
from annotations.domain.coded import Document, is_masked_by
from annotations.domain.codes import is_country, is_language
from annotations.domain.extraction import MEDIA_TYPES, Extract, Facts, Format
from annotations.domain.extraction.rows import bytes_of
from annotations.domain.names import tidy
from annotations.domain.text import (
    MAX_CHARACTERS,
    Block,
    CannotExtract,
    blocks_of_plain,
    normalise,
)
from annotations.domain.text.blocks import is_blank
from annotations.models import (
    Article,
    ParagraphKind,
    Project,
    ProjectArticle,
    Revision,
    Source,
    SourceKind,
    User,
)

EXTRACTOR, VERSION = "coded", "1"
KINDS = set(ParagraphKind.values)
LONGEST_TITLE = 500
OTHER_TEXT = _(
    "The file has dots instead of the text, and not as many, or lines of other lengths, as the "
    "text that is here."
)


class CannotFindArticle(Refused):
    """It is not here, and the file has not what it takes to make it."""


@dataclass(frozen=True)
class Here:
    """An article in the project, with the newest text that it has and what it is called;
    `is_added` where the project did not have it before."""

    project_article: ProjectArticle
    revision: UUID
    text: str
    title: str
    is_new: bool = False
    is_added: bool = False


@audited
def find_or_take_in(
    *,
    project: Project,
    documents: Sequence[Document],
    source_name: str,
    by: User | None,
    at: datetime,
) -> list[Here | Refused]:
    """What there is of each, in their order.

    An article is known by its key if whoever imports may see it, by its address, or by its text;
    else it is made of the text in the file. One that is refused does not come into the project.
    """
    known = _known(documents, by)
    offers: dict[int, Offer] = {}
    refused: dict[int, Refused] = {}
    for number, document in enumerate(documents):
        if number in known:
            continue
        try:
            offers[number] = _offer(document, source_name)
        except Refused as refusal:
            refused[number] = refusal
        except CannotExtract:
            refused[number] = CannotFindArticle(_("Its text holds half of a surrogate pair."))
    _make_sources([documents[number] for number in offers], by)
    outcomes = take_in_many(project=project, by=by, at=at, offers=list(offers.values()))
    made = dict(zip(offers, outcomes, strict=True))
    refused |= {number: one for number, one in made.items() if isinstance(one, Refused)}
    taken = {number: one for number, one in made.items() if not isinstance(one, Refused)}
    articles = known | {number: one.article.pk for number, one in taken.items()}
    new = {number for number, one in taken.items() if one.status == "created"}
    brought = {number for number, one in taken.items() if one.is_added}
    # What was made a moment ago need not be asked for.
    fresh = {taken[number].article.pk: taken[number] for number in new}
    texts = _newest(set(articles.values()) - fresh.keys())
    texts |= {
        key: (one.revision.pk, one.revision.text, one.article.title) for key, one in fresh.items()
    }
    for number, key in articles.items():
        if key not in texts:
            refused[number] = CannotFindArticle(_("This article has no text yet."))
        elif (mask := documents[number].mask) and not is_masked_by(texts[key][1], mask):
            refused[number] = CannotFindArticle(OTHER_TEXT)
    asked = {key for number, key in articles.items() if number not in refused}
    places, added = _places(project, asked - fresh.keys(), by)
    places |= {key: one.project_article for key, one in fresh.items()}
    return [
        refused[number]
        if number in refused
        else Here(
            places[articles[number]],
            *texts[articles[number]],
            is_new=number in new,
            is_added=articles[number] in added or number in brought,
        )
        for number in range(len(documents))
    ]


def _known(documents: Sequence[Document], by: User | None) -> dict[int, UUID]:
    """By number. Three queries."""
    keys = {number: key for number, one in enumerate(documents) if (key := _key(one.id))}
    seen = Article.objects.visible_to(by) if by else Article.objects.all()
    by_key = set(seen.filter(pk__in=keys.values()).values_list("pk", flat=True))
    urls = [_address(one.url) for one in documents]
    rows = Article.objects.filter(canonical_url__in=set(urls) - {""})
    by_url = dict(rows.values_list("canonical_url", "pk"))
    hashes = [_hash(one) for one in documents]
    # Only of those that the reader sees: several articles can have one text.
    texts = Revision.objects.filter(text_sha256__in=[one for one in hashes if one])
    texts = texts.filter(article__in=seen.values("pk")).order_by("-article")
    names = "text_sha256", "article", "article__source__name"
    by_text = {sha256: (pk, name) for sha256, pk, name in texts.values_list(*names)}
    known = {}
    for number, one in enumerate(documents):
        pk, source = by_text.get(hashes[number], (None, ""))
        if (key := keys.get(number)) in by_key and key:
            known[number] = key
        elif urls[number]:
            if urls[number] in by_url:
                known[number] = by_url[urls[number]]
        elif pk and tidy(one.source.name).lower() in ("", source.lower()):
            known[number] = pk
    return known


def _address(url: str) -> str:
    try:
        return plain_address(url) if url else ""
    except ValueError:
        return ""


def _key(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _hash(document: Document) -> str:
    if document.text is None:
        return document.sha256
    return hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()


def _offer(document: Document, source_name: str) -> Offer:
    """Raises CannotFindArticle, CannotExtract."""
    if document.text is None:
        raise CannotFindArticle(_("The article is not here, and the file does not hold its text."))
    text = normalise(document.text)
    if is_blank(text) or len(text) > MAX_CHARACTERS:
        raise CannotFindArticle(_("Its text is empty, or too long for an article."))
    source = tidy(document.source.name or source_name)
    if not source:
        raise CannotFindArticle(_("Say which source the article is from."))
    title = tidy(document.title) or tidy(text.lstrip().split("\n", 1)[0])[:LONGEST_TITLE]
    url = _address(document.url)
    language = document.language if is_language(document.language) else ""
    published = document.published_at or document.published_on
    facts = Facts(title, document.byline, published, language, source, url, document.section[:100])
    row = {
        "title": title,
        "text": text,
        "byline": document.byline,
        "published": published.isoformat() if published else "",
        "language": language,
        "source": source,
        "url": url,
        "section": document.section,
    }
    extract = Extract(
        text=text,
        blocks=_blocks(document, text),
        facts=facts,
        media_type=MEDIA_TYPES[Format.ROW],
        extractor=EXTRACTOR,
        extractor_version=VERSION,
    )
    details = Details(
        title=title,
        source_name=source,
        byline=document.byline[:300],
        published_on=document.published_on or (extract.day if published else None),
        published_at=document.published_at,
        language=language,
        canonical_url=url,
    )
    return Offer(data=bytes_of(row), extract=extract, details=details)


def _blocks(document: Document, text: str) -> tuple[Block, ...]:
    """As the file has them, if they partition the text."""
    blocks = tuple(Block(kind, *place) for kind, *place in document.paragraphs)  # type: ignore[arg-type]
    ends = [0, *(one.end for one in blocks)]
    whole = ends[-1] == len(text) and [one.start for one in blocks] == ends[:-1]
    proper = all(one.kind in KINDS and one.end > one.start for one in blocks)
    return blocks if blocks and whole and proper else blocks_of_plain(text)


def _make_sources(documents: Iterable[Document], by: User | None) -> None:
    """Those that are not here, with what the file says of them; an admin will look at them."""
    wanted = {tidy(one.source.name): one.source for one in documents if one.source.kind}
    here = {name.lower() for name in Source.objects.values_list("name", flat=True)}
    for name, facts in wanted.items():
        if name and name.lower() not in here:
            try:
                create_source(
                    name=name,
                    kind=facts.kind if facts.kind in SourceKind.values else SourceKind.OTHER,
                    country=facts.country if is_country(facts.country) else "",
                    language=facts.language if is_language(facts.language) else "",
                    is_reviewed=False,
                    by=by,
                )
            except CannotKeepSource:
                # What is wrong with it is told where its article is refused.
                continue


def _places(
    project: Project, keys: set[UUID], by: User | None
) -> tuple[dict[UUID, ProjectArticle], set[UUID]]:
    if not keys:
        return {}, set()
    rows = ProjectArticle.objects.filter(project=project, article__in=keys)
    missing = keys - set(rows.values_list("article", flat=True))
    ProjectArticle.objects.bulk_create(
        [ProjectArticle(project=project, article_id=key, added_by=by) for key in sorted(missing)],
        ignore_conflicts=True,
    )
    return {row.article_id: row for row in rows.all()}, missing


def _newest(keys: set[UUID]) -> dict[UUID, tuple[UUID, str, str]]:
    if not keys:
        return {}
    rows = Revision.objects.filter(article__in=keys).order_by("article", "-number")
    found = rows.distinct("article").values_list("article", "pk", "text", "article__title")
    return {article: (pk, text, title) for article, pk, text, title in found}
