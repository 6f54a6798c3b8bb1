"""Passages that were found. As templates, twenty of them took a fifth of what a search takes."""

from collections.abc import Iterable
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from annotations.queries.hits import Hit
from annotations.templatetags.ui import choose_box, marked
from annotations.templatetags.words import day

register = template.Library()

SOME = UUID(int=0)


@register.simple_tag
def hits(found: Iterable[Hit], can_choose: object) -> SafeString:
    """One <li> for each. All that comes from texts and names is escaped right here."""
    address = reverse("workbench", args=[SOME])
    return SafeString(
        "".join(
            f"<li>{_box(one) if can_choose else ''}"
            f"{_said(one, escape(address.replace(str(SOME), str(one.opens))))}"
            f'<p class="small muted"><bdi>{escape(one.source)}</bdi>{_day(one)}'
            f" · <bdi>{escape(one.project_name)}</bdi></p></li>\n"
            for one in found
        )
    )


def _box(one: Hit) -> str:
    return choose_box(one.findable.article_id, one.title)


def _said(one: Hit, there: str) -> str:
    """The title, and the words of a paragraph with what stands around them."""
    language = f'dir="auto" lang="{escape(one.language)}"'
    context = marked(one.context)
    if not one.findable.place:
        return f'<a class="title" href="{there}" {language}>{context}</a>'
    return (
        f'<a class="title" href="{there}#p{one.findable.place - 1}" {language}>'
        f'{escape(one.title)}</a><p class="context" {language}>{context}</p>'
    )


def _day(one: Hit) -> str:
    if one.published_on is None:
        return ""
    at = one.published_on
    return f' · <time datetime="{at.isoformat()}">{escape(day(at))}</time>'
