"""What waits to be looked over, and what has just been dealt with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from annotations.models import Draft, Project, Source, User

RECENT = timedelta(days=1)
MAX_RECENT = 20
MAX_SOURCES = 2_000


@dataclass(frozen=True)
class IntakeLists:
    """One person's drafts in one project: `waiting` oldest first, the others newest first."""

    waiting: list[Draft]
    saved: list[Draft]
    discarded: list[Draft]

    @property
    def complete(self) -> int:
        """How many can be saved as proposed."""
        return sum(draft.is_complete for draft in self.waiting)

    @property
    def sourceless(self) -> int:
        """How many wait for nothing but the name of their source."""
        return sum(not draft.source_name for draft in self.waiting)


def intake_lists(project: Project, user: User, at: datetime) -> IntakeLists:
    """Makes one query, whatever the number of drafts."""
    drafts = list(
        Draft.objects.filter(project=project, owner=user)
        .filter(Q(closed_at__isnull=True) | Q(closed_at__gt=at - RECENT))
        .without_bytes()
        .select_related("saved_as__article")
        .oldest_first()
    )
    closed = sorted(
        (draft for draft in drafts if draft.closed_at),
        key=lambda draft: (draft.closed_at, draft.pk),
        reverse=True,
    )
    return IntakeLists(
        waiting=[draft for draft in drafts if not draft.closed_at],
        saved=[draft for draft in closed if draft.saved_as][:MAX_RECENT],
        discarded=[draft for draft in closed if not draft.saved_as][:MAX_RECENT],
    )


def source_names() -> list[str]:
    """Names to choose a source by."""
    return list(Source.objects.in_alphabet().values_list("name", flat=True)[:MAX_SOURCES])
