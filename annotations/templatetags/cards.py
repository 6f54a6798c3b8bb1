"""The cards in the margin, and the words on them.

Python and not a template: a page may have thousands, and they are a third of its time.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from annotations.domain.posts import says_otherwise
from annotations.domain.spans.excerpts import shorten
from annotations.models import Certainty, Coding, CodingKind, Mode, Stance, Tag, Verb
from annotations.queries.readings import Card, Notes, Said
from annotations.templatetags.card_links import card_links
from annotations.templatetags.talk import TalkWriter
from annotations.templatetags.ui import stance_glyph, stance_word

register = template.Library()

NOBODY = UUID(int=0)
NONE = Notes()


@register.simple_tag
def card_list(cards: Iterable[Card], editable: bool, **more: Any) -> SafeString:
    """The list items of `cards`, nothing between them. For the rest see CardWriter."""
    writer = CardWriter(editable, **more)
    return mark_safe("".join(writer.item(card) for card in cards))


@register.simple_tag
def swapped_card(card: Card, editable: bool, **more: Any) -> SafeString:
    """A card that htmx puts in the place of the one of the same number."""
    return mark_safe(CardWriter(editable, **more).item(card, ' hx-swap-oob="true"'))


class CardWriter:
    """Writes cards. All that comes from people is escaped where it is put in.

    A card has one link, to the page of its annotation; what else can be done with it comes when one
    is at it (codings/_tools.html), since thousands of buttons cost seconds. Addresses are relative
    to the annotating page; `whose` is what that says of the coding. Whoever may edit may comment;
    `commenting` is for those who may only that. `opened`: by number, the HTML of all that is said
    about an annotation.
    """

    def __init__(
        self,
        editable: bool,
        commenting: bool = False,
        whose: str = "",
        opened: Mapping[int, SafeString] | None = None,
    ) -> None:
        self.editable = editable
        self.talk = TalkWriter(whose, editable or commenting)
        self.opened = opened or {}
        self.word = words(get_language() or "")
        self.before_actor, self.after_actor = around_actor(get_script_prefix())

    def item(self, card: Card, more: str = "") -> str:
        first = card.parts[0]
        number = card.number
        said = self.statement(card, card.said) if card.said else ""
        more_classes = " flagged" if card.notes and card.notes.is_flagged else ""
        more_classes += " talking" if number in self.opened else ""
        return (
            f'<li id="card-{number}" class="card {card.kind} c-{card.colour}{more_classes}" '
            f'data-a="{number}" '
            f'data-kind="{card.kind}" data-start="{first.start}" data-parts="{parts(card)}" '
            f'tabindex="-1"{more}>'
            f'<blockquote class="card-words" dir="auto">{escape(quoted(card))}</blockquote>'
            f"{said}{card_links(card)}{chips(card)}{note(card)}{self.tools(card)}"
            f"{self.opened.get(number, '')}</li>"
        )

    def statement(self, card: Card, said: Said) -> str:
        word = self.word
        nobody = f'<span class="muted">{word["nobody"]}</span>'
        capacity = ", ".join(part for part in (said.post, said.organisation) if part)
        as_ = f' <span class="card-as" dir="auto">{escape(capacity)}</span>' if capacity else ""
        certainty = word[said.certainty]
        doubt = f' <span class="badge warn">{certainty}</span>' if certainty else ""
        return (
            f'<p class="card-who">{self.actor(said.speaker) or nobody}{as_}</p>'
            f'<p class="card-how">{word["stance " + said.stance]}'
            f'<span class="card-mode">{word["mode " + said.mode]}</span>{doubt}</p>'
            f"{self.facts(said)}"
        )

    def facts(self, said: Said) -> str:
        """Who else it is about, and a printed post that is not the one on record.

        Which words it is marked by, the page adds from its text.
        """
        facts = [("about", self.actor(said.target)), ("relayed by", self.chain(said))]
        if said.post and says_otherwise(said.printed, said.post, said.organisation):
            facts.insert(0, ("printed", escape(said.printed)))
        rows = "".join(
            f'<dt>{self.word[name]}</dt><dd dir="auto">{value}</dd>'
            for name, value in facts
            if value
        )
        return f'<dl class="facts card-facts">{rows}</dl>' if rows else ""

    def chain(self, said: Said) -> str:
        """Who passed it on, from the speaker outwards."""
        passed = [one for one in (said.relayer, *said.relays) if one]
        return f", {self.word['then']} ".join(map(self.actor, passed))

    def actor(self, actor: tuple[UUID | None, str] | None) -> str:
        if actor is None:
            return ""
        pk, name = actor
        if pk is None:
            return f'<span dir="auto">{escape(name)}</span>'
        address = f"{self.before_actor}{pk}{self.after_actor}"
        return f'<a href="{address}" dir="auto">{escape(name)}</a>'

    def tools(self, card: Card) -> str:
        notes = card.notes or NONE
        line = f'<p class="visually-hidden">{self.word["flagged"]}</p>' if notes.is_flagged else ""
        line += self.talk.line(card.number, notes) if notes.comments else ""
        if self.editable:
            link = self.edit(f"annotations/{card.number}/", "do")
        else:
            link = "" if notes.comments else self.talk.link(card.number)
        return f'{line}<p class="card-tools">{link}</p>' if link else line

    def edit(self, address: str, hook: str) -> str:
        return (
            f'<a class="button quiet small" href="{address}" data-{hook}="edit">'
            f"{self.word['edit']}</a>"
        )


@cache
def around_actor(site: str) -> tuple[str, str]:
    """What stands before and after the key in the address of an actor's page, below `site`."""
    before, _key, after = reverse("actor-detail", args=[NOBODY]).partition(str(NOBODY))
    return before, after


