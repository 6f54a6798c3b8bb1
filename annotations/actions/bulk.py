"""Taking many articles in at once, by as many statements as for a few."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from annotations.actions.articles import (
    ARCHIVED,
    CannotTakeIn,
    Details,
    Rows,
    TakenIn,
    checked,
    rows_of,
    take_in,
)
from annotations.actions.captures import PARAGRAPHS
from annotations.actions.jobs import gather_articles_later, suggest_articles_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.sources import LONGEST_NAME, find_or_create_sources
from annotations.actions.webhooks import announce
from annotations.domain.extraction import Extract
from annotations.models import (
    Article,
    Capture,
    Event,
    Project,
    ProjectArticle,
    Revision,
    User,
)
from annotations.models.copying import copy_in

Outcome = TakenIn | Refused


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The bytes of an article and what was read from them.

    Bytes that are `known()` need not be read again: `extract` and `details` are None.
    """

    data: bytes
    filename: str = ""
    extract: Extract | None = None
    details: Details | None = None


def known(hashes: Iterable[str]) -> dict[str, UUID]:
    """Those of the sha-256 that some capture has, with the article that it is of. One query."""
    captures = Capture.objects.filter(sha256__in=list(hashes))
    return dict(captures.values_list("sha256", "article_id"))


@audited
def take_in_many(
    *, project: Project, by: User | None, at: datetime, offers: Sequence[Offer]
) -> list[Outcome]:
    """What becomes of each offer, in their order: one that is refused stops no other.

    As with `take_in`, the same bytes or the same address are one article, also among the offers.
    Those that need a closer look, such as other bytes at a known address, are taken in one by one,
    and so are all where the database refuses them together.
    """
    if project.archived_at:
        return [CannotTakeIn(ARCHIVED) for _ in offers]
    sorting = _Sorting(offers)
    try:
        with transaction.atomic():
            made = _create(offers, sorting.new, by, at)
    except (IntegrityError, DataError):
        # Somebody else was faster with one of them; the others must not suffer.
        made, sorting.single = {}, sorted([*sorting.new, *sorting.twins, *sorting.single])
        sorting.twins = {}
    here = dict(sorting.here)
    here |= {number: rows.article.pk for number, rows in made.items()}
    here |= {twin: here[first] for twin, first in sorting.twins.items()}
    outcomes: dict[int, Outcome] = dict(sorting.refused)
    outcomes |= _put(project, by, at, here, made)
    for number in sorting.single:
        outcomes[number] = _take_in_one(project, by, at, offers[number])
    return [outcomes[number] for number in range(len(offers))]


class _Sorting:
    """The numbers of the offers, by what there is to do for each. Two queries.

    `here` are those whose bytes some article has, `twins` those of another offer; `new` are
    inserted together; `single` are looked at one by one; `refused` say why.
    """

    def __init__(self, offers: Sequence[Offer]) -> None:
        self.here: dict[int, UUID] = {}
        self.twins: dict[int, int] = {}
        self.new: dict[int, Details] = {}
        self.single: list[int] = []
        self.refused: dict[int, Refused] = {}
        hashes = [hashlib.sha256(offer.data).hexdigest() for offer in offers]
        articles = known(hashes)
        addresses = _known_addresses(offer.details for offer in offers)
        first: dict[str, int] = {}
        for number, (sha256, offer) in enumerate(zip(hashes, offers, strict=True)):
            if sha256 in articles:
                self.here[number] = articles[sha256]
            elif sha256 in first:
                self.twins[number] = first[sha256]
            else:
                self._look_at(number, offer, addresses)
                if number in self.new:
                    first[sha256] = number

    def _look_at(self, number: int, offer: Offer, addresses: set[str]) -> None:
        assert offer.details, "only known bytes need not be read"
        try:
            details = checked(offer.details)
        except Refused as refusal:
            self.refused[number] = refusal
            return
        if details.canonical_url in addresses or len(details.source_name) > LONGEST_NAME:
            self.single.append(number)
            return
        self.new[number] = details
        if details.canonical_url:
            addresses.add(details.canonical_url)


def _known_addresses(details: Iterable[Details | None]) -> set[str]:
    wanted = {each.canonical_url for each in details if each and each.canonical_url}
    return set(
        Article.objects.filter(canonical_url__in=wanted).values_list("canonical_url", flat=True)
    )


def _create(
    offers: Sequence[Offer],
    new: dict[int, Details],
    by: User | None,
    at: datetime,
) -> dict[int, Rows]:
    if not new:
        return {}
    sources = find_or_create_sources(names={details.source_name for details in new.values()}, by=by)
    made = {}
    for number, details in new.items():
        offer = offers[number]
        assert offer.extract
        source = sources[details.source_name]
        made[number] = rows_of(source, by, at, offer.data, offer.extract, details, offer.filename)
    rows = made.values()
    copy_in([each.article for each in rows])
    copy_in([each.capture for each in rows])
    copy_in([each.revision for each in rows])
    PARAGRAPHS.copy_in([paragraph for each in rows for paragraph in each.paragraphs])
    return made


def _put(
    project: Project,
    by: User | None,
    at: datetime,
    here: dict[int, UUID],
    made: dict[int, Rows],
) -> dict[int, Outcome]:
    """Add the articles to the project where they are missing; the machine will read those."""
    if not here:
        return {}
    articles = dict.fromkeys(here.values())
    places = ProjectArticle.objects.filter(project=project, article__in=articles)
    before = set(places.values_list("article_id", flat=True))
    ProjectArticle.objects.bulk_create(
        [
            ProjectArticle(project=project, article_id=article, added_by=by)
            for article in articles
            if article not in before
        ],
        ignore_conflicts=True,
    )
    rows = {row.article_id: row for row in places}
    if project.has_suggestions:
        suggest_articles_later(rows[article].pk for article in articles if article not in before)
    gather_articles_later(article for article in articles if article not in before)
    if added := [rows[article].pk for article in articles if article not in before]:
        announce(Event.ARTICLE_ADDED, project=project.pk, by=by, at=at, articles=added)
    revisions = {each.article.pk: each.revision for each in made.values()}
    revisions |= _newest(articles.keys() - revisions.keys())
    # Of several offers of one article, the first one brought it.
    first = {article: number for number, article in sorted(here.items(), reverse=True)}
    return {
        number: TakenIn(
            article=revisions[article].article,
            project_article=rows[article],
            revision=revisions[article],
            status="created" if number in made else "exists",
            is_added=article not in before and first[article] == number,
        )
        for number, article in here.items()
    }


def _newest(articles: Iterable[UUID]) -> dict[UUID, Revision]:
    """The newest revision of each, without its text. One query."""
    revisions = Revision.objects.filter(article__in=articles).select_related("article__source")
    newest = revisions.defer("text").order_by("article", "-number").distinct("article")
    return {revision.article_id: revision for revision in newest}


def _take_in_one(project: Project, by: User | None, at: datetime, offer: Offer) -> Outcome:
    assert offer.extract
    assert offer.details
    try:
        return take_in(
            project=project,
            by=by,
            at=at,
            data=offer.data,
            extract=offer.extract,
            details=offer.details,
            filename=offer.filename,
        )
    except Refused as refusal:
        return refusal
