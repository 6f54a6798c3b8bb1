"""What taking an import into the register back would do, or did, row by row."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from annotations.models import (
    Back,
    RegisterImport,
    RegisterImportRow,
    RegisterTakingBack,
    Stay,
)


@dataclass(frozen=True)
class Tally:
    """How many rows would go, stay, are back; and how many stay for which reason."""

    backs: Counter[str]
    staying: list[tuple[Stay, int]]


def tally_of_taking_back(upload: RegisterImport) -> Tally:
    """One query."""
    rows = upload.entries.exclude(back="").order_by()
    counted = list(rows.values_list("back", "stay").annotate(n=Count("pk")))
    backs: Counter[str] = Counter()
    for back, _stay, count in counted:
        backs[back] += count
    reasons = {stay: count for back, stay, count in counted if back == Back.STAYS}
    return Tally(backs, [(stay, reasons[stay]) for stay in Stay if stay in reasons])


def shown_back(tally: Tally, wanted: str) -> str:
    """Which rows a page shows: the wanted ones, else the first that ask for a look."""
    if wanted in Back.values:
        return wanted
    order = (Back.STAYS, Back.GOES, Back.DONE)
    return next((back for back in order if tally.backs[back]), Back.GOES)


def rows_going_back(upload: RegisterImport, back: str) -> QuerySet[RegisterImportRow]:
    """To be cut into pages by `number`."""
    return RegisterImportRow.objects.filter(upload=upload, back=back)


def last_taking_back(upload: RegisterImport) -> RegisterTakingBack | None:
    return upload.takings_back.select_related("by").order_by("-pk").first()