def parts(card: Card) -> str:
    """Role, number and place of each span, as js/workbench/desk.js reads them."""
    return " ".join(f"{part.role}:{part.number}:{part.start}-{part.end}" for part in card.parts)


def chips(card: Card) -> str:
    if not card.tags:
        return ""
    items = [f'<li class="chip c-{tag.colour}">{escape(tag.name)}</li>' for tag in card.tags]
    return f'<ul class="chips">{"".join(items)}</ul>'


def note(card: Card) -> str:
    return f'<p class="card-note" dir="auto">{escape(card.note)}</p>' if card.note else ""


@lru_cache(maxsize=16)
def words(language: str) -> dict[str, str]:
    """The fixed words of all cards as HTML, looked up once for each language."""
    found: dict[str, str] = {
        "nobody": _("Nobody named yet"),
        "about": _("About"),
        "relayed by": _("Relayed by"),
        "printed": _("As printed"),
        "then": _("then"),
        "edit": _("Edit"),
        "flagged": _("Flagged"),
    }
    found |= {f"mode {mode.value}": str(mode.label) for mode in Mode}
    found |= {certainty.value: str(certainty.label) for certainty in Certainty}
    found = {name: str(escape(word)) for name, word in found.items()}
    # What is certain is not worth a word.
    found[Certainty.CERTAIN] = ""
    found["stance "] = ""
    for stance in Stance:
        glyph, name = stance_glyph(stance.value), escape(stance_word(stance.value))
        html = f'<span class="stance stance-{stance.value}">{glyph} {name}</span> '
        found[f"stance {stance.value}"] = html
    return found


@register.simple_tag
def swapped_talk(number: int, notes: Notes, whose: str) -> SafeString:
    """The line of a card that says how much is said, in the place of the old one."""
    return mark_safe(TalkWriter(whose, True).line(number, notes, ' hx-swap-oob="true"'))


@register.filter
def quoted(card: Card) -> str:
    """The words of the passage or of the content, shortened in the middle, gaps as dots."""
    return shorten(" … ".join(part.words for part in card.main))


@register.filter
def mode_word(value: str) -> str:
    return str(Mode(value).label)


@register.filter
def certainty_word(value: str) -> str:
    return str(Certainty(value).label)


@register.filter
def shortened(words: str) -> str:
    return shorten(words, 120)


@register.filter
def is_in(tag: Tag, chosen: set[str]) -> bool:
    return str(tag.pk) in chosen


@register.filter
def undoing(verb: str) -> str:
    """What undo or redo is about, for those who do not see the page."""
    words = {
        Verb.CREATED: _("making"),
        Verb.CHANGED: _("changing"),
        Verb.DELETED: _("deleting"),
        Verb.REJECTED: _("rejecting"),
        Verb.REOPENED: _("reopening"),
        Verb.LINKED: _("linking"),
        Verb.UNLINKED: _("unlinking"),
    }
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
