"""The margin: annotations, what is carried and open suggestions together, as one reads."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.models import ActorKind
from annotations.queries.carried import Carried
from annotations.queries.readings import Card, Said
from annotations.queries.suggestions import Suggested
from annotations.templatetags.cards import CardWriter, parts, quoted
from annotations.templatetags.carried import carried_item

register = template.Library()

# From which confidence on which word says how sure the machine is.
SURENESS = ((0.9, "very likely"), (0.75, "likely"), (0.5, "perhaps"), (0.0, "doubtful"))


@register.simple_tag
def margin_cards(
    cards: Sequence[Card],
    suggestions: Sequence[Suggested],
    editable: bool,
    carried: Sequence[Carried] = (),
    **more: Any,
) -> SafeString:
    """The items of all in reading order, nothing between them. For the rest see CardWriter."""
    writer = SuggestionWriter(editable, **more)
    others = [*carried, *suggestions]
    # The sort is stable: at the same place one's own card comes first, then what is carried.
    ordered = sorted([*cards, *others], key=lambda card: card.order[:2]) if others else cards
    return mark_safe("".join(map(writer.any, ordered)))


@register.simple_tag
def suggestion_cards(suggestions: Iterable[Suggested]) -> SafeString:
    """The list items of suggestions, for the page to put in their places."""
    writer = SuggestionWriter(editable=True)
    return mark_safe("".join(map(writer.suggestion, suggestions)))


@register.simple_tag
def swapped_suggestions(suggestions: Iterable[Suggested]) -> SafeString:
    """Cards that htmx puts in the place of those of the same suggestions."""
    writer = SuggestionWriter(editable=True)
    more = ' hx-swap-oob="true"'
    return mark_safe("".join(writer.suggestion(one, more) for one in suggestions))


class SuggestionWriter(CardWriter):
    """Writes cards, and those of suggestions: in grey, with what can be decided."""

    def __init__(self, editable: bool, **more: Any) -> None:
        super().__init__(editable, **more)
        self.word = self.word | words(get_language() or "")

    def any(self, card: Card) -> str:
        if isinstance(card, Carried):
            return carried_item(self, card)
        return self.suggestion(card) if isinstance(card, Suggested) else self.item(card)

    def suggestion(self, one: Suggested, more: str = "") -> str:
        name = f"s{one.number}"
        said = self.suggested(one, one.said) if one.said else ""
        if one.name:
            more += f' data-who="{escape(one.name.lower())}"'
        if one.said and None in [
            people[0] for people in (one.said.speaker, one.said.relayer) if people
        ]:
            more += " data-new"
        if one.outer_name:
            more += f' data-via="{escape(one.outer_name.lower())}"'
        return (
            f'<li id="card-{name}" class="card suggestion c-grey" data-a="{name}" '
            f'data-kind="suggestion" data-start="{one.parts[0].start}" data-parts="{parts(one)}" '
            f'tabindex="-1"{more}>'
            f'<blockquote class="card-words" dir="auto">{escape(quoted(one))}</blockquote>'
            f'{said}<p class="card-tools">'
            f"{self.edit(f'suggestions/{one.number}/', 'decide')}</p></li>"
        )

    def suggested(self, one: Suggested, said: Said) -> str:
        word = self.word
        nobody = f'<span class="muted">{word["no speaker"]}</span>'
        capacity = ", ".join(part for part in (said.post, said.organisation) if part)
        as_ = f' <span class="card-as" dir="auto">{escape(capacity)}</span>' if capacity else ""
        is_new = said.speaker is not None and said.speaker[0] is None
        new = (
            f' <span class="badge card-new">{word["new " + one.actor_kind]}</span>'
            if is_new
            else ""
        )
        return (
            f'<p class="card-who">{self.actor(said.speaker) or nobody}{as_}{new}</p>'
            f'<p class="card-how"><span class="card-suggested">{word["suggested"]}</span> '
            f'<span class="card-mode">{word["mode " + said.mode]}</span> '
            f'<span class="card-sure num">'
            f'<span class="card-sureness">{word[sureness(one.confidence)]}, </span>'
            f"{one.percent}\u202f%</span></p>"
            f"{self.facts(said)}"
        )


def sureness(confidence: float) -> str:
    return next(word for least, word in SURENESS if confidence >= least)


@lru_cache(maxsize=16)
def words(language: str) -> dict[str, str]:
    """The fixed words of suggestions as HTML, looked up once for each language."""
    found: dict[str, Any] = {
        "suggested": _("Suggested"),
        "no speaker": _("No speaker found"),
        f"new {ActorKind.PERSON}": _("new person"),
        f"new {ActorKind.ORGANISATION}": _("new organisation"),
        f"new {ActorKind.COUNTRY}": _("new country"),
        f"new {ActorKind.UNNAMED}": _("unnamed"),
        "new ": _("new person"),
        "very likely": _("very likely"),
        "likely": _("likely"),
        "perhaps": _("perhaps"),
        "doubtful": _("doubtful"),
    }
    return {name: str(escape(word)) for name, word in found.items()}
