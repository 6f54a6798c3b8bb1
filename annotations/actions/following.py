"""Looking again for what people have saved searches for, and remembering what was found first.

All that is known of a search is compared with all that it finds, while its row is locked. So
nothing is missed, whenever it was written, committed, made findable or attributed; and what is
known already is never found for the first time again.
"""

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from annotations.models import CodingKind, Find, SavedSearch, SearchKind, SpanRole

logger = logging.getLogger(__name__)

# What is found: a key, and for an article where its first passage stands.
Found = Sequence[tuple[UUID, int]]


class Looked(NamedTuple):
    """At most MOST + 1. Where it `is_bounded`, there is more than was looked through for it."""

    found: Found
    is_bounded: bool = False


# Looks for what a search finds now, as far as its owner may see it.
Look = Callable[[SavedSearch], Looked]

# A search that finds more is too broad to be told what is new.
MOST = 10_000
EVERY = timedelta(minutes=5)
ANNOTATED = {SearchKind.STATEMENTS, SearchKind.TAGGED, SearchKind.NOTES}

# Only rows that are otherwise than what was found are written.
MEND = """
    UPDATE annotations_find find
    SET stands = now.key IS NOT NULL, place = coalesce(now.place, find.place)
    FROM annotations_find old
    LEFT JOIN unnest(%s::uuid[], %s::int[]) AS now(key, place) ON now.key = old.key
    WHERE old.search_id = %s AND find.search_id = old.search_id AND find.key = old.key
        AND (find.stands, find.place)
            IS DISTINCT FROM (now.key IS NOT NULL, coalesce(now.place, find.place))
"""

# An annotation gets another key when it is carried to a new text of its article, and when what was
# agreed takes the place of what analysts said, or the other way round: the same number in a coding
# that it was carried from, and the same passage in a coding of which one is the agreed one.
KNOWN_BEFORE = """
    WITH RECURSIVE fresh AS (
        SELECT id, coding_id, number FROM annotations_attribution WHERE id = ANY(%(keys)s)
        UNION ALL
        SELECT id, coding_id, number FROM annotations_span WHERE id = ANY(%(keys)s)
    ), line AS (
        SELECT id AS key, coding_id, number FROM fresh
        UNION
        SELECT line.key, carry.origin_id, line.number
        FROM line JOIN annotations_carry carry
            ON carry.coding_id = line.coding_id AND carry.annotation = line.number
    ), former AS (
        SELECT line.key, old.id AS was FROM line JOIN annotations_attribution old
            ON old.coding_id = line.coding_id AND old.number = line.number
        UNION ALL
        SELECT line.key, old.id FROM line JOIN annotations_span old
            ON old.coding_id = line.coding_id AND old.number = line.number
        UNION ALL
        SELECT fresh.id, coalesce(there.attribution_id, there.id)
        FROM fresh
        JOIN annotations_coding coding ON coding.id = fresh.coding_id
        JOIN annotations_span here ON here.coding_id = coding.id AND here.role = ANY(%(roles)s)
            AND coalesce(here.attribution_id, here.id) = fresh.id
        JOIN annotations_coding other ON other.revision_id = coding.revision_id
            AND other.project_article_id = coding.project_article_id
            AND other.kind <> coding.kind AND %(gold)s IN (other.kind, coding.kind)
        JOIN annotations_span there ON there.coding_id = other.id AND there.role = here.role
            AND there.start < here."end" AND there."end" > here.start
    )
    SELECT DISTINCT ON (former.key) former.key, find.first, find.round, find.found_at
    FROM former JOIN annotations_find find ON find.search_id = %(search)s AND find.key = former.was
    WHERE NOT find.stands
    ORDER BY former.key, find.round, find.first
"""


def follow_searches(*, look: Look, at: datetime) -> int:
    """Look for all that have not been looked for since EVERY, the longest ago first; how many.

    Each by itself: one that cannot be asked holds no other up.
    """
    before = Q(looked_at__isnull=True) | Q(looked_at__lte=at - EVERY)
    due = SavedSearch.objects.filter(before, deleted_at__isnull=True, owner__is_active=True)
    keys = list(due.order_by(F("looked_at").asc(nulls_first=True)).values_list("pk", flat=True))
    for key in keys:
        try:
            follow(search=key, look=look, at=at)
        except Exception:
            logger.exception("Cannot look for saved search %s", key)
    return len(keys)


@transaction.atomic
def follow(*, search: UUID, look: Look, at: datetime) -> None:
    """Look once. Whoever else is at it is waited for."""
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("owner")
    saved = rows.filter(pk=search, deleted_at__isnull=True).first()
    if saved is None:
        return
    found, saved.is_bounded = look(saved)
    was_followed = saved.looked_at is not None and not saved.is_broad
    saved.looked_at, saved.is_broad = at, len(found) > MOST
    if not saved.is_broad:
        _remember(saved, found, at, is_news=was_followed)
    saved.save(update_fields=["looked_at", "is_broad", "is_bounded", "round", "news_at"])


def begin_anew(*, saved: SavedSearch, look: Look, at: datetime) -> None:
    """It asks for something else, or is new itself: what it finds now is known from the start."""
    saved = SavedSearch.objects.select_for_update().get(pk=saved.pk)
    saved.finds.all().delete()
    saved.looked_at, saved.news_at = None, None
    saved.seen_round = saved.told_round = saved.round
    saved.save(update_fields=["looked_at", "news_at", "seen_round", "told_round"])
    follow(search=saved.pk, look=look, at=at)


def _remember(saved: SavedSearch, found: Found, at: datetime, *, is_news: bool) -> None:
    known = set(saved.finds.values_list("key", flat=True))
    _mend(saved, found)
    fresh = [(key, place) for key, place in found if key not in known]
    before = _known_before(saved, [key for key, _ in fresh]) if known else {}
    if is_news and len(before) < len(fresh):
        saved.round += 1
        saved.news_at = at
    now = (saved.round if is_news else 0, at)
    rows = []
    for key, place in fresh:
        first, number, found_at = before.get(key, (key, *now))
        row = Find(search=saved, key=key, first=first, place=place, round=number, found_at=found_at)
        rows.append(row)
    Find.objects.bulk_create(rows, batch_size=2_000)


def _mend(saved: SavedSearch, found: Found) -> None:
    keys, places = [key for key, _ in found], [place for _, place in found]
    with connection.cursor() as cursor:
        cursor.execute(MEND, [keys, places, saved.pk])


def _known_before(saved: SavedSearch, keys: list[UUID]) -> dict[UUID, tuple[UUID, int, datetime]]:
    """Those that were known as something else: what that was at first, and since when."""
    if saved.kind not in ANNOTATED or not keys:
        return {}
    values: dict[str, Any] = {
        "keys": keys,
        "search": saved.pk,
        "gold": CodingKind.GOLD,
        "roles": [SpanRole.CONTENT.value, SpanRole.PASSAGE.value],
    }
    with connection.cursor() as cursor:
        cursor.execute(KNOWN_BEFORE, values)
        return {key: (first, number, at) for key, first, number, at in cursor.fetchall()}
