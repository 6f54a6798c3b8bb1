"""Passages that were found. As templates, twenty of them took a fifth of what a search takes."""

from collections.abc import Sequence
from html import escape
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from annotations.queries.hits import Hit
from annotations.templatetags.ui import choose_box, marked
from annotations.templatetags.words import day

register = template.Library()

SOME = UUID(int=0)


@register.simple_tag
def hits(found: Sequence[Hit], can_choose: object) -> SafeString:
    """One <li> for each; what an article is called stands above the first of it alone. All that
    comes from texts and names is escaped right here."""
    address = reverse("workbench", args=[SOME])
    before = None
    rows = []
    for one in found:
        there = escape(address.replace(str(SOME), str(one.opens)))
        box = choose_box(one.findable.article_id, one.title) if can_choose else ""
        if one.findable.article_id == before:
            rows.append(f'<li class="same">{box}{_further(one, there)}</li>\n')
        else:
            rows.append(f"<li>{box}{_said(one, there)}</li>\n")
        before = one.findable.article_id
    return SafeString("".join(rows))


def _said(one: Hit, there: str) -> str:
    """The title, where it stood, and the words of a paragraph with what stands around them."""
    context = marked(one.context)
    if not one.findable.place:
        return f'<a class="title" href="{there}" {_language(one)}>{context}</a>{_where(one)}'
    return (
        f'<a class="title" href="{there}{_place(one)}" {_language(one)}>{escape(one.title)}</a>'
        f'{_where(one)}<p class="context" {_language(one)}>{context}</p>'
    )


def _further(one: Hit, there: str) -> str:
    """A paragraph below another one of the same article."""
    return (
        f'<a class="words context" href="{there}{_place(one)}" {_language(one)}>'
        f"{marked(one.context)}</a>"
    )


def _place(one: Hit) -> str:
    return f"#p{one.findable.place - 1}"


def _language(one: Hit) -> str:
    return f'dir="auto" lang="{escape(one.language)}"'


def _where(one: Hit) -> str:
    return (
        f'<p class="small muted"><bdi>{escape(one.source)}</bdi>{_day(one)}'
        f" · <bdi>{escape(one.project_name)}</bdi></p>"
    )


def _day(one: Hit) -> str:
    if one.published_on is None:
        return ""
    at = one.published_on
    return f' · <time datetime="{at.isoformat()}">{escape(day(at))}</time>'
