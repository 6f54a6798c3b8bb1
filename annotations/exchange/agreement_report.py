"""How far a project's coders agree, for the shell: as JSON, and as a table."""

from collections.abc import Iterator
from typing import Any

from annotations.domain.agreement import Agreement
from annotations.domain.agreement.codings import Found
from annotations.domain.agreement.comparing import Answered
from annotations.models import Project
from annotations.queries.agreement_report import Report


def as_facts(project: Project, report: Report) -> dict[str, Any]:
    """A figure that is undefined is null, with the reason beside it."""
    return {
        "project": project.name,
        "articles": report.articles_compared,
        "coders": list(report.coders),
        "missed": report.missed,
        "statements": [
            {
                "coders": list(row.names),
                "articles": row.finding.texts,
                **_found(row.finding.found),
                "alpha_u": _figure(row.finding.alpha_u),
            }
            for row in report.findings
        ],
        "questions": [{"question": one.question, **_answered(one)} for one in report.answers],
        "tags": [
            {
                "tag": row.tag.name,
                **_answered(row.statements),
                "passages_alpha_u": _figure(row.passages),
            }
            for row in report.tags
        ],
        "articles_as_a_whole": [
            {"question": str(row.question), "tag": row.tag.name if row.tag else None}
            | _answered(row.found)
            for row in report.whole
        ],
        "articles_as_a_whole_by_pair": [
            {"coders": list(row.names), **_answered(row.found)} for row in report.whole_pairs
        ],
        "by_article": [
            {
                "article": str(row.key),
                "title": row.title,
                **_found(row.found),
                "missed": row.missed,
                "differing": row.differing,
                "whole_differing": row.whole,
            }
            for row in report.articles
        ],
        "by_month": [
            {
                "month": row.month,
                "articles": row.texts,
                **_found(row.found),
                "speaker": _figure(row.speaker),
            }
            for row in report.months
        ],
    }


def as_table(report: Report) -> Iterator[str]:
    if not report.articles_compared:
        yield "Nothing to compare: no article has two coders who are done with it."
        return
    yield f"{report.articles_compared:,} articles, {len(report.coders)} coders"
    yield ""
    yield f"{'':40}{'same':>8}{'exact':>8}{'edges':>8}{'alpha-u':>9}"
    for pair in report.findings:
        found = pair.finding.found
        shares = "".join(
            f"{'–' if share is None else format(share, '.2f'):>8}"
            for share in (found.overlap_f1, found.exact_f1, found.edges_f1)
        )
        yield f"{' and '.join(pair.names):40}{shares}{_short(pair.finding.alpha_u):>9}"
    yield ""
    yield f"{'':40}{'units':>8}{'alpha':>8}{'ac1':>8}{'differ':>9}"
    named = [(str(one.question), one) for one in report.answers]
    for name, one in named + [(row.tag.name, row.statements) for row in report.tags]:
        yield _line(name, one)
    if report.whole:
        yield ""
        yield f"{'Articles as a whole':40}{'units':>8}{'alpha':>8}{'ac1':>8}{'differ':>9}"
        for row in report.whole:
            yield _line(row.tag.name if row.tag else "all tags together", row.found)
        for two in report.whole_pairs if len(report.whole_pairs) > 1 else ():
            yield _line(" and ".join(two.names), two.found)


def _line(name: str, one: Answered) -> str:
    return f"{name:40}{one.units:8,}{_short(one.alpha):>8}{_short(one.ac1):>8}{one.differing:9,}"


def _answered(one: Answered) -> dict[str, Any]:
    low, high = one.between or (None, None)
    return {
        "units": one.units,
        "differing": one.differing,
        "alpha": _figure(one.alpha),
        "low": low,
        "high": high,
        "ac1": _figure(one.ac1),
    }


def _found(found: Found) -> dict[str, Any]:
    return {"same": found.overlap_f1, "exact": found.exact_f1, "edges": found.edges_f1}


def _figure(agreement: Agreement) -> dict[str, Any]:
    why = agreement.why
    return {"value": agreement.value, "undefined": None if why is None else why.value}


def _short(agreement: Agreement) -> str:
    return "–" if agreement.value is None else f"{agreement.value:.2f}"
