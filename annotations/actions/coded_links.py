"""Links between statements of a file: made when all of the statements are there."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.links import CannotConnect, link_statements
from annotations.domain.coded import HUMAN, Link
from annotations.models import Attribution, Coding, LinkKind, Project, User


class Tells(Protocol):
    counts: Counter[str]

    def refuse(self, at: str, why: object) -> None: ...


@dataclass
class Waiting:
    """Links by the statement that has them, and the numbers that statements were given instead of
    those in their file."""

    links: list[tuple[UUID, int, Link, str]] = field(default_factory=list)
    renumbered: dict[tuple[UUID, int], int] = field(default_factory=dict)


def link_all(
    waiting: Waiting,
    articles: dict[str, UUID],
    project: Project,
    report: Tells,
    *,
    by: User | None,
    at: datetime,
) -> None:
    for coding, number, link, where in waiting.links:
        other = _coding(link, articles, project)
        said = Attribution.objects.filter(coding=coding, number=number).first()
        wanted = waiting.renumbered.get((other.pk, link.number), link.number) if other else 0
        to = other and Attribution.objects.filter(coding=other, number=wanted).first()
        if said is None or not to or link.kind not in LinkKind.values:
            report.refuse(where, _("It is linked to a statement that is not here."))
            continue
        try:
            link_statements(
                said=said,
                kind=link.kind,
                other=to,
                day=link.day,
                by=by,  # type: ignore[arg-type]
                at=at,
            )
        except CannotConnect as refusal:
            report.refuse(where, refusal)
        else:
            report.counts["links"] += 1


def _coding(link: Link, articles: dict[str, UUID], project: Project) -> Coding | None:
    if link.article not in articles:
        return None
    rows = Coding.objects.filter(
        project=project, project_article=articles[link.article], kind=link.coder.kind
    )
    if link.coder.kind == HUMAN:
        rows = rows.filter(analyst__username__iexact=link.coder.name)
    return rows.first()
