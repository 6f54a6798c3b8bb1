"""What a write changed, as pieces that htmx puts in the places of those of the same ids.

Python and not a template: to fill in one took as long as all that is in it. What is rare is in
templates.
"""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from annotations.models import Appearance, Tag
from annotations.queries.changes import Changes
from annotations.templatetags.cards import card_list, swapped_card
from annotations.templatetags.margin import suggestion_cards
from annotations.templatetags.marks import swapped_blocks
from annotations.templatetags.standing import counts_line, history_buttons, saved_line


def after_write(
    request: HttpRequest,
    changes: Changes,
    base: str,
    notice: str = "",
    for_article: list[Tag] | None = None,
    left: Appearance | None = None,
) -> SafeString:
    """All of it. `base` is the address of the page, `for_article` what tags the article as a whole
    can bear, `left` what was taken away of what is carried."""
    saved = "" if notice else saved_line(changes.coding)
    pieces = [
        swapped_blocks(changes.blocks),
        _cards(changes),
        _article_tags(request, changes, base, for_article),
        history_buttons(changes.history, base, oob=True),
        counts_line(changes.counts, base, editable=True, oob=True),
        f'<div id="saved" hx-swap-oob="innerHTML">{saved}</div>',
        f'<div id="notice" hx-swap-oob="innerHTML">{_notice(notice, left, base)}</div>',
    ]
    return mark_safe("\n".join(pieces))


def _cards(changes: Changes) -> str:
    """The page knows where among the others a card goes."""
    if changes.cards is not None:
        context = {
            "cards": changes.cards,
            "suggestions": changes.offers.everything,
            "carried": changes.carried,
            "editable": True,
            "oob": True,
        }
        return render_to_string("codings/_cards.html", context)
    offers = "".join(gone(f"s{one.number}") for one in changes.offers.gone)
    if changes.offers.back:
        offers += added(suggestion_cards(changes.offers.back))
    if changes.card and changes.keeps_place:
        return swapped_card(changes.card, True) + offers
    before = gone(changes.taken.name) if changes.taken else ""
    before += gone(changes.number) if changes.was_there else ""
    return before + (added(card_list(changes.inserted, True)) if changes.card else "") + offers


def gone(name: str | int | None) -> str:
    return f'<li id="card-{name}" hx-swap-oob="delete"></li>'


def added(items: str) -> str:
    return f'<ol hx-swap-oob="beforeend:#cards">{items}</ol>'


def _article_tags(
    request: HttpRequest, changes: Changes, base: str, for_article: list[Tag] | None
) -> str:
    if changes.article_tags is None or not for_article:
        return ""
    context = {
        "borne": changes.article_tags,
        "offered": for_article,
        "base": base,
        "editable": True,
        "oob": True,
    }
    return render_to_string("codings/_article_tags.html", context, request)


def _notice(sentence: str, left: Appearance | None, base: str) -> str:
    shown = render_to_string("codings/_notice.html", {"sentence": sentence}) if sentence else ""
    if left:
        shown += render_to_string("copies/_left.html", {"appearance": left, "base": base})
    return shown
