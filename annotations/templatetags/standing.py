"""What stands above the text and changes with every write: undo and redo, what is counted, when.

Python and not a template: as templates, these few words were a tenth of what a write takes here.
"""

from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from annotations.models import Coding
from annotations.queries.workbench import Counts, History
from annotations.templatetags.cards import undoing
from annotations.templatetags.ui import icon

register = template.Library()

SWAPPED = ' hx-swap-oob="true"'


@register.simple_tag
def history_buttons(history: History, base: str, oob: bool = False) -> SafeString:
    """Undo and redo, in the page or in the place of those that are there."""
    address = escape(base)
    buttons = "".join(
        f'<button class="button quiet small" form="act" formaction="{address}{one}/" '
        f'data-do="{one}" '
        f"{way(get_language() or '', one, verb)}</button>\n"
        for one, verb in (("undo", history.undo), ("redo", history.redo))
    )
    return mark_safe(
        f'<div id="history" class="history" data-version="{history.version}"'
        f"{SWAPPED if oob else ''}>\n{buttons}</div>"
    )


@lru_cache(maxsize=256)
def way(language: str, name: str, verb: str) -> str:
    """The rest of one button, made once for each language: what it is called, and what `verb` it is
    about, "" where there is nothing to do."""
    word = escape({"undo": _("Undo"), "redo": _("Redo")}[name])
    about = f' <span class="visually-hidden">{escape(undoing(verb))}</span>' if verb else ""
    return (
        f'title="{word}"{"" if verb else " disabled"}>{icon(name)}'
        f'<span class="visually-hidden">{word}</span>{about}'
    )


@register.simple_tag
def counts_line(
    counts: Counts, base: str, editable: bool, whose: str = "", oob: bool = False
) -> SafeString:
    """How many annotations there are, and what is to be looked at; `whose` coding, as an address
    says it."""
    address = escape(base)
    pieces = []
    if counts.annotations:
        passages = ngettext("%(n)s passage", "%(n)s passages", counts.passages)
        said = ngettext("%(n)s attribution", "%(n)s attributions", counts.attributions)
        pieces += [number(passages, counts.passages), number(said, counts.attributions)]
    else:
        nothing = _("Nothing marked yet.")
        if editable:
            nothing = _("Nothing marked yet. Select words to begin.")
        pieces.append(f'<span class="muted">{escape(nothing)}</span>')
    if counts.without_speaker:
        n = counts.without_speaker
        text = ngettext("%(n)s without a speaker", "%(n)s without a speaker", n)
        pieces.append(number(text, n, " badge warn"))
    if counts.flagged:
        text = ngettext("%(n)s flagged", "%(n)s flagged", counts.flagged) % {"n": counts.flagged}
        pieces.append(
            f'<a class="num" href="{address}annotations/?flagged=on" data-do="next-flag" '
            f'title="{escape(_("To the next of them"))}">{escape(text)}</a>'
        )
    if counts.left_comments:
        text = ngettext(
            "%(n)s comment on what was deleted",
            "%(n)s comments on what was deleted",
            counts.left_comments,
        ) % {"n": counts.left_comments}
        pieces.append(
            f'<a href="{address}annotations/{escape(whose)}#left-comments">{escape(text)}</a>'
        )
    return mark_safe(
        f'<p id="counts" class="counts"{SWAPPED if oob else ""}>\n{chr(10).join(pieces)}\n</p>'
    )


def number(text: str, n: int, more: str = "") -> str:
    return f'<span class="num{more}">{escape(text % {"n": n})}</span>'


@register.simple_tag
def saved_line(coding: Coding | None) -> SafeString:
    """When it was written to last; nothing before the first write."""
    if coding is None:
        return SafeString()
    time = timezone.localtime(coding.changed_at).strftime("%H:%M")
    return format_html("<span>{}</span>", _("Saved %(time)s") % {"time": time})
