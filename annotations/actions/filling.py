"""What an accepted suggestion says: the people it means, as the register has them today."""

from annotations.actions.attributions import Facts, Places
from annotations.actions.excerpts import Range
from annotations.actions.people import Capacity, Named
from annotations.domain.names import as_registered, tidy
from annotations.models import Actor, ActorKind, Affiliation, Coding, Span, SpanRole, Suggestion


def places_of(spans: list[Span]) -> Places:
    """The places of a suggestion, whose spans come in reading order."""
    by_role: dict[str, list[Range]] = {}
    for span in spans:
        by_role.setdefault(span.role, []).append(Range(span.start, span.end, span.words))
    cue, mention = (by_role.get(role, [None]) for role in (SpanRole.CUE, SpanRole.SPEAKER))
    return Places(by_role[SpanRole.CONTENT], cue[0], mention[0])


def facts_of(suggestion: Suggestion, coding: Coding) -> Facts:
    """Who says it, in what capacity, and who passes it on. Three queries at most.

    Somebody whom the register lacks will be entered with the post that the text prints.
    """
    outer = suggestion.parent.name if suggestion.parent else ""
    spans = suggestion.attribution.spans.all()
    mention = next((span.words for span in spans if span.role == SpanRole.SPEAKER), "")
    called = as_registered(suggestion.name, mention, is_person=suggestion.kind == ActorKind.PERSON)
    known = Actor.objects.meant_by({*called, outer}, coding.pk)
    found = next((known[one] for one in called if one in known), None)
    speaker = _named("speaker_name", found, suggestion)
    relayer = (
        _named("relayer_name", known.get(outer), suggestion.parent) if suggestion.parent else None
    )
    if speaker and relayer and (speaker.actor, speaker.name) == (relayer.actor, relayer.name):
        relayer = None
    return Facts(
        mode=suggestion.attribution.mode,
        speaker=speaker,
        capacity=_capacity(suggestion, speaker, coding),
        relayer=relayer,
        printed=suggestion.affiliation,
    )


def _named(field: str, actor: Actor | None, suggestion: Suggestion) -> Named | None:
    if actor:
        return Named(field, actor)
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
