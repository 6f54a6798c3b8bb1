"""The cards of what was annotated in copies of an article: quieter than its own."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.queries.carried import Carried, Origin
from annotations.templatetags.cards import CardWriter, chips, note, parts, quoted


def carried_item(writer: CardWriter, card: Carried) -> str:
    """The list item; all that comes from people is escaped where it is put in."""
    name, word = card.name, words(get_language() or "")
    said = writer.statement(card, card.said) if card.said else ""
    tools = deciding(name, word) if writer.editable and card.is_own else ""
    return (
        f'<li id="card-{name}" class="card carried c-{card.colour}" data-a="{name}" '
        f'data-kind="carried" data-start="{card.parts[0].start}" data-parts="{parts(card)}" '
        f'tabindex="-1">'
        f'<blockquote class="card-words" dir="auto">{escape(quoted(card))}</blockquote>'
        f"{said}{chips(card)}{note(card)}{coming_from(card.origin, word)}{tools}</li>"
    )


def coming_from(origin: Origin | None, word: dict[str, str]) -> str:
    if origin is None:
        return ""
    whose = f"?coding={origin.coding}" if origin.coding else ""
    address = f"{reverse('workbench', args=[origin.project_article])}{whose}#card-{origin.number}"
    return (
        f'<p class="card-from">{word["from"]} <a href="{address}" dir="auto" '
        f'lang="{escape(origin.language)}">{escape(origin.title)}</a>, '
        f"<bdi>{escape(origin.source)}</bdi></p>"
    )


def deciding(name: str, word: dict[str, str]) -> str:
    at = f"carried/{UUID(name[1:])}/"
    buttons = " ".join(
        f'<button class="button quiet small" form="act" formaction="{at}{what}/" '
        f'data-carried="{what}" data-n="{name}">{word[what]}</button>'
        for what in ("take", "leave")
    )
    return f'<p class="card-tools">{buttons}</p>'


@lru_cache(maxsize=16)
def words(language: str) -> dict[str, str]:
    """The fixed words as HTML, looked up once for each language."""
    found = {
        "from": _("Carried from"),
        "take": _("Take it as my own here"),
        "leave": _("Not here"),
    }
    return {name: str(escape(word)) for name, word in found.items()}
