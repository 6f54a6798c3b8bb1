"""What links between statements are called from either end."""

from django import template
from django.utils.translation import gettext_lazy as _

from annotations.models import LinkKind
from annotations.queries.links import Connection

register = template.Library()

WORDS = {
    (LinkKind.REPEATS, True): _("Repeats"),
    (LinkKind.REPEATS, False): _("Later repeated"),
    (LinkKind.CLARIFIES, True): _("Clarifies"),
    (LinkKind.CLARIFIES, False): _("Later clarified"),
    (LinkKind.DENIES, True): _("Denies"),
    (LinkKind.DENIES, False): _("Later denied"),
    (LinkKind.CONTRADICTS, True): _("Contradicts"),
    (LinkKind.CONTRADICTS, False): _("Contradicts"),
    (LinkKind.WALKS_BACK, True): _("Walks back"),
    (LinkKind.WALKS_BACK, False): _("Later walked back"),
}


@register.filter
def link_word(one: Connection) -> str:
    """What the statement of the page does to the other one, or the other one to it."""
    return str(WORDS[LinkKind(one.link.kind), one.is_from])
