"""The words on a card in the margin."""

from typing import Any
from uuid import UUID

from django import template
from django.utils.translation import gettext as _

from annotations.domain.spans.excerpts import shorten
from annotations.models import Certainty, Coding, CodingKind, Mode, Tag, Verb
from annotations.queries.readings import Card

register = template.Library()


@register.filter
def quoted(card: Card) -> str:
    """The words of the passage or of the content, shortened in the middle, gaps as dots."""
    return shorten(" … ".join(part.words for part in card.main))


@register.filter
def shortened(words: str) -> str:
    return shorten(words, 60)


@register.filter
def is_in(tag: Tag, chosen: set[str]) -> bool:
    return str(tag.pk) in chosen


@register.filter
def mode_word(value: str) -> str:
    return str(Mode(value).label)


@register.filter
def certainty_word(value: str) -> str:
    return str(Certainty(value).label)


@register.filter
def undoing(verb: str) -> str:
    """What undo or redo is about, for those who do not see the page."""
    words = {Verb.CREATED: _("making"), Verb.CHANGED: _("changing"), Verb.DELETED: _("deleting")}
    return words.get(verb, "")  # type: ignore[call-overload]


@register.filter
def whose(coding: Coding) -> str:
    """Whose coding it is: the analyst's, the machine's, or the agreed one."""
    if coding.kind == CodingKind.HUMAN and coding.analyst:
        return coding.analyst.shown_name
    return str(CodingKind(coding.kind).label)


@register.filter
def others(codings: list[Coding], shown: Any) -> list[Coding]:
    """All but the one that is shown."""
    pk: UUID | None = shown.pk if shown else None
    return [coding for coding in codings if coding.pk != pk]
