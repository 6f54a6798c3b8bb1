"""What cards say of the statements that theirs is linked with."""

from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _

from annotations.models import LinkKind
from annotations.queries.readings import Card, CardLink
from annotations.templatetags.statements import WORDS
from annotations.templatetags.words import day


def card_links(card: Card) -> str:
    """What the statement does to others and they to it, each with the way to its page, as HTML."""
    if not card.links:
        return ""
    return f'<ul class="card-links">{"".join(map(_item, card.links))}</ul>'


def _item(one: CardLink) -> str:
    takes_back = one.kind == LinkKind.WALKS_BACK and not one.is_from
    when = f", {escape(day(one.day))}" if one.day else ""
    return (
        f'<li><span class="badge{" warn" if takes_back else ""}">'
        f"{escape(WORDS[LinkKind(one.kind), one.is_from])}</span> "
        f'<a href="{reverse("statement-detail", args=[one.said])}">'
        f"<bdi>{escape(one.speaker or _('nobody named'))}</bdi>{when}</a></li>"
    )
