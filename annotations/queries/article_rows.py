"""What the list of articles says beside each article of a page.

Asked for all of the page together, by statements that are put together once: as parts of the
question that finds the articles they took Django longer to put together than PostgreSQL to answer.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim

from annotations.models import Coding, CodingKind, Presence, Project, ProjectArticle, User
from annotations.models.positions import read_by
from annotations.models.ready import Ready
from annotations.permissions import can_see_all_codings
from annotations.queries.copies import copies_here
from annotations.queries.flags import with_flags_of

OWN = ("pk", "my_flags", "my_read", "my_copies")


class Coded(NamedTuple):
    """An analyst's coding, as those who compare see it in the list."""

    pk: str
    name: str
    state: str
    annotation_count: int


def put_beside(rows: Sequence[ProjectArticle], project: Project, user: User) -> None:
    """Sets `my_flags`, how many the user put on the article and in it, `my_read`, the percent that
    the user has read, and `my_copies`, how many copies of it are in the project. One query.

    Where codings of others may be seen, `human_codings` as well, and the names of those who are
    `here` now.
    """
    if not rows:
        return
    sees_all = can_see_all_codings(project)
    ask = (AMONG_OTHERS_AS_ADMIN if user.is_superuser else AMONG_OTHERS) if sees_all else ALONE
    found = {row[0]: row[1:] for row in ask.rows(user.pk, [row.pk for row in rows])}
    for row in rows:
        # One that was taken out of the project meanwhile has nothing beside it.
        flags, read, copies, *of_others = found.get(row.pk, (None, 0, 0, [], []))
        row.my_flags, row.my_read, row.my_copies = flags, read, copies  # type: ignore[attr-defined]
        if sees_all:
            codings, here = of_others
            row.human_codings = [Coded(*json.loads(text)) for text in codings]  # type: ignore[attr-defined]
            row.here = here  # type: ignore[attr-defined]


def _name_of(user: str) -> Coalesce:
    """An expression for `User.shown_name`."""
    full = Trim(Concat(f"{user}__first_name", Value(" "), f"{user}__last_name"))
    return Coalesce(
        NullIf(f"{user}__name", Value("")), NullIf(full, Value("")), f"{user}__username", Value("")
    )


def _own(user: UUID, rows: list[UUID]) -> QuerySet[ProjectArticle]:
    found = with_flags_of(ProjectArticle.objects.filter(pk__among=rows), User(pk=user))
    return found.annotate(my_read=read_by(user, "pk"), my_copies=copies_here())


def _alone(user: UUID, rows: list[UUID]) -> QuerySet[ProjectArticle, Any]:
    return _own(user, rows).values_list(*OWN)


def _among_others(
    user: UUID, rows: list[UUID], *, is_superuser: bool = False
) -> QuerySet[ProjectArticle, Any]:
    reader = User(pk=user, is_superuser=is_superuser)
    codings = Coding.objects.filter(project_article=OuterRef("pk"), kind=CodingKind.HUMAN)
    said = Func("pk", _name_of("analyst"), "state", "annotation_count", function="json_build_array")
    there = Presence.objects.filter(project_article=OuterRef("pk")).seen_by(reader)
    return _own(user, rows).values_list(
        *OWN,
        ArraySubquery(
            codings.order_by("analyst__username", "pk").values(said=Cast(said, TextField()))
        ),
        ArraySubquery(there.order_by("user__username").values(shown=_name_of("user"))),
    )


ALONE = Ready(_alone, [UUID, list])
AMONG_OTHERS = Ready(_among_others, [UUID, list])
AMONG_OTHERS_AS_ADMIN = Ready(
    lambda user, rows: _among_others(user, rows, is_superuser=True), [UUID, list]
)
