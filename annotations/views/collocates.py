"""The words that are drawn to what was looked for, as a table."""

from collections.abc import Iterator

from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from annotations.forms.search import ConcordanceForm
from annotations.queries.collocates import Drawn, drawn_to
from annotations.queries.concordance import Concordance
from annotations.views.concordance import table_of
from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def collocate_table(request: Request) -> HttpResponseBase:
    """With what each figure can be computed again from.

    Counts of all words of a text tell more of it than an excerpt may, so only those texts count
    that may leave as a whole, and titles.
    """
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
    return table_of(request, "collocates", head, _rows_of)


def _rows_of(found: Concordance | None, form: ConcordanceForm) -> Iterator[tuple[object, ...]]:
    passages = found.leaving if found else []
    window = form.words_around()
    drawn = drawn_to(passages, window, form.with_stop_words())
    lines = sum(len(passage.ranges) for passage in passages)
    return _written(drawn, window, lines)


def _written(drawn: Drawn, window: int, lines: int) -> Iterator[tuple[object, ...]]:
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
