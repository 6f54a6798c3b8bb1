"""A crosswalk with what it loses, and how many annotations that are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from annotations.domain.crosswalks import Fate, Relation, Way, fates
from annotations.domain.trees import interleaved
from annotations.models import ArticleTag, AttributionTag, Codebook, SpanTag, Tag, TagWay


@dataclass(frozen=True)
class Line:
    """A tag with its way. Where nobody has said any, that to a tag of the same name is offered.

    `typed` is what the form shows: the short name of the other tag.
    """

    tag: Tag
    depth: int
    relation: str
    other: Tag | None
    typed: str
    fate: str
    mixed_with: Sequence[Tag]
    borne: int


@dataclass(frozen=True)
class Crosswalk:
    """`unreached` are tags of the other codebook to which no way leads."""

    lines: Sequence[Line]
    others: Sequence[Tag]
    unreached: Sequence[Tag]

    @property
    def losses(self) -> list[Line]:
        """What does not come back as it went, the most borne first."""
        whole = (Fate.SAME.value, Fate.OPEN.value)
        lost = [line for line in self.lines if line.fate not in whole]
        return sorted(lost, key=lambda line: -line.borne)

    @property
    def open(self) -> int:
        """Of how many tags nobody has said yet what becomes of them."""
        return sum(line.fate == Fate.OPEN.value for line in self.lines)

    @property
    def borne(self) -> int:
        return sum(line.borne for line in self.lines)

    @property
    def surviving(self) -> int:
        return sum(line.borne for line in self.lines if line.fate == Fate.SAME.value)


def crosswalk_of(codebook: Codebook, to: Codebook) -> Crosswalk:
    """Six queries."""
    tags = interleaved(codebook.tags.filter(retired_at__isnull=True).in_order())
    others = [tag for tag, _ in interleaved(to.tags.filter(retired_at__isnull=True).in_order())]
    rows = TagWay.objects.filter(tag__codebook=codebook, codebook=to).select_related("other")
    said = {row.tag_id: row for row in rows}
    ways = {key: Way(Relation(row.relation), row.other_id) for key, row in said.items()}
    become = fates([tag.pk for tag, _ in tags], ways)
    by_id = {tag.pk: tag for tag, _ in tags}
    borne = borne_in(codebook)
    lines = []
    for tag, depth in tags:
        way = said.get(tag.pk)
        alike = None if way else _alike(tag, others)
        fate, rivals = become[tag.pk]
        other = way.other if way else alike
        lines.append(
            Line(
                tag=tag,
                depth=depth,
                relation=way.relation if way else "exact" if alike else "",
                other=other,
                typed=other.key if other else "",
                fate=fate.value,
                mixed_with=[by_id[key] for key in rivals if key in by_id],
                borne=borne[tag.pk],
            )
        )
    reached = {way.other for way in ways.values()}
    return Crosswalk(lines, others, [tag for tag in others if tag.pk not in reached])


def borne_in(codebook: Codebook) -> Counter[UUID]:
    """How many annotations and articles bear each tag. Three queries."""
    found: Counter[UUID] = Counter()
    for model in (SpanTag, AttributionTag, ArticleTag):
        rows = model.objects.filter(tag__codebook=codebook).values_list("tag")
        found.update(dict(rows.annotate(n=Count("pk")).order_by()))
    return found


def _alike(tag: Tag, others: Sequence[Tag]) -> Tag | None:
    name = tag.name.casefold()
    same = (one for one in others if one.key == tag.key or one.name.casefold() == name)
    return next(same, None)
