"""The rows of the list of articles.

Python and not a template: they were a third of the page's time.
"""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from uuid import UUID

from django import template
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from annotations.queries.article_rows import ListedArticle, ListedCoding
from annotations.templatetags.ui import icon
from annotations.templatetags.words import initials, language_name, short_day

register = template.Library()

NOBODY = UUID(int=0)


@register.simple_tag
def article_rows(rows: Iterable[ListedArticle], can_annotate: bool, sees_all: bool) -> SafeString:
    """Table rows: the article, and the reader's own work or everybody's, as they may see."""
    writer = RowWriter(words(get_language() or ""), can_annotate, sees_all)
    return mark_safe("".join(writer.row(row) for row in rows))


class RowWriter:
    """Writes rows. All that comes from people is escaped where it is put in."""

    def __init__(self, word: dict[str, str], can_annotate: bool, sees_all: bool) -> None:
        self.word = word
        self.can_annotate = can_annotate
        self.sees_all = sees_all
        # Addresses are looked up once for all rows: {} stands for the id.
        self.work_url, self.list_url, self.source_url, self.copies_url = (
            reverse(name, args=[NOBODY]).replace(str(NOBODY), "{}")
            for name in ("workbench", "annotation-list", "source-detail", "copy-list")
        )

    def row(self, row: ListedArticle) -> str:
        word = self.word
        work_url = self.work_url.format(row.pk)
        source_url = self.source_url.format(row.source)
        return (
            f'<tr><th scope="row"><a class="title" href="{work_url}" dir="auto" '
            f'lang="{escape(row.language)}">{escape(row.title)}</a>'
            f"{word['flagged'] if row.flags else ''}"
            f"{''.join(map(self.here, row.here))}"
            f'<div class="small muted">{self.about(row)}</div></th>'
            f'<td data-label="{word["source"]}"><a href="{source_url}">'
            f"<bdi>{escape(row.source_name)}</bdi></a></td>"
            f'<td data-label="{word["date"]}" class="date">{self.date(row.published_on)}</td>'
            f"{self.own(row) if self.can_annotate else ''}"
            f"{self.codings(row.codings, work_url) if self.sees_all else ''}</tr>"
        )

    def here(self, name: str) -> str:
        """Somebody who is at the article now."""
        told = escape(self.word["here"].format(name=name))
        return (
            f' <span class="initials" title="{escape(name)}"><span aria-hidden="true">'
            f'{escape(initials(name))}</span><span class="visually-hidden">{told}</span></span>'
        )

    def about(self, row: ListedArticle) -> str:
        """Who wrote it, in which language, how much of it the reader has read, and its copies."""
        byline = f"<bdi>{escape(row.byline)}</bdi>" if row.byline else ""
        read = self.word["read"].format(number=row.read) if row.read else ""
        copies = self.copies(row) if row.copies else ""
        return " · ".join(
            filter(None, [byline, str(escape(language_name(row.language))), read, copies])
        )

    def copies(self, row: ListedArticle) -> str:
        number = ngettext("{n} copy", "{n} copies", row.copies).format(n=row.copies)
        return f'<a href="{self.copies_url.format(row.pk)}">{escape(number)}</a>'

    def date(self, day: date | None) -> str:
        if day is None:
            return f'<span class="muted">{self.word["undated"]}</span>'
        return f'<time datetime="{day.isoformat()}">{escape(short_day(day))}</time>'

    def own(self, row: ListedArticle) -> str:
        """How far the reader is, and how many annotations they made."""
        word, count = self.word, row.annotation_count
        linked = f'<a href="{self.list_url.format(row.pk)}">{count}</a>' if count else ""
        return (
            f'<td data-label="{word["work"]}" class="state">{word["state " + row.state]}</td>'
            f'<td data-label="{word["annotations"]}" class="num">{linked}</td>'
        )

    def codings(self, codings: Iterable[ListedCoding], work_url: str) -> str:
        found = " ".join(self.coding(coding, work_url) for coding in codings)
        nobody = f'<span class="muted">{self.word["nobody"]}</span>'
        return f'<td data-label="{self.word["analysts"]}"><div>{found or nobody}</div></td>'

    def coding(self, coding: ListedCoding, work_url: str) -> str:
        name = escape(coding.name)
        return (
            f'<a class="coder" href="{work_url}?coding={coding.pk}"><bdi>{name}</bdi> '
            f'<span class="num">{coding.annotation_count}</span>'
            f"{self.word['done'] if coding.state == 'done' else ''}</a>"
        )


@lru_cache(maxsize=16)
def words(language: str) -> dict[str, str]:
    """The fixed words of all rows as HTML, looked up once for each language."""
    found = {
        "source": _("Source"),
        "date": _("Date"),
        "work": _("My work"),
        "annotations": _("My annotations"),
        "analysts": _("Analysts"),
        "undated": _("undated"),
        "nobody": _("nobody yet"),
        "here": _("{name} is here now"),
    }
    found = {name: str(escape(word)) for name, word in found.items()}
    found["read"] = f'<span class="num">{escape(_("{number} % read"))}</span>'
    found["state "] = f'<span class="muted">{escape(_("Not begun"))}</span>'
    found["state open"] = f'<span class="badge warn">{escape(_("In work"))}</span>'
    found["state done"] = f'<span class="badge good">{escape(_("Done"))}</span>'
    found["done"] = f' {icon("check")}<span class="visually-hidden">{escape(_("done"))}</span>'
    found["flagged"] = (
        f' <span class="flagged">{icon("flag")}'
        f'<span class="visually-hidden">{escape(_("Flagged"))}</span></span>'
    )
    return found
