"""What analysts learn from what was agreed: each their own, managers everybody's."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from annotations.api.knowing import Asked
from annotations.api.paging import Listing, Paging, demand_mark, paged
from annotations.api.projects import find_project
from annotations.domain.rights import Rights, leaving
from annotations.domain.spans.excerpts import Excerpt
from annotations.models import CodingKind, Project, Ruling, User
from annotations.models.acts import ARTICLE
from annotations.permissions import can_manage
from annotations.queries.feedback import (
    Remark,
    Told,
    Wanted,
    agreed_with,
    narrowed,
    told_about,
)
from annotations.web.guards import demand
from annotations.web.paging import Key, page_of

router = Router()
LATEST_FIRST = (Key("changed_at", descending=True), Key("id", descending=True))
# Fields of an annotation that are words of the text.
WORDS = {"range", "cue", "mention"}


class DifferingOut(Schema):
    """One field in words, as the analyst had it and as it was agreed."""

    field: str
    mine: str
    agreed: str


class RuledOut(Schema):
    """What was decided there, for which reason of the project, with a note to the analysts."""

    finding: str
    reason: str
    note: str


class RemarkOut(Schema):
    """A place where both are not the same: the number of the analyst’s annotation and that of the
    agreed one, null where there is none. Both are 0 of the article as a whole, which has no
    `words`."""

    words: str
    mine: int | None
    agreed: int | None
    differing: list[DifferingOut]
    ruling: RuledOut | None


class FeedbackOut(Schema):
    """`coding` is the analyst’s, `gold` what was agreed."""

    article: UUID
    title: str
    coding: UUID
    gold: UUID
    agreed_at: datetime
    remarks: list[RemarkOut]


class Asking(Schema):
    """Your own, or as a manager that of a `coder`; about a `tag`, or rejected for a `reason`."""

    coder: UUID | None = None
    tag: UUID | None = None
    reason: UUID | None = None


@router.get(
    "/projects/{uuid:pk}/feedback",
    response=Listing[FeedbackOut],
    summary="What was agreed otherwise than you said",
)
def feedback_list(
    request: Asked,
    response: HttpResponse,
    pk: UUID,
    cut: Paging,
    asking: Annotated[Asking, Query(...)],
) -> Any:
    """Agreed articles that you annotated, the latest first. Where all is as you said there is
    nothing to tell, so a page may have fewer than its limit."""
    project = find_project(request, pk)
    analyst = _analyst(request, project, asking.coder)
    wanted = Wanted(asking.tag, asking.reason)
    demand_mark(cut, LATEST_FIRST)
    golds = narrowed(agreed_with(project, request.user, analyst), wanted)
    rows = golds.select_related("project_article__article__source")
    page = page_of(rows, LATEST_FIRST, cut.cursor, cut.limit)
    found = told_about(page.rows, analyst, wanted)
    return paged(request, response, page, [_shape(one) for one in found])


def _analyst(request: Asked, project: Project, coder: UUID | None) -> User:
    """Raises Http404, PermissionDenied."""
    if coder is None or coder == request.user.pk:
        return request.user
    demand(can_manage(project))
    worked = User.objects.filter(codings__project=project, codings__kind=CodingKind.HUMAN)
    return get_object_or_404(worked.distinct(), pk=coder)


def _shape(told: Told) -> FeedbackOut:
    article = told.row.article
    return FeedbackOut(
        article=told.row.pk,
        title=article.title,
        coding=told.coding,
        gold=told.gold.pk,
        agreed_at=told.gold.changed_at,
        remarks=[_remark(one, article.source.rights) for one in told.remarks],
    )


def _remark(one: Remark, rights: Rights) -> RemarkOut:
    return RemarkOut(
        words="" if ARTICLE in (one.mine, one.agreed) else _cut(one.words, rights),
        mine=one.mine,
        agreed=one.agreed,
        differing=[
            DifferingOut(
                field=each.name,
                mine=_cut(each.mine, rights) if each.name in WORDS else each.mine,
                agreed=_cut(each.agreed, rights) if each.name in WORDS else each.agreed,
            )
            for each in one.differences
        ],
        ruling=_ruled(one.ruling) if one.ruling else None,
    )


def _ruled(row: Ruling) -> RuledOut:
    reason = row.reason.name if row.reason else ""
    return RuledOut(finding=row.finding, reason=reason, note=row.note)


def _cut(words: str, rights: Rights) -> str:
    return leaving(Excerpt(words, "", ""), rights).words
