"""What taking back an import or an addition would do, before anything is done."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from annotations.models import (
    Addition,
    Assignment,
    Hold,
    Import,
    ImportEntry,
    ProjectArticle,
    TakingOut,
)
from annotations.models.takings_out import brought_by


@dataclass(frozen=True)
class Brought:
    """How many articles would leave the project, and how many stay for which reason.

    Of those that leave, `elsewhere` are in other projects as well, and `given` are assigned to
    somebody who has not begun. `before` were in the project already.
    """

    going: int
    elsewhere: int
    given: int
    staying: list[tuple[Hold, int]]
    before: int


def would_go(deed: Import | Addition) -> Brought:
    """Two queries."""
    others = ProjectArticle.objects.filter(article=OuterRef("article")).exclude(pk=OuterRef("pk"))
    given = Assignment.objects.filter(project_article=OuterRef("pk"), released_at=None)
    rows: Any = brought_by(deed).annotate(elsewhere=Exists(others), given=Exists(given))
    counted = (
        rows.order_by()
        .values("hold")
        .annotate(
            n=Count("pk"),
            n_elsewhere=Count("pk", filter=Q(elsewhere=True)),
            n_given=Count("pk", filter=Q(given=True)),
        )
    )
    found = {row["hold"]: row for row in counted}
    going = found.get("", {"n": 0, "n_elsewhere": 0, "n_given": 0})
    staying = [(hold, found[hold]["n"]) for hold in Hold if hold in found]
    before = 0
    if isinstance(deed, Import):
        entries = ImportEntry.objects.filter(upload=deed, is_added=False)
        here = entries.filter(project_article__isnull=False)
        before = here.aggregate(n=Count("project_article", distinct=True))["n"]
    return Brought(going["n"], going["n_elsewhere"], going["n_given"], staying, before)


def staying(deed: Import | Addition) -> QuerySet[Any, Any]:
    """What would stay, each with `hold`; to be cut into pages by key."""
    return brought_by(deed).exclude(hold="").select_related("article__source")


def last_taking_out(deed: Import | Addition) -> TakingOut | None:
    return TakingOut.objects.of(deed).select_related("by").order_by("-pk").first()
