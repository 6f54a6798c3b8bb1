"""Statements and tagged passages that were found. As templates, twenty of them took a quarter of
what a search for them takes."""

from collections.abc import Sequence
from datetime import date
from html import escape
from uuid import UUID

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from annotations.domain.spans.excerpts import begun, ended
from annotations.models import Actor, Attribution, Coding, CodingKind, User
from annotations.queries.search_marks import Part, SaidRow
from annotations.templatetags.ui import choose_box, marked, stance_glyph, stance_word
from annotations.templatetags.words import day

register = template.Library()

SOME = UUID(int=0)


@register.simple_tag
def annotations_found(found: Sequence[SaidRow], user: User, can_choose: object) -> SafeString:
    """One <li> for each. All that comes from texts and names is escaped right here."""
    article, actor = (reverse(name, args=[SOME]) for name in ("workbench", "actor-detail"))
    return SafeString("".join(_row(one, user, can_choose, article, actor) for one in found))


def _row(one: SaidRow, user: User, can_choose: object, workbench: str, actor: str) -> str:
    span, said, coding = one.span, one.span.attribution, one.span.coding
    row = coding.project_article
    article = row.article
    box = choose_box(span.pk, Truncator(span.words).chars(80)) if can_choose else ""
    whose = "" if coding.analyst_id == user.pk else f"?coding={coding.pk}"
    there = f"{_at(workbench, row.pk)}{whose}#card-{said.number if said else span.number}"
    return (
        f'<li>{box}<a class="words" href="{there}">{_words(one.parts, article.language)}</a>\n'
        f"{_who(one, said, actor) if said else ''}{_tags(one)}{_note(one)}"
        f'<p class="small muted"><bdi lang="{escape(article.language)}">{escape(article.title)}'
        f"</bdi> · <bdi>{escape(article.source.name)}</bdi>{_day(article.published_on)}"
        f" · <bdi>{escape(row.project.name)}</bdi>{_whose(coding, user)}</p></li>\n"
    )


def _at(address: str, key: UUID | None) -> str:
    return escape(address.replace(str(SOME), str(key)))


def _words(parts: Sequence[Part], language: str) -> str:
    """Words in their context, those that were asked for marked."""
    before, after = begun(parts[0].span.prefix), ended(parts[-1].span.suffix)
    said = ' <span class="around">[…]</span> '.join(f"<b>{marked(one.words)}</b>" for one in parts)
    return (
        f'<q class="said" dir="auto" lang="{escape(language)}">'
        f"{_around(before)}{said}{_around(after)}</q>"
    )


def _around(text: str) -> str:
    return f'<span class="around">{escape(text)}</span>' if text else ""


def _who(one: SaidRow, said: Attribution, actor: str) -> str:
    """Who said it, in what capacity, through whom, with what stance and about whom."""
    about = ""
    if said.target:
        about = f' <span class="muted">{escape(_("about"))}</span> {_actor(said.target, actor)}'
    return f'<div class="who">{_speaker(one, said, actor)}{_stance(said.stance)}{about}</div>\n'


def _speaker(one: SaidRow, said: Attribution, actor: str) -> str:
    if said.speaker:
        called = _actor(said.speaker, actor)
    elif name := said.suggestion.name if hasattr(said, "suggestion") else "":
        called = f"<bdi>{escape(name)}</bdi>"
    else:
        called = f'<span class="muted">{escape(_("nobody named"))}</span>'
    return f"{called}\n{_capacity(said)}{_relayers(said) if one.is_relayed else ''}"


def _actor(one: Actor, address: str) -> str:
    return f'<a href="{_at(address, one.pk)}"><bdi>{escape(one.name)}</bdi></a>'


def _capacity(said: Attribution) -> str:
    if not said.affiliation:
        return ""
    where = said.affiliation.organisation
    at = f", <bdi>{escape(where.name)}</bdi>" if where else ""
    return f'<div class="small muted"><bdi>{escape(said.affiliation.post)}</bdi>{at}</div>\n'


def _relayers(said: Attribution) -> str:
    """Few statements were passed on, so this is a template."""
    names = render_to_string("statements/_relayers.html", {"said": said})
    return f'<div class="small muted">{escape(_("relayed by"))} {names}</div>\n'


def _stance(value: str) -> str:
    if not value:
        return ""
    word = escape(stance_word(value))
    return f' <span class="stance stance-{escape(value)}">{stance_glyph(value)} {word}</span>'


def _tags(one: SaidRow) -> str:
    chips = "".join(
        f'<li><span class="chip c-{escape(tag.colour)}">{escape(tag.name)}</span></li>\n'
        for tag in one.tags
    )
    return f'<ul class="chips">\n{chips}</ul>\n' if chips else ""


def _note(one: SaidRow) -> str:
    return f'<p class="note small" dir="auto">{marked(one.note)}</p>\n' if one.note else ""


def _day(at: date | None) -> str:
    if at is None:
        return ""
    return f' · <time datetime="{at.isoformat()}">{escape(day(at))}</time>'


def _whose(coding: Coding, user: User) -> str:
    if coding.kind == CodingKind.GOLD:
        return f' · <span class="badge agreed">{escape(_("agreed"))}</span>'
    if coding.analyst_id == user.pk:
        return f" · {escape(_('mine'))}"
    return f" · <bdi>{escape(coding.analyst.shown_name)}</bdi>" if coding.analyst else ""
