"""Statements and tagged passages that were found. As templates, twenty of them took a quarter of
what a search for them takes."""

from collections.abc import Sequence
from datetime import date
from html import escape
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.domain.spans.excerpts import begun, ended
from annotations.models import CodingKind, User
from annotations.queries.search_marks import SaidRow
from annotations.queries.search_rows import Named, Shown
from annotations.templatetags.ui import choose_box, marked, stance_glyph, stance_word
from annotations.templatetags.words import day

register = template.Library()

SOME = UUID(int=0)


@register.simple_tag
def annotations_found(found: Sequence[SaidRow], user: User, can_choose: object) -> SafeString:
    """One <li> for each. All that comes from texts and names is escaped right here."""
    article, actor = (reverse(name, args=[SOME]) for name in ("workbench", "actor-detail"))
    return SafeString("".join(_row(one, user, can_choose, article, actor) for one in found))


def _row(row: SaidRow, user: User, can_choose: object, workbench: str, actor: str) -> str:
    one = row.shown
    box = choose_box(one.span, Truncator(one.parts[0]).chars(80)) if can_choose else ""
    whose = "" if one.coder == user.pk else f"?coding={one.coding}"
    there = f"{_at(workbench, one.place)}{whose}#card-{one.number}"
    return (
        f'<li>{box}<a class="words" href="{there}">{_words(row)}</a>\n'
        f"{_who(one, actor) if one.is_statement else ''}{_tags(one)}{_note(row)}"
        f'<p class="small muted"><bdi lang="{escape(one.language)}">{escape(one.title)}'
        f"</bdi> · <bdi>{escape(one.source)}</bdi>{_day(one.published_on)}"
        f" · <bdi>{escape(one.project)}</bdi>{_whose(one, user)}</p></li>\n"
    )


def _at(address: str, key: UUID) -> str:
    return escape(address.replace(str(SOME), str(key)))


def _words(row: SaidRow) -> str:
    """Words in their context, those that were asked for marked."""
    before, after = begun(row.shown.prefix), ended(row.shown.suffix)
    said = ' <span class="around">[…]</span> '.join(f"<b>{marked(one)}</b>" for one in row.parts)
    return (
        f'<q class="said" dir="auto" lang="{escape(row.shown.language)}">'
        f"{_around(before)}{said}{_around(after)}</q>"
    )


def _around(text: str) -> str:
    return f'<span class="around">{escape(text)}</span>' if text else ""


def _who(one: Shown, actor: str) -> str:
    """Who said it, in what capacity, through whom, with what stance and about whom."""
    about = ""
    if one.target:
        about = f' <span class="muted">{escape(_("about"))}</span> {_actor(one.target, actor)}'
    return f'<div class="who">{_speaker(one, actor)}{_stance(one.stance)}{about}</div>\n'


def _speaker(one: Shown, actor: str) -> str:
    if one.speaker:
        called = _actor(one.speaker, actor)
    elif one.suggested:
        called = f"<bdi>{escape(one.suggested)}</bdi>"
    else:
        called = f'<span class="muted">{escape(_("nobody named"))}</span>'
    return f"{called}\n{_capacity(one)}{_relayers(one, actor)}"


def _actor(one: Named, address: str) -> str:
    return f'<a href="{_at(address, one.id)}"><bdi>{escape(one.name)}</bdi></a>'


def _capacity(one: Shown) -> str:
    if one.post is None:
        return ""
    at = f", <bdi>{escape(one.organisation)}</bdi>" if one.organisation else ""
    return f'<div class="small muted"><bdi>{escape(one.post)}</bdi>{at}</div>\n'


def _relayers(one: Shown, actor: str) -> str:
    """From the speaker outwards."""
    if not one.relayers:
        return ""
    names = f", {escape(_('then'))} ".join(_actor(each, actor) for each in one.relayers)
    return f'<div class="small muted">{escape(_("relayed by"))} {names}</div>\n'


def _stance(value: str) -> str:
    if not value:
        return ""
    word = escape(stance_word(value))
    return f' <span class="stance stance-{escape(value)}">{stance_glyph(value)} {word}</span>'


def _tags(one: Shown) -> str:
    chips = "".join(
        f'<li><span class="chip c-{escape(tag.colour)}">{escape(tag.name)}</span></li>\n'
        for tag in one.tags
    )
    return f'<ul class="chips">\n{chips}</ul>\n' if chips else ""


def _note(row: SaidRow) -> str:
    return f'<p class="note small" dir="auto">{marked(row.note)}</p>\n' if row.note else ""


def _day(at: date | None) -> str:
    if at is None:
        return ""
    return f' · <time datetime="{at.isoformat()}">{escape(day(at))}</time>'


def _whose(one: Shown, user: User) -> str:
    if one.kind == CodingKind.GOLD:
        return f' · <span class="badge agreed">{escape(_("agreed"))}</span>'
    if one.coder == user.pk:
        return f" · {escape(_('mine'))}"
    return f" · <bdi>{escape(one.coder_name)}</bdi>" if one.coder else ""
