"""What was rejected in a text is not offered again in the next one."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from annotations.domain.anchoring import carry
from annotations.models import Coding, CodingKind, Decision, Revision, Span, SpanRole, Verdict

Places = list[tuple[int, int]]


def remember_rejections(machine: Coding, at: datetime) -> None:
    """Reject anew, for each analyst, what they rejected in the revision before.

    As far as the words and their clause are the same. `machine` is the coding of the new revision.
    """
    analysts = {
        coding.analyst_id: coding
        for coding in Coding.objects.filter(
            project_article=machine.project_article_id,
            kind=CodingKind.HUMAN,
            revision=machine.revision_id,
        )
    }
    rejected = _rejected(machine)
    if not rejected or not analysts:
        return
    offered = {tuple(places): owner for owner, places in _contents(coding=machine).items()}
    language = machine.project_article.article.language or None
    decisions = []
    for revision, by_analyst in rejected.items():
        text = Revision.objects.values_list("text", flat=True).get(pk=revision)
        for analyst, places in by_analyst:
            coding = analysts.get(analyst)
            found = carry(text, machine.revision.text, places, language)
            if coding is None or not all(one.outcome.is_certain for one in found):
                continue
            owner = offered.get(tuple(one.place for one in found if one.place))
            if owner:
                decisions.append(
                    Decision(
                        project_id=machine.project_id,
                        coding=coding,
                        suggestion_id=owner,
                        verdict=Verdict.REJECTED,
                        at=at,
                    )
                )
    Decision.objects.bulk_create(decisions, ignore_conflicts=True)


def _rejected(machine: Coding) -> dict[UUID, list[tuple[UUID, Places]]]:
    """By revision: who rejected what, in codings that a newer one follows."""
    decisions = Decision.objects.filter(
        coding__project_article=machine.project_article_id,
        coding__kind=CodingKind.HUMAN,
        coding__is_current=False,
        verdict=Verdict.REJECTED,
    )
    contents = _contents(attribution__suggestion__decisions__in=decisions)
    found: dict[UUID, list[tuple[UUID, Places]]] = defaultdict(list)
    rows = decisions.order_by("pk").values_list(
        "coding__revision", "coding__analyst", "suggestion_id"
    )
    for revision, analyst, suggestion in rows:
        found[revision].append((analyst, contents[suggestion]))
    return found


def _contents(**wanted: object) -> dict[UUID, Places]:
    """The places of what was said, by attribution."""
    found: dict[UUID, Places] = defaultdict(list)
    spans = Span.objects.filter(role=SpanRole.CONTENT, **wanted).order_by("start", "number")
    for owner, start, end in spans.distinct().values_list("attribution_id", "start", "end"):
        found[owner].append((start, end))
    return found
