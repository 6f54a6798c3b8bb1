"""Words in their contexts, one below the other."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from annotations.domain.rights import leaving
from annotations.domain.search.asking import sought_in
from annotations.domain.search.patterns import CannotMatch
from annotations.domain.search.tokens import tokens
from annotations.domain.spans.excerpts import Excerpt
from annotations.exchange.spreadsheets import as_csv
from annotations.forms.search import ConcordanceForm, Line
from annotations.forms.search_doubts import doubts_in_words
from annotations.queries.asking import Understood, understand
from annotations.queries.collocates import drawn_to
from annotations.queries.concordance import Concordance, Place, concordance
from annotations.queries.search import projects_of
from annotations.templatetags.marks import direction
from annotations.views.search_filters import chips
from annotations.web.files import csv_file, no_file
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request

# Lines and words on the page, which is no help to anybody when it is longer; the tables have all.
SHOWN = 300
COLLOCATES = 40


@reading
def concordance_page(request: Request) -> HttpResponse:
    form = ConcordanceForm(request.GET, projects_of(request.user).values_list("pk", "name"))
    asked = _asked_by(form)
    context: dict[str, Any] = {
        "form": form,
        "trouble": "",
        "doubts": doubts_in_words(asked.doubts),
        # Words that a language has everywhere stand in no index.
        "pattern": _pattern_of(asked) if asked.terms and asked.is_partly_everywhere else "",
    }
    try:
        found = _found_by(request, form, asked)
    except CannotMatch as refusal:
        context["trouble"] = _sentence_of(refusal)
    else:
        if found:
            places = _in_order(found.places, form)
            near = drawn_to(found.passages, form.words_around(), form.with_stop_words())
            context |= {
                "places": places[:SHOWN],
                "direction": _direction_of(places[:SHOWN]),
                "total": len(places),
                "has_more": len(places) > SHOWN,
                "is_more": found.is_more,
                "collocates": near.words[:COLLOCATES],
                "drawn": len(near.words),
                "has_more_drawn": len(near.words) > COLLOCATES,
                "counted": sum(len(passage.ranges) for passage in found.leaving),
            }
    in_sight = {field.name for field in form.fields_of_kind()}
    context["chips"] = chips(form, request.GET, request.user, without=in_sight)
    return render_page(request, "concordance/page.html", "concordance/_swap.html", context)


def _direction_of(places: list[Place]) -> str:
    """That of all lines: before and after are on the sides where one reads them. That of the page,
    "", where lines go both ways."""
    ways = {direction(place.article.language) for place in places}
    return ways.pop() if len(ways) == 1 and ways <= {"ltr", "rtl"} else ""


@reading
def concordance_table(request: Request) -> HttpResponseBase:
    """All lines as CSV. Words leave as far as the rights of their source go."""
    head = [
        _("before"),
        _("words"),
        _("after"),
        _("speaker"),
        _("article"),
        _("source"),
        _("date"),
        _("start"),
        _("end"),
    ]
    return table_of(
        request,
        "lines",
        head,
        lambda found, form: _rows_of(_in_order(found.places, form) if found else []),
    )


def _rows_of(places: list[Place]) -> Iterator[tuple[object, ...]]:
    for place in places:
        line, article = place.line, place.article
        kept = Excerpt(line.key, line.left, line.right)
        if place.number is not None:
            # A title may always leave.
            kept = leaving(kept, article.source.rights)
        yield (
            kept.prefix,
            kept.words,
            kept.suffix,
            place.speaker,
            article.title,
            article.source.name,
            article.published_on or "",
            place.start,
            place.end,
        )


def _asked_by(form: ConcordanceForm) -> Understood:
    """Nothing where a regular expression is asked for."""
    return Understood() if form.is_pattern() else understand(form.asked())


def _pattern_of(asked: Understood) -> str:
    """A regular expression that finds the same words, in their forms as they were typed."""
    each = "|".join(
        r"\W+".join(re.escape(leaf.text[start:end]) for start, end in tokens(leaf.text))
        for term in asked.terms
        for leaf in sought_in(term)
    )
    return rf"\b({each})\b" if "|" in each else rf"\b{each}\b"


def _found_by(request: Request, form: ConcordanceForm, asked: Understood) -> Concordance | None:
    """None where nothing is asked."""
    pattern = form.typed() if form.is_pattern() else ""
    if not pattern and not asked.query:
        return None
    return concordance(request.user, form.where(), asked, pattern)


def _in_order(places: list[Place], form: ConcordanceForm) -> list[Place]:
    """Sorting keeps the order of equals: the newest first."""
    by, nth = form.line_order(), form.nth_word()
    orders: dict[str, Callable[[Place], Any]] = {
        Line.LEFT: lambda place: (not place.line.word(-nth), place.line.word(-nth)),
        Line.RIGHT: lambda place: (not place.line.word(nth), place.line.word(nth)),
        Line.SPEAKER: lambda place: (not place.speaker, place.speaker.casefold()),
    }
    return sorted(places, key=orders[by]) if by in orders else places


def table_of(
    request: Request,
    name: str,
    head: list[str],
    rows: Callable[[Concordance | None, ConcordanceForm], Iterable[Iterable[object]]],
) -> HttpResponseBase:
    """What is made of what was found, as CSV; a sentence where nothing can be looked for."""
    form = ConcordanceForm(request.GET)
    if trouble := form.trouble_with_days():
        return no_file(trouble)
    try:
        found = _found_by(request, form, _asked_by(form))
    except CannotMatch as refusal:
        return no_file(_sentence_of(refusal))
    return csv_file(as_csv(head, rows(found, form)), name)


def _sentence_of(refusal: CannotMatch) -> str:
    if refusal.is_slow:
        return _("This pattern takes too long. Make it simpler, or look in fewer articles.")
    return _(
        "This is no regular expression. A bracket may be open, or a sign needs a \\ before it."
    )
