"""What a card says about the comments on its annotation, and the way to them."""

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.queries.readings import Notes


class TalkWriter:
    """Writes the way to the comments, from the annotating page; `whose` is what its address says of
    the coding."""

    def __init__(self, whose: str, commenting: bool) -> None:
        self.address = escape(f"{whose or '?'}{'&' if whose else ''}comments=")
        self.commenting = commenting
        self.word = escape(_("Comment"))

    def link(self, number: int) -> str:
        """To say something about an annotation about which nothing is said."""
        if not self.commenting:
            return ""
        return (
            f'<a class="button quiet small" href="{self.address}{number}#card-{number}" '
            f'data-do="comments" data-n="{number}">{self.word}</a>'
        )

    def line(self, number: int, notes: Notes, more: str = "") -> str:
        """How much is said about an annotation, and how much of it is new to the reader."""
        comments = ngettext("%(n)d comment", "%(n)d comments", notes.comments)
        state = ""
        if notes.unread:
            new = ngettext("%(n)d new", "%(n)d new", notes.unread) % {"n": notes.unread}
            state = f' <span class="badge">{escape(new)}</span>'
        elif not notes.unresolved:
            state = f' <span class="muted">{escape(_("resolved"))}</span>'
        return (
            f'<p id="talk-{number}" class="card-talk"{more}>'
            f'<a href="{self.address}{number}#card-{number}" data-do="comments" '
            f'data-n="{number}">{escape(comments % {"n": notes.comments})}</a>{state}</p>'
        )
