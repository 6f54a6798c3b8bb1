"""What an import of annotations brings and what it refuses, as tables that a spreadsheet opens."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from annotations.exchange.spreadsheets import as_csv
from annotations.models import CodedImportEntry, CodedImportLine


def entries_as_csv(entries: Iterable[CodedImportEntry]) -> Iterator[str]:
    head = [
        *(_("where"), _("article"), _("coder"), _("new article"), _("new coding")),
        *(_("new annotations"), _("here already"), _("refused")),
    ]
    yes = _("yes")
    rows = (
        (
            *(one.at, one.title, one.coder),
            *(yes if is_new else "" for is_new in (one.is_new_article, one.is_new_coding)),
            *(one.made, one.there, one.refused),
        )
        for one in entries
    )
    return as_csv(head, rows)


def lines_as_csv(lines: Iterable[CodedImportLine]) -> Iterator[str]:
    head = [_("where"), _("why"), _("refused")]
    rows = ((one.at, one.why, "" if one.is_left_out else _("yes")) for one in lines)
    return as_csv(head, rows)
