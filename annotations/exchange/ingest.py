"""Files and pages to articles, one after another; one that goes wrong does not stop the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotations.actions.articles import Details, TakenIn, take_in
from annotations.actions.bulk import Offer, take_in_many
from annotations.actions.keeping import Refused
from annotations.domain.extraction import extract
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.batches import batches_of, offers_of
from annotations.exchange.bulk.opening import holds_many, items_at
from annotations.exchange.files import STANDARD_INPUT, read_file, written
from annotations.exchange.pages import fetch_page, is_page
from annotations.fetching import NotFetched
from annotations.models import Project, User
from annotations.queries.sources import source_name_at


@dataclass(frozen=True)
class Ingested:
    """What became of one file, page or row: `taken`, or a sentence that says why not."""

    name: str
    taken: TakenIn | None = None
    error: str = ""
    is_one_of_many: bool = False


def ingest(
    paths: Iterable[str], *, project: Project, source_name: str, by: User | None, at: datetime
) -> Iterator[Ingested]:
    """One result for each article, in order. `-` is standard input.

    What lies in a folder or in a file of many is taken in by batches; begun again, it goes on where
    it was, since nothing is taken in twice and what is here already is not read again.
    """
    for path in paths:
        if holds_many(path):
            yield from _take_many(path, project=project, source_name=source_name, by=by, at=at)
            continue
        name = written(path)
        try:
            took = _take_page if is_page(path) else _take_file
            taken = took(path, project=project, source_name=source_name, by=by, at=at)
        except OSError as error:
            yield Ingested(name, error=error.strerror or str(error))
        except (CannotExtract, NotFetched, Refused) as refusal:
            yield Ingested(name, error=str(refusal))
        else:
            yield Ingested(name, taken=taken)


def _take_many(
    path: str, *, project: Project, source_name: str, by: User | None, at: datetime
) -> Iterator[Ingested]:
    for batch in batches_of(items_at(path)):
        offers = offers_of(
            (item for _, item in batch), lambda read: source_name or read.facts.source_name
        )
        good = [offer for offer in offers if isinstance(offer, Offer)]
        outcomes = iter(take_in_many(project=project, by=by, at=at, offers=good))
        for (name, _), offer in zip(batch, offers, strict=True):
            outcome = next(outcomes) if isinstance(offer, Offer) else offer
            if isinstance(outcome, TakenIn):
                yield Ingested(name, taken=outcome, is_one_of_many=True)
            else:
                yield Ingested(name, error=str(outcome), is_one_of_many=True)


def _take_file(
    path: str, *, project: Project, source_name: str, by: User | None, at: datetime
) -> TakenIn:
    # Standard input has no name; what it is shows in its bytes.
    filename = "" if path == STANDARD_INPUT else written(Path(path).name)
    data = read_file(path)
    read = extract(data, filename=filename)
    return take_in(
        project=project,
        by=by,
        at=at,
        data=data,
        extract=read,
        details=Details.proposed(read, source_name),
        filename=filename,
    )


def _take_page(
    url: str, *, project: Project, source_name: str, by: User | None, at: datetime
) -> TakenIn:
    page = fetch_page(url)
    source_name = source_name or source_name_at(page.http.url)
    return take_in(
        project=project,
        by=by,
        at=at,
        data=page.data,
        extract=page.read,
        details=Details.proposed(page.read, source_name, page.http),
        http=page.http,
    )


def as_json(ingested: Ingested) -> dict[str, str]:
    """`{"article", "revision", "title", "status", "path"}`, ids as strings."""
    taken = ingested.taken
    assert taken is not None
    return {
        "article": str(taken.article.pk),
        "revision": str(taken.revision.pk),
        "title": taken.article.title,
        "status": taken.status,
        "path": ingested.name,
    }
