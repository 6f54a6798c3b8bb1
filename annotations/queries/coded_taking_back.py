"""What taking an import of annotations back would do, or did."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from annotations.models import (
    Back,
    CodedImport,
    CodedImportEntry,
    CodedImportMade,
    CodedTakingBack,
    Keeps,
    MadeKind,
)

SHOWN = 50


@dataclass(frozen=True)
class CodedTally:
    """How many annotations, codings and things would go, and went; and how many stay for which
    reason."""

    going: int
    gone: int
    codings: int
    things: list[tuple[MadeKind, int]]
    things_gone: int
    staying: list[tuple[Keeps, int]]

    @property
    def is_going(self) -> bool:
        return bool(self.going or self.codings or self.things)


def tally_of_coded_back(upload: CodedImport) -> CodedTally:
    """Three queries."""
    goes, ready = Q(back=Back.GOES), Q(back=Back.GOES, is_whole=True)
    sums = upload.entries.aggregate(
        going=Sum("going", filter=goes), gone=Sum("gone"), codings=Count("pk", filter=ready)
    )
    reasons: Counter[str] = Counter()
    for keeps in upload.entries.exclude(keeps=[]).values_list("keeps", flat=True):
        reasons.update(why for _number, why in keeps)
    going: Counter[str] = Counter()
    gone = 0
    rows: Any = upload.things.exclude(back="").order_by()
    for kind, back, why, number in rows.values_list("kind", "back", "why").annotate(n=Count("pk")):
        if back == Back.GOES:
            going[kind] += number
        elif back == Back.STAYS:
            reasons[why] += number
        else:
            gone += number
    return CodedTally(
        going=sums["going"] or 0,
        gone=sums["gone"] or 0,
        codings=sums["codings"],
        things=[(kind, going[kind]) for kind in MadeKind if going[kind]],
        things_gone=gone,
        staying=[(why, reasons[why]) for why in Keeps if reasons[why]],
    )


def entries_staying(upload: CodedImport) -> QuerySet[CodedImportEntry]:
    """With annotations that stay; to be cut into pages by `number`."""
    rows = CodedImportEntry.objects.filter(upload=upload).exclude(keeps=[])
    return rows.select_related("project_article__article")


def things_staying(upload: CodedImport) -> list[CodedImportMade]:
    """The first of them."""
    return list(upload.things.filter(back=Back.STAYS).order_by("kind", "name")[:SHOWN])


def last_coded_taking(upload: CodedImport) -> CodedTakingBack | None:
    return upload.takings_back.select_related("by").order_by("-pk").first()


def reasons_of(entry: CodedImportEntry) -> list[tuple[Keeps, int]]:
    """Why how many of its annotations stay."""
    counted = Counter(why for _number, why in entry.keeps)
    return [(why, counted[why]) for why in Keeps if counted[why]]
