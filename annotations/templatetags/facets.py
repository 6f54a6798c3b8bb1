"""What narrows a search. As a template, choices took a tenth of what a page of results takes."""

from collections.abc import Sequence
from html import escape
from typing import Any

from django import template
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def facets(found: Sequence[tuple[str, Sequence[Any]]]) -> SafeString:
    """A section for each head that has choices (views.search_filters.Choice). What they are called
    and their addresses are escaped right here."""
    return SafeString("".join(_section(head, choices) for head, choices in found if choices))


def _section(head: str, choices: Sequence[Any]) -> str:
    rows = "".join(map(_row, choices))
    return (
        f'<section>\n<h2 class="eyebrow">{escape(head)}</h2>\n'
        f'<ul role="list">\n{rows}</ul>\n</section>\n'
    )


def _row(choice: Any) -> str:
    url = escape(choice.url)
    chosen = ""
    if choice.is_chosen:
        chosen = f' aria-current="true" title="{escape(_("Take this filter away"))}"'
    return (
        f'<li><a id="by-{escape(choice.key)}" href="{url}"{chosen} hx-get="{url}"'
        ' hx-target="#search" hx-swap="outerHTML" hx-push-url="true">'
        f"<bdi>{escape(choice.label)}</bdi>"
        f' <span class="num">{escape(intcomma(choice.count))}</span></a></li>\n'
    )
