"""A study as the headings, paragraphs and tables of a document, in the reader's language."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from annotations.domain.citations import Run, chicago_note
from annotations.exchange.papers import Block, Heading, Table, Text
from annotations.queries.agreement_report import Report
from annotations.queries.matrix import Dimension
from annotations.queries.study import Quote, Study
from annotations.templatetags.agreement import between, figure, question_words
from annotations.templatetags.matrix import line_name
from annotations.templatetags.words import day


def blocks_of(study: Study) -> Iterator[Block]:
    yield Heading(study.project.name, 0)
    for line in study.project.description.splitlines():
        if line.strip():
            yield Text([Run(line)])
    yield Text([Run(scope_of(study))])
    if shared := shared_of(study):
        yield Text([Run(shared)])
    yield Heading(_("Sources"))
    yield Table(
        [_("Source"), _("Articles"), _("Statements")],
        [[one.source.name, str(one.articles), str(one.statements)] for one in study.sources],
        frozenset({1, 2}),
    )
    yield Heading(_("Codebook"))
    yield from _codebook(study)
    if study.agreement:
        yield Heading(_("Agreement"))
        yield from _agreement(study.agreement)
    if study.statements:
        yield Heading(_("Who says what about whom"))
        yield from _matrix(study)
    if study.quotes:
        yield Heading(_("In their words"))
        for speaker, quotes in study.quotes:
            yield Heading(speaker.name, 2)
            for quote in quotes:
                yield from _quote(quote)


def scope_of(study: Study) -> str:
    """How much it is about, and from when to when."""
    articles = ngettext("%(n)d article", "%(n)d articles", study.articles) % {"n": study.articles}
    said = ngettext("%(n)d statement", "%(n)d statements", study.statements)
    told = _("%(statements)s in %(articles)s") % {
        "statements": said % {"n": study.statements},
        "articles": articles,
    }
    if study.first and study.last:
        dates = {"told": told, "first": day(study.first), "last": day(study.last)}
        if study.first == study.last:
            told = _("%(told)s, printed on %(first)s") % dates
        else:
            told = _("%(told)s, printed from %(first)s to %(last)s") % dates
    if study.agreed:
        agreed = ngettext(
            "%(told)s; %(n)d article is agreed", "%(told)s; %(n)d articles are agreed", study.agreed
        )
        told = agreed % {"told": told, "n": study.agreed}
    return f"{told}."


def shared_of(study: Study) -> str:
    """What of it counts more than once, so that nobody is misled; "" where nothing does."""
    if not study.shared:
        return ""
    sentence = ngettext(
        "%(n)d article was annotated by several and is not agreed yet: there, what each of them "
        "marked counts by itself.",
        "%(n)d articles were annotated by several and are not agreed yet: there, what each of "
        "them marked counts by itself.",
        study.shared,
    )
    return sentence % {"n": study.shared}


def _codebook(study: Study) -> Iterator[Block]:
    for tag, depth, count in study.tags:
        style = "List Bullet" if not depth else f"List Bullet {min(depth + 1, 3)}"
        told = f" ({count})" if count else ""
        definition = f": {tag.definition}" if tag.definition else ""
        yield Text([Run(tag.name, is_italic=True), Run(f"{told}{definition}")], style)


def _agreement(report: Report) -> Iterator[Block]:
    head = [_("Question"), _("Statements"), "α", _("95 %"), "AC1"]
    rows = [
        [
            question_words(str(one.question)),
            str(one.units),
            figure(one.alpha),
            between(one.between),
            figure(one.ac1),
        ]
        for one in report.answers
    ]
    yield Table(head, rows, frozenset({1, 2, 3, 4}))
    coders = {"coders": ", ".join(report.coders), "n": report.articles_compared}
    yield Text([Run(_("Coders: %(coders)s; articles compared: %(n)d.") % coders)])


def _matrix(study: Study) -> Iterator[Block]:
    matrix = study.matrix
    heads = [line_name(one, Dimension.TARGET, study.actors) for one in matrix.columns]
    rows = [
        [
            line_name(row, Dimension.SPEAKER, study.actors),
            *(str(matrix.cell(row, one).count or "") for one in matrix.columns),
            str(matrix.row_totals[row].count),
        ]
        for row in matrix.rows
    ]
    totals = [str(matrix.column_totals[one].count) for one in matrix.columns]
    rows.append([_("All"), *totals, str(matrix.total.count)])
    yield Table([_("Speaker"), *heads, _("All")], rows, frozenset(range(1, len(heads) + 2)))


def _quote(quote: Quote) -> Iterator[Block]:
    said = quote.said
    if quote.parts:
        yield Text([Run(" … ".join(quote.parts))], "Quote")
    facts = [said.get_mode_display(), *([said.get_stance_display()] if said.stance else [])]
    if said.target:
        facts.append(_("about %(name)s") % {"name": said.target.name})
    yield Text([Run(f"{', '.join(facts)}. "), *chicago_note(quote.cited)])
    yield Text([Run(quote.cited.record)])
