"""What an accepted suggestion says: the people it means, as the register has them today."""

from annotations.actions.attributions import Facts, Places
from annotations.actions.excerpts import Range
from annotations.actions.people import Capacity, Named
from annotations.domain.names import tidy
from annotations.models import (
    ActorKind,
    Affiliation,
    Coding,
    Paragraph,
    Span,
    SpanRole,
    Suggestion,
)
from annotations.models.resolving import Meant, Mention, meant_in


def places_of(spans: list[Span]) -> Places:
    """The places of a suggestion, whose spans come in reading order."""
    by_role: dict[str, list[Range]] = {}
    for span in spans:
        by_role.setdefault(span.role, []).append(Range(span.start, span.end, span.words))
    cue, mention = (by_role.get(role, [None]) for role in (SpanRole.CUE, SpanRole.SPEAKER))
    return Places(by_role[SpanRole.CONTENT], cue[0], mention[0])


def facts_of(suggestion: Suggestion, coding: Coding) -> Facts:
    """Who says it, in what capacity, and who passes it on. Seven queries at most.

    Whoever is meant by evidence alone, such as a title, is named as well (models/resolving.py).
    Somebody whom the register lacks will be entered with the post that the text prints.
    """
    day = coding.project_article.article.published_on
    spans = suggestion.attribution.spans.all()
    printed = next((span for span in spans if span.role == SpanRole.SPEAKER), None)
    mention = Mention(
        suggestion.name,
        printed.words if printed else "",
        printed.start if printed else 0,
        suggestion.kind,
        suggestion.affiliation,
    )
    parent = suggestion.parent
    outer = Mention(parent.name if parent else "")
    paragraphs = Paragraph.objects.filter(revision=coding.revision_id)
    known = meant_in([mention, outer], paragraphs, coding.pk, day)
    speaker = _named("speaker_name", known.get(mention), suggestion)
    relayer = _named("relayer_name", known.get(outer), parent) if parent else None
    if speaker and relayer and (speaker.actor, speaker.name) == (relayer.actor, relayer.name):
        relayer = None
    return Facts(
        mode=suggestion.attribution.mode,
        speaker=speaker,
        capacity=_capacity(suggestion, speaker, coding),
        relayer=relayer,
        printed=suggestion.affiliation,
    )


def _named(field: str, meant: Meant | None, suggestion: Suggestion) -> Named | None:
    if meant:
        return Named(field, meant.actor)
    if not suggestion.name:
        return None
    return Named(field, name=suggestion.name, kind=suggestion.kind or ActorKind.PERSON)


def _capacity(suggestion: Suggestion, speaker: Named | None, coding: Coding) -> Capacity | None:
    """The post that was held on the day of the article; else the one that the text prints."""
    if speaker is None:
        return None
    kind = speaker.actor.kind if speaker.actor else speaker.kind
    if kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
        return None
    if speaker.actor:
        day = coding.project_article.article.published_on
        spoken = (speaker.actor.pk, suggestion.affiliation)
        meant = Affiliation.objects.meant_by([spoken], day)
        if spoken in meant:
            held = meant[spoken]
            return Capacity(held) if held else None
    post = tidy(suggestion.affiliation)
    return Capacity(post=post) if post else None
