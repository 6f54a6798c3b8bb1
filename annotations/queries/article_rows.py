"""The articles of a page of the list, with all that stands beside them.

Asked for all of the page together, by statements that are put together once: as parts of the
question that finds the articles they took Django longer to put together than PostgreSQL to answer,
and PostgreSQL joined them to thousands of articles that are on other pages.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast

from annotations.models import Coding, CodingKind, Presence, Project, ProjectArticle, User
from annotations.models.positions import read_by
from annotations.models.users import shown_name_of
from annotations.permissions import can_see_all_codings
from annotations.queries.copies import copies_here
from annotations.queries.flags import with_flags_of
from annotations.queries.ready_for import ReadyFor


class ListedCoding(NamedTuple):
    """An analyst's coding, as those who compare see it in the list."""

    pk: str
    name: str
    state: str
    annotation_count: int


class ListedArticle(NamedTuple):
    """An article of a project, as its list shows it.

    `flags` are how many the reader put on it and in it, None for none, `read` the percent that the
    reader has read, `copies` how many copies of it are in the project; `state` and
    `annotation_count` are of the reader's own coding, "" and 0 where there is none. Only for those
    who compare: everybody's `codings`, and the names of those who are `here` now.
    """

    pk: UUID
    title: str
    byline: str
    published_on: date | None
    language: str
    source: UUID
    source_name: str
    flags: int | None
    read: int
    copies: int
    state: str = ""
    annotation_count: int = 0
    codings: Sequence[ListedCoding] = ()
    here: Sequence[str] = ()


def listed(keys: Sequence[UUID], project: Project, user: User) -> list[ListedArticle]:
    """The rows with these keys as the list shows them, in this order, without those that were taken
    out of the project meanwhile. One query, none where there are no keys."""
    if not keys:
        return []
    ask = AMONG_OTHERS if can_see_all_codings(project) else ALONE
    found = {row[0]: row for row in ask.rows(user, list(keys))}
    return [_listed(found[key]) for key in keys if key in found]


def _listed(row: tuple[Any, ...]) -> ListedArticle:
    facts, of_others = row[: len(FACTS)], row[len(FACTS) :]
    codings, here = of_others or ((), ())
    coded = [ListedCoding(*json.loads(text)) for text in codings]
    return ListedArticle._make((*facts, coded, here))


FACTS = (
    "pk",
    "article__title",
    "article__byline",
    "article__published_on",
    "article__language",
    "article__source",
    "article__source__name",
    "my_flags",
    "my_read",
    "my_copies",
    "my_state",
    "my_annotations",
)


def _own(user: User, rows: list[UUID]) -> QuerySet[ProjectArticle]:
    among = ProjectArticle.objects.with_coding_of(user).filter(pk__among=rows)
    found = with_flags_of(among, user)
    return found.annotate(my_read=read_by(user.pk, "pk"), my_copies=copies_here())


def _alone(user: User, rows: list[UUID]) -> QuerySet[ProjectArticle, Any]:
    return _own(user, rows).values_list(*FACTS)


def _among_others(user: User, rows: list[UUID]) -> QuerySet[ProjectArticle, Any]:
    codings = Coding.objects.filter(project_article=OuterRef("pk"), kind=CodingKind.HUMAN)
    said = Func(
        "pk", shown_name_of("analyst"), "state", "annotation_count", function="json_build_array"
    )
    there = Presence.objects.filter(project_article=OuterRef("pk")).seen_by(user)
    return _own(user, rows).values_list(
        *FACTS,
        ArraySubquery(
            codings.order_by("analyst__username", "pk").values(said=Cast(said, TextField()))
        ),
        ArraySubquery(there.order_by("user__username").values(shown=shown_name_of("user"))),
    )


ALONE = ReadyFor(_alone, [list])
AMONG_OTHERS = ReadyFor(_among_others, [list])
