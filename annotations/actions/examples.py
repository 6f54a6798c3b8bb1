"""What a project's people decided, as the machine learns from it."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, QuerySet, Value, When

from annotations.domain.quotes.learning import Attributed, Example
from annotations.models import Coding, CodingKind, CodingState, Project, Span, SpanRole, Verdict

# Bounds of memory and time: about an hour's work for one core, at the very most. The latest count.
MOST_ARTICLES = 2_000
LONGEST_TEXT = 100_000

Places = dict[str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Lessons:
    """`examples`, one for an article, in an order that does not depend on when it is asked for."""

    examples: list[Example]

    @property
    def finished(self) -> int:
        return sum(one.complete for one in self.examples)

    @property
    def attributions(self) -> int:
        return sum(len(one.gold) for one in self.examples)

    @property
    def rejections(self) -> int:
        return sum(len(one.rejected) for one in self.examples)


def lessons_of(project: Project) -> Lessons:
    """What people attributed and rejected, in the articles that they touched last.

    One coding speaks for an article: the agreed one where there is one, else one that is done, else
    the one that was touched last. Two analysts of one article would teach it the same text twice,
    and where they disagree, the opposite. Only a coding that is done says that the rest of the text
    holds no statements. Passages teach nothing. Three queries.
    """
    codings = _chosen(project)
    keys = [coding.pk for coding in codings]
    gold = _attributed(Span.objects.filter(coding__in=keys, attribution__isnull=False), "coding_id")
    refused = Span.objects.filter(
        attribution__suggestion__decisions__coding__in=keys,
        attribution__suggestion__decisions__verdict=Verdict.REJECTED,
        # Places are those of one text.
        coding__revision=F("attribution__suggestion__decisions__coding__revision"),
    )
    rejected = _attributed(refused, "attribution__suggestion__decisions__coding")
    examples = [
        Example(
            text=coding.revision.text,
            language=coding.project_article.article.language,
            gold=tuple(gold.get(coding.pk, ())),
            complete=coding.state == CodingState.DONE,
            rejected=tuple(rejected.get(coding.pk, ())),
        )
        for coding in codings
    ]
    return Lessons([one for one in examples if one.complete or one.gold or one.rejected])


def _chosen(project: Project) -> list[Coding]:
    """One coding for an article, the articles in the order of their ids."""
    rank = Case(
        When(kind=CodingKind.GOLD, then=Value(0)),
        When(state=CodingState.DONE, then=Value(1)),
        default=Value(2),
    )
    readable = Coding.objects.by_people().filter(project=project)
    readable = readable.filter(revision__length__lte=LONGEST_TEXT)
    best = readable.order_by("project_article", rank, "-changed_at", "pk").distinct(
        "project_article"
    )
    latest = Coding.objects.filter(pk__in=best.values("pk")).order_by("-changed_at", "pk")
    chosen = latest.select_related("revision", "project_article__article")[:MOST_ARTICLES]
    return sorted(chosen, key=lambda coding: coding.project_article_id)


def _attributed(spans: QuerySet[Span], owner: str) -> dict[UUID, list[Attributed]]:
    """The attributions of these spans by the coding that `owner` names, in reading order."""
    places: dict[tuple[UUID, UUID], Places] = defaultdict(lambda: defaultdict(list))
    rows = spans.order_by("start", "number").values_list(
        owner, "attribution_id", "role", "start", "end"
    )
    for coding, attribution, role, start, end in rows:
        places[coding, attribution][role].append((start, end))
    found: dict[UUID, list[Attributed]] = defaultdict(list)
    for (coding, _), by_role in places.items():
        if by_role[SpanRole.CONTENT]:
            parts = (tuple(by_role[role]) for role in ("content", "cue", "speaker"))
            found[coding].append(Attributed(*parts))
    return found
