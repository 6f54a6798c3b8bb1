"""Items in batches that fit into memory, ready to be taken in."""

import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from annotations.actions.articles import Details
from annotations.actions.bulk import Offer, known
from annotations.domain.extraction import Extract
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.items import Item

logger = logging.getLogger(__name__)
Name = TypeVar("Name")
IN_A_BATCH = 200
BYTES_IN_A_BATCH = 16 * 1024 * 1024


def batches_of(items: Iterable[tuple[Name, Item]]) -> Iterator[list[tuple[Name, Item]]]:
    """Items, each with what it is called by, some hundred at a time."""
    batch: list[tuple[Name, Item]] = []
    size = 0
    for name, item in items:
        batch.append((name, item))
        size += len(item.data)
        if len(batch) == IN_A_BATCH or size >= BYTES_IN_A_BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def offers_of(
    items: Iterable[Item], source_of: Callable[[Extract], str]
) -> list[Offer | CannotExtract]:
    """An offer for each item, or why there is none. What is here already is not read again.

    `source_of` says what is the name of an article's source. One query.
    """
    items = list(items)
    hashes = [hashlib.sha256(item.data).hexdigest() for item in items]
    here = known(hashes)
    offers: list[Offer | CannotExtract] = []
    for item, sha256 in zip(items, hashes, strict=True):
        try:
            extract = None if sha256 in here else item.read()
        except CannotExtract as refusal:
            offers.append(refusal)
            continue
        except Exception:
            # A reader that trips over one file must not stop the other thousand.
            logger.exception("Cannot read %s", item.name or f"line {item.line}")
            offers.append(CannotExtract("unreadable", detail="the reader failed"))
            continue
        details = Details.proposed(extract, source_of(extract)) if extract else None
        offers.append(
            Offer(data=item.data, filename=item.filename, extract=extract, details=details)
        )
    return offers
