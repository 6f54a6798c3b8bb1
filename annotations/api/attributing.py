"""A statement as programs send it, and what the actions make of it."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field

from annotations.actions.attributions import Facts, Places
from annotations.actions.people import Capacity, Named
from annotations.api.inputs import Body, Note, Word, said, unsaid
from annotations.api.own import PlaceIn, Tags, tags_of
from annotations.api.problems import blamed
from annotations.models import (
    Actor,
    Affiliation,
    Attribution,
    Coding,
    CodingKind,
    ProjectArticle,
    Span,
    SpanRole,
    User,
)
from annotations.queries.proposals import mode_at
from annotations.queries.readings import Tagbook

Modes = Literal["direct", "indirect", "mixed", "scare"]
Stances = Literal["reject", "critical", "neutral", "supportive", "endorse", "mixed", "unclear"]
Certainties = Literal["certain", "probable", "possible"]
Kinds = Literal["", "person", "organisation", "country", "unnamed"]


class Who(Body):
    """Somebody of the register by `id`; or by `name`, who is entered where nobody is called so."""

    id: UUID | None = None
    name: Word = ""
    kind: Kinds = ""


class CapacityIn(Body):
    """A post of the register, or a `post` by name that is entered; nothing of it: what the speaker
    was on the day of the article, where that was one thing."""

    affiliation: UUID | None = None
    post: Word = ""
    organisation: Word = ""


class AttributionIn(Body):
    """Without `mode` the words decide: in quotation marks they are direct."""

    content: Annotated[list[PlaceIn], Field(min_length=1, max_length=50)]
    cue: PlaceIn | None = None
    mention: PlaceIn | None = None
    mode: Modes | None = None
    speaker: Who | None = None
    capacity: CapacityIn | None = Field(default_factory=CapacityIn)
    printed_capacity: Word = ""
    target: Who | None = None
    relayers: Annotated[list[Who], Field(max_length=4)] = []
    stance: Stances | Literal[""] = ""
    certainty: Certainties = "certain"
    tags: Tags = []
    note: Note = ""


class AttributionChange(Body):
    content: Annotated[list[PlaceIn], Field(min_length=1, max_length=50)] = unsaid()
    cue: PlaceIn | None = unsaid()
    mention: PlaceIn | None = unsaid()
    mode: Modes = unsaid()
    speaker: Who | None = unsaid()
    capacity: CapacityIn | None = unsaid()
    printed_capacity: Word = unsaid()
    target: Who | None = unsaid()
    relayers: Annotated[list[Who], Field(max_length=4)] = unsaid()
    stance: Stances | Literal[""] = unsaid()
    certainty: Certainties = unsaid()
    tags: Tags = unsaid()
    note: Note = unsaid()


def places_of(body: AttributionIn) -> Places:
    """Raises Problem."""
    return Places(
        [one.range for one in body.content],
        body.cue.range if body.cue else None,
        body.mention.range if body.mention else None,
    )


def told_facts(body: AttributionIn, book: Tagbook, mode: str) -> Facts:
    """Two queries at most, for those who are named by id. Raises Problem."""
    named = [body.speaker, body.target, *body.relayers]
    known = Actor.objects.in_bulk([who.id for who in named if who and who.id])
    relayers = [_named(who, f"relayers/{place}", known) for place, who in enumerate(body.relayers)]
    chain = [one for one in relayers if one]
    return Facts(
        mode=mode,
        speaker=_named(body.speaker, "speaker", known),
        capacity=_capacity(body.capacity),
        target=_named(body.target, "target", known),
        relayer=chain[0] if chain else None,
        relays=chain[1:],
        stance=body.stance,
        certainty=body.certainty,
        note=body.note,
        tags=tags_of(book, body.tags),
        printed=body.printed_capacity,
    )


def mode_of(article: ProjectArticle, first: PlaceIn, user: User) -> str:
    """Whose words they are, by what stands around them."""
    own = Coding.objects.filter(project_article=article, analyst=user, kind=CodingKind.HUMAN)
    return mode_at(article, own.first(), first.start, first.end)


def merged(was: Attribution, body: AttributionChange) -> AttributionIn:
    """All of a statement: what it says now, and instead of it what the body names."""
    spans = list(was.spans.in_reading_order())
    kept: dict[str, Any] = {
        "content": [_place(one) for one in spans if one.role == SpanRole.CONTENT],
        "cue": _single(spans, SpanRole.CUE),
        "mention": _single(spans, SpanRole.SPEAKER),
        "mode": was.mode,
        "speaker": _who(was.speaker_id),
        "capacity": CapacityIn(affiliation=was.affiliation_id) if was.affiliation_id else None,
        "printed_capacity": was.printed_capacity,
        "target": _who(was.target_id),
        "relayers": [
            Who(id=pk)
            for pk in [was.relayer_id, *(one.actor_id for one in was.relays.order_by("position"))]
            if pk
        ],
        "stance": was.stance,
        "certainty": was.certainty,
        "tags": [one.tag_id for one in was.attribution_tags.all()],
        "note": was.note,
    }
    changes = said(body)
    if "speaker" in changes and "capacity" not in changes:
        # Somebody else spoke in a capacity of their own.
        kept["capacity"] = CapacityIn()
    return AttributionIn.model_construct(**kept | changes)


def _named(who: Who | None, field: str, known: dict[UUID, Actor]) -> Named | None:
    """Raises Problem."""
    if who is None or not (who.id or who.name.strip()):
        return None
    if who.id is None:
        return Named(field, name=who.name, kind=who.kind)
    if who.id not in known:
        raise blamed(f"{field}/id", _("The register has nobody of this id."))
    return Named(field, known[who.id])


def _capacity(said: CapacityIn | None) -> Capacity | None:
    """Raises Problem."""
    if said is None:
        return None
    if said.affiliation is None:
        return Capacity(post=said.post, organisation=said.organisation)
    found = Affiliation.objects.filter(pk=said.affiliation).first()
    if found is None:
        raise blamed("capacity/affiliation", _("The register has no such post."))
    return Capacity(found)


def _place(span: Span) -> PlaceIn:
    return PlaceIn(start=span.start, end=span.end, words=span.words)


def _single(spans: list[Span], role: str) -> PlaceIn | None:
    return next((_place(one) for one in spans if one.role == role), None)


def _who(pk: UUID | None) -> Who | None:
    return Who(id=pk) if pk else None
