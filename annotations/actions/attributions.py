"""Who said it: making an attribution from passages, and changing it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import existing, perform, take_turn
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range, excerpts, placed, take_number
from annotations.actions.keeping import an_act
from annotations.actions.people import Capacity, Named, capacity_of, somebody
from annotations.actions.snapshots import Place, Snapshot, Statement
from annotations.actions.spans import ids_of
from annotations.actions.tagging import check_rules
from annotations.domain.identifiers import uuid7
from annotations.domain.names import tidy
from annotations.models import Act, Actor, Certainty, Coding, ProjectArticle, SpanRole, Tag, User

LONGEST_CAPACITY = 200


class CannotAttribute(CannotAnnotate):
    """The attribution would not make sense."""


@dataclass(frozen=True)
class Places:
    """Where an attribution stands: one or several contents, its cue, the mention of the speaker."""

    content: Sequence[Range]
    cue: Range | None = None
    mention: Range | None = None

    def by_role(self) -> list[tuple[str, Range]]:
        content = dict.fromkeys(self.content)
        pairs: list[tuple[str, Range]] = [(SpanRole.CONTENT, one) for one in content]
        if self.cue:
            pairs.append((SpanRole.CUE, self.cue))
        if self.mention:
            pairs.append((SpanRole.SPEAKER, self.mention))
        return pairs


@dataclass(frozen=True)
class Facts:
    """Who said it, in what capacity, about whom, how. None: not known.

    `printed` is the capacity as the text has it; None leaves what is there.
    """

    mode: str
    speaker: Named | None = None
    capacity: Capacity | None = None
    target: Named | None = None
    relayer: Named | None = None
    # Who passed on what the relayer had passed on already, one after the other.
    relays: Sequence[Named] = ()
    stance: str = ""
    certainty: str = Certainty.CERTAIN
    note: str = ""
    tags: Sequence[Tag] = ()
    printed: str | None = None


@an_act
def create_attribution(
    *,
    project_article: ProjectArticle,
    places: Places,
    facts: Facts,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Attribute a statement. Makes the people that it names where the register lacks them.

    Raises WordsDiffer, CannotAnnotateFinished, CannotAttribute, CannotTag, and what
    `actions.actors` raises.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    number = take_number(turn.coding)
    after = attribution_of(turn.coding, number, None, places, facts, by, at)
    return perform(turn, before=None, after=after)


@an_act
def update_attribution(
    *,
    project_article: ProjectArticle,
    number: int,
    places: Places,
    facts: Facts,
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Change an attribution, or turn the passage of that number into one; it keeps its number.

    Raises Gone, and what `create_attribution` raises.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    after = attribution_of(turn.coding, number, before, places, facts, by, at)
    return perform(turn, before=before, after=after)


def attribution_of(
    coding: Coding,
    number: int,
    before: Snapshot | None,
    places: Places,
    facts: Facts,
    by: User,
    at: datetime,
    *,
    checks: bool = True,
) -> Snapshot:
    """The attribution of that number as it is to be; `before` is the annotation as it was.

    Without `checks` it may bear what the codebook lets nobody bear any more.

    Raises what `create_attribution` raises.
    """
    if not places.content:
        raise CannotAttribute(_("Choose what was said."), "content")
    spans = _spans(coding, before.spans if before else (), places, at)
    was = before.statement if before else None
    article = coding.project_article.article
    speaker = somebody(facts.speaker, article=article.pk, by=by)
    chain = _chain(facts, speaker, article.pk, by)
    affiliation = capacity_of(facts.capacity, speaker, article.published_on, by=by)
    after = Snapshot(
        number=number,
        spans=spans,
        tags=ids_of(facts.tags),
        note=facts.note,
        statement=Statement(
            id=was.id if was else str(uuid7()),
            created_at=was.created_at if was else at.isoformat(),
            mode=facts.mode,
            speaker=_id(speaker),
            affiliation=str(affiliation.pk) if affiliation else None,
            target=_id(somebody(facts.target, article=article.pk, by=by)),
            relayer=_id(chain[0] if chain else None),
            relays=tuple(str(one.pk) for one in chain[1:]),
            stance=facts.stance,
            certainty=facts.certainty,
            printed_capacity=_printed(facts.printed, was),
        ),
    )
    if checks:
        check_rules(coding, before, after)
    return after


def _chain(facts: Facts, speaker: Actor | None, article: UUID, by: User) -> list[Actor]:
    """Who passed it on, from the speaker outwards. Raises CannotAttribute."""
    passed: list[Actor] = []
    for named in filter(None, [facts.relayer, *facts.relays]):
        actor = somebody(named, article=article, by=by)
        if actor is None:
            continue
        if actor == speaker:
            raise CannotAttribute(_("Nobody relays their own words."), named.field)
        if actor in passed:
            raise CannotAttribute(_("Nobody passes the same words on twice."), named.field)
        passed.append(actor)
    return passed


def _spans(coding: Coding, old: Sequence[Place], places: Places, at: datetime) -> tuple[Place, ...]:
    """The wanted spans. Those that are there already stay, others of the role are moved there."""
    wanted = places.by_role()
    found = excerpts(coding, [one for _, one in wanted])
    left = [replace(span, role=_role(span.role)) for span in old]
    spans: list[Place | None] = []
    for role, one in wanted:
        same = (
            span for span in left if (span.role, span.start, span.end) == (role, one.start, one.end)
        )
        kept = next(same, None)
        spans.append(kept)
        if kept:
            left.remove(kept)
    for at_index, ((role, one), excerpt) in enumerate(zip(wanted, found, strict=True)):
        if spans[at_index] is None:
            moved = next((span for span in left if span.role == role), None)
            if moved:
                left.remove(moved)
            spans[at_index] = placed(coding, role, one, excerpt, at, moved)
    return tuple(span for span in spans if span)


def _role(role: str) -> str:
    """A passage that is attributed becomes what was said."""
    return SpanRole.CONTENT.value if role == SpanRole.PASSAGE else role


def _printed(printed: str | None, was: Statement | None) -> str:
    if printed is None:
        return was.printed_capacity if was else ""
    return tidy(printed)[:LONGEST_CAPACITY]


def _id(actor: Actor | None) -> str | None:
    return str(actor.pk) if actor else None
