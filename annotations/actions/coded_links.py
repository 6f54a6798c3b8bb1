"""Links between statements of a file: made when all of the statements are there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.links import CannotConnect, link_statements
from annotations.domain.coded import HUMAN, Coder, Link
from annotations.models import Attribution, Coding, LinkKind, Project, User
from annotations.models import Link as Linked


class Linking(Protocol):
    number: int
    links: list[Link]
    at: str


class Tells(Protocol):
    counts: Counter[str]

    def refuse(self, at: str, why: object) -> None: ...


@dataclass
class Waiting:
    """Links by the statement that has them, and the numbers that statements were given instead of
    those in their file."""

    links: list[tuple[UUID, int, Link, str]] = field(default_factory=list)
    renumbered: dict[tuple[UUID, int], int] = field(default_factory=dict)

    def wait(self, coding: UUID, given: Sequence[tuple[Linking, int]]) -> dict[str, Any] | None:
        """Each mark of a coding with the number that it was given. What of it has to be remembered
        until the end, as JSON; None where that is nothing."""
        links = [(number, one, mark.at) for mark, number in given for one in mark.links]
        numbers = [[mark.number, number] for mark, number in given if mark.number != number]
        self.links += [(coding, *link) for link in links]
        self.renumbered |= {(coding, old): new for old, new in numbers}
        if not links:
            # Others may link to what was renumbered.
            return {"numbers": numbers} if any(old for old, _new in numbers) else None
        return {"numbers": numbers, "links": [_as_json(*link) for link in links]}

    def remember(self, coding: UUID, waiting: dict[str, Any]) -> None:
        """What `wait` gave, after a break."""
        self.renumbered |= {(coding, old): new for old, new in waiting["numbers"]}
        for number, kind, article, coder, other, day, at in waiting.get("links", []):
            when = date.fromisoformat(day) if day else None
            link = Link(kind, article, Coder.of_label(coder), other, when)
            self.links.append((coding, number, link, at))


def _as_json(number: int, link: Link, at: str) -> list[Any]:
    day = link.day.isoformat() if link.day else None
    return [number, link.kind, link.article, link.coder.label, link.number, day, at]


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
        if _is_there(said, link, to):
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


def _is_there(said: Attribution, link: Link, to: Attribution) -> bool:
    ends = {"coding": said.coding_id, "number": said.number}
    ends |= {"other_coding": to.coding_id, "other_number": to.number}
    return Linked.objects.filter(**ends, kind=link.kind, day=link.day).exists()


def _coding(link: Link, articles: dict[str, UUID], project: Project) -> Coding | None:
    if link.article not in articles:
        return None
    rows = Coding.objects.filter(
        project=project, project_article=articles[link.article], kind=link.coder.kind
    )
    if link.coder.kind == HUMAN:
        rows = rows.filter(analyst__username__iexact=link.coder.name)
    return rows.first()
