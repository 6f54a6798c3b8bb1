"""How far the coders of a project agree."""

from typing import Any
from uuid import UUID

from ninja import Router, Schema

from annotations.api.knowing import Asked
from annotations.api.projects import find_project
from annotations.models import Coding
from annotations.permissions import can_see_all_codings
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of
from annotations.web.guards import demand

router = Router()


class Measure(Schema):
    """`value` is null where there is nothing to measure it by; `units` is how much there was."""

    value: float | None
    units: int


class PairOut(Schema):
    coders: list[str]
    texts: int
    same: int
    only_first: int
    only_second: int
    alpha_u: Measure


class QuestionOut(Schema):
    question: str
    alpha: Measure
    ac1: Measure
    units: int
    differing: int


class AgreementOut(Schema):
    """Krippendorff’s alpha and Gwet’s AC1 of each question, and what each pair of coders found."""

    articles: int
    coders: list[str]
    missed: int
    pairs: list[PairOut]
    questions: list[QuestionOut]


@router.get("/projects/{uuid:pk}/agreement", response=AgreementOut, summary="How far coders agree")
def agreement_get(request: Asked, pk: UUID) -> Any:
    """Over all articles with which two coders are done; for those who may compare."""
    project = find_project(request, pk)
    demand(can_see_all_codings(project))
    report = report_of(compared(project, Coding.objects.visible_to(request.user)))
    return AgreementOut(
        articles=report.articles_compared,
        coders=list(report.coders),
        missed=report.missed,
        pairs=[
            PairOut(
                coders=list(row.names),
                texts=row.finding.texts,
                same=row.finding.found.same,
                only_first=row.finding.found.ones - row.finding.found.same,
                only_second=row.finding.found.others - row.finding.found.same,
                alpha_u=_measure(row.finding.alpha_u),
            )
            for row in report.findings
        ],
        questions=[
            QuestionOut(
                question=str(one.question),
                alpha=_measure(one.alpha),
                ac1=_measure(one.ac1),
                units=one.units,
                differing=one.differing,
            )
            for one in report.answers
        ],
    )


def _measure(one: Any) -> Measure:
    return Measure(value=one.value, units=one.units)
