"""Statements that a statement is linked with, and those that it could be."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import Case, Exists, Func, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Abs, Coalesce

from annotations.models import (
    Attribution,
    AttributionTag,
    Coding,
    CodingState,
    Link,
    LinkKind,
    Span,
    SpanRole,
    User,
)
from annotations.models.articles import UNDATED
from annotations.queries.agreed import Agreed, End, agreed_in
from annotations.queries.statements import Key, key_of, latest, line_of, with_article

MOST_OFFERED = 20


@dataclass(frozen=True)
class Connection:
    """A link as it looks from one of its ends: `other` is at the far end, None if it is gone.

    `is_from` where the page's own statement does it to the other one; `is_own` unless an analyst
    made it between statements of which these were agreed.
    """

    link: Link
    is_from: bool
    is_own: bool
    later: Attribution
    other: Attribution

    @property
    def day(self) -> date | None:
        """Since when: as entered, else the day of the article of the one that does it."""
        return self.link.day or self.later.coding.project_article.article.published_on

    @property
    def shown_day(self) -> date | None:
        """When the other one was said, or did it to the page's own statement."""
        return self.other.coding.project_article.article.published_on if self.is_from else self.day

    @property
    def takes_back(self) -> bool:
        """Whether the other one took the page's own statement back."""
        return not self.is_from and self.link.kind == LinkKind.WALKS_BACK


def connections_of(said: Attribution, user: User) -> list[Connection]:
    """The latest first; left out are links to what is gone. Nine queries at most.

    What was agreed has the links of the statements of which it was made, and is what is linked.
    """
    line, ours = line_of(said.coding), key_of(said.coding, said.number)
    wanted = Q(coding__in=line, number=said.number)
    wanted |= Q(other_coding__in=line, other_number=said.number)
    here = agreed_in([said.coding.project_article_id] if said.coding.counts else [])
    made_of = here.from_which((said.coding_id, said.number))
    for coding, number in made_of:
        wanted |= Q(coding=coding, number=number) | Q(other_coding=coding, other_number=number)
    rows = Link.objects.visible_to(user).filter(wanted)
    links = list(rows.select_related("coding", "other_coding", "linked_by"))
    sides = {link.pk: _sides(link, ours, made_of) for link in links}
    agreed = agreed_in({side.there[0].project_article_id for side in sides.values()})
    ends = {pk: [*_agreed(agreed, *side.there), side.there] for pk, side in sides.items()}
    found = latest(chain.from_iterable(ends.values()), user) if ends else {}
    made: dict[Hashable, Connection] = {}
    for link in sorted(links, key=lambda one: not sides[one.pk].is_own):
        side = sides[link.pk]
        others = [found.get(key_of(*end)) for end in ends[link.pk]]
        other = next((one for one in others if one is not None), None)
        if other is not None:
            later = said if side.is_from else other
            one = Connection(link, side.is_from, side.is_own, later, other)
            made.setdefault((link.kind, side.is_from, other.pk), one)
    return sorted(made.values(), key=lambda one: (one.day or UNDATED, one.link.pk), reverse=True)


@dataclass(frozen=True)
class _Side:
    is_from: bool
    is_own: bool
    there: tuple[Coding, int]


def _sides(link: Link, ours: Key, made_of: Collection[End]) -> _Side:
    """From which end the link is looked at, and what is at the other one."""
    first, second = (link.coding, link.number), (link.other_coding, link.other_number)
    is_own = ours in (key_of(*first), key_of(*second))
    is_from = key_of(*first) == ours if is_own else (link.coding_id, link.number) in made_of
    return _Side(is_from, is_own, second if is_from else first)


def _agreed(agreed: Agreed, coding: Coding, number: int) -> list[tuple[Coding, int]]:
    """What was agreed of a statement of this number, if anything was."""
    gold, its = agreed.of((coding.pk, number))
    return [(agreed.golds[gold], its)] if gold in agreed.golds else []


def could_be_connected(said: Attribution, user: User, typed: str = "") -> QuerySet[Attribution]:
    """Other statements of the project, the likeliest first; with `typed` only those whose speaker
    or words have each word of it.

    Likely is what the same speaker said, about the same target or with one of its tags, before it,
    and on the nearest days.
    What counts, and what somebody is at work on: that of their own coding, and of this one.
    """
    at_work = Q(coding__analyst=user.pk, coding__state=CodingState.OPEN)
    counted = Q(coding__counts=True) | Q(coding=said.coding_id) | at_work
    seen = Attribution.objects.visible_to(user).by_people()
    rows = seen.filter(counted, project=said.project_id)
    for word in typed.split():
        words = Span.objects.filter(
            attribution=OuterRef("pk"), role=SpanRole.CONTENT, words__icontains=word
        )
        rows = rows.filter(Q(speaker__name__icontains=word) | Q(Exists(words)))
    day = said.coding.project_article.article.published_on or UNDATED
    # PostgreSQL takes one day from another in whole days.
    distance = Abs(
        Func(
            Coalesce("coding__project_article__article__published_on", UNDATED),
            Value(day),
            arg_joiner=" - ",
            template="(%(expressions)s)",
            output_field=IntegerField(),
        )
    )
    tags = AttributionTag.objects.filter(attribution=said.pk)
    same_tag = AttributionTag.objects.filter(attribution=OuterRef("pk"), tag__in=tags.values("tag"))
    same_target = Q(target=said.target_id) if said.target_id else Q(pk__in=[])
    same_speaker = Q(speaker=said.speaker_id) if said.speaker_id else Q(pk__in=[])
    later = Q(coding__project_article__article__published_on__gt=day)
    return with_article(rows.exclude(pk=said.pk)).order_by(
        _last_unless(same_speaker),
        _last_unless(same_target | Q(Exists(same_tag))),
        _last_unless(~later),
        distance,
        "-pk",
    )


def _last_unless(likely: Q) -> Case:
    return Case(When(likely, then=0), default=1)
