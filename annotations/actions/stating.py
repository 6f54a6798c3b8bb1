"""From a version that is compared to an annotation of the gold coding."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from annotations.actions.acts import Turn
from annotations.actions.attributions import Facts, Places, attribution_of
from annotations.actions.excerpts import Range, excerpts, placed, take_number
from annotations.actions.people import Capacity, Named
from annotations.actions.snapshots import Snapshot
from annotations.actions.spans import ids_of
from annotations.actions.tagging import check_rules
from annotations.domain.adjudication.versions import Range as Ends
from annotations.domain.adjudication.versions import Version
from annotations.models import Actor, Affiliation, Coding, SpanRole, Tag
from annotations.models.acts import ARTICLE


def places_of(coding: Coding, version: Version) -> Places:
    """With the words that the text has there. One query."""
    text = coding.revision.text

    def worded(ends: Ends | None) -> Range | None:
        return Range(*ends, text[slice(*ends)]) if ends else None

    content = [Range(start, end, text[start:end]) for start, end in version.content]
    return Places(content, worded(version.cue), worded(version.mention))


def facts_of(version: Version) -> Facts:
    """Whom and what a statement names, as the register has them. Three queries at most."""
    said = version.facts
    chain = [UUID(one) for one in said["relayers"].split()]
    named = [UUID(said[name]) for name in ("speaker", "target") if said[name]]
    actors = Actor.objects.in_bulk([*chain, *named])

    def who(field: str, key: UUID | None) -> Named | None:
        return Named(field, actors[key]) if key in actors else None

    relayers = [one for one in (who("relayer_name", key) for key in chain) if one]
    posts = Affiliation.objects.filter(pk__in=[UUID(one) for one in [said["affiliation"]] if one])
    post = posts.first()
    return Facts(
        mode=said["mode"],
        speaker=who("speaker_name", UUID(said["speaker"]) if said["speaker"] else None),
        capacity=Capacity(post) if post else None,
        target=who("target_name", UUID(said["target"]) if said["target"] else None),
        relayer=relayers[0] if relayers else None,
        relays=relayers[1:],
        stance=said["stance"],
        certainty=said["certainty"],
        tags=tags_of(version),
        printed=said["printed_capacity"],
    )


def tags_of(version: Version) -> Sequence[Tag]:
    return list(Tag.objects.filter(pk__in=[UUID(tag) for tag in version.tags]))


def stated(turn: Turn, before: Snapshot | None, version: Version, *, is_new: bool) -> Snapshot:
    """The annotation as it is to be, under the number that it has.

    One that no coder has in this way, `is_new`, has to be as the codebook says; what somebody has
    was right when it was made. Raises what `create_attribution` raises.
    """
    if version.is_article:
        after = Snapshot(ARTICLE, (), ids_of(tags_of(version)))
        if is_new:
            check_rules(turn.coding, before, after)
        return after
    places = places_of(turn.coding, version)
    if version.is_passage:
        after = _passage(turn, before, places.content[0], tags_of(version))
        if is_new:
            check_rules(turn.coding, before, after)
        return after
    number = before.number if before else take_number(turn.coding)
    made = (facts_of(version), turn.by, turn.at)
    return attribution_of(turn.coding, number, before, places, *made, checks=is_new)


def _passage(turn: Turn, before: Snapshot | None, where: Range, tags: Sequence[Tag]) -> Snapshot:
    coding = turn.coding
    [excerpt] = excerpts(coding, [where])
    kept = before.spans[0] if before and before.statement is None else None
    span = placed(coding, SpanRole.PASSAGE, where, excerpt, turn.at, kept)
    if before and not kept:
        # What was a statement keeps its number, and so does the passage that it becomes.
        span = replace(span, number=before.number)
    return Snapshot(span.number, (span,), ids_of(tags), before.note if before else "")
