"""The words that are drawn to what was looked for, as a table."""

from collections.abc import Iterator

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from annotations.domain.search.patterns import CannotMatch
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.search import ConcordanceForm
from annotations.queries.collocates import Drawn, drawn_to
from annotations.views.concordance import found_by, refused
from annotations.web.files import csv_file
from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def collocate_table(request: Request) -> HttpResponseBase:
    """With what each figure can be computed again from.

    Counts of all words of a text tell more of it than an excerpt may, so only those texts count
    that may leave as a whole, and titles.
    """
    form = ConcordanceForm(request.GET)
    try:
        found = found_by(request, form)
    except CannotMatch as refusal:
        return refused(refusal)
    head = [
        _("word"),
        _("near"),
        _("apart"),
        _("in all"),
        _("log-likelihood"),
        _("window"),
        _("all words near"),
        _("all words apart"),
        _("lines"),
    ]
    passages = found.leaving if found else []
    window = form.words_around()
    drawn = drawn_to(passages, window, form.with_stop_words())
    lines = sum(len(passage.ranges) for passage in passages)
    return csv_file(as_csv(head, rows_of(drawn, window, lines)), "collocates")


def rows_of(drawn: Drawn, window: int, lines: int) -> Iterator[tuple[object, ...]]:
    for one in drawn.words:
        yield (
            one.word,
            one.near,
            one.apart,
            one.near + one.apart,
            round(one.score, 4),
            window,
            drawn.near,
            drawn.apart,
            lines,
        )
