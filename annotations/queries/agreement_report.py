"""The figures of how far a project's coders agree."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from annotations.domain.agreement import Agreement
from annotations.domain.agreement.codings import Found, pairs_of
from annotations.domain.agreement.comparing import (
    Answered,
    Coded,
    Finding,
    answered,
    answered_of_whole,
    differences,
    findings,
    passages_agree,
    whole_differences,
)
from annotations.models import Tag
from annotations.queries.agreement import MACHINE, QUESTIONS, Compared
from annotations.queries.agreement_whole import WHOLE, OfArticle

# More articles than anybody looks through; those with most to talk about come first.
MOST_ARTICLES = 50
MONTHS = 12


@dataclass(frozen=True)
class TagRow:
    """How far coders agree on a tag: of statements that both found, and of passages."""

    tag: Tag
    statements: Answered
    passages: Agreement


@dataclass(frozen=True)
class ArticleRow:
    """`missed` are statements that not all coders found, `differing` those with other answers;
    `whole` are questions about the article as a whole with other answers."""

    key: Hashable
    title: str
    found: Found
    missed: int
    differing: int
    whole: int = 0


@dataclass(frozen=True)
class WholeRow:
    """How far coders agree on a question about articles as a whole; without a `tag`, on all tags
    together."""

    question: OfArticle | str
    tag: Tag | None
    found: Answered


@dataclass(frozen=True)
class WholePair:
    """How far two agree on all tags of articles together. `coders` are their keys."""

    names: tuple[str, str]
    coders: tuple[str, str]
    found: Answered


@dataclass(frozen=True)
class MonthRow:
    """The texts on which the last coder worked in a month ("2026-03")."""

    month: str
    texts: int
    found: Found
    speaker: Agreement


@dataclass(frozen=True)
class PairRow:
    names: tuple[str, str]
    finding: Finding


@dataclass(frozen=True)
class Report:
    articles_compared: int
    coders: Sequence[str]
    missed: int
    findings: Sequence[PairRow]
    answers: Sequence[Answered]
    tags: Sequence[TagRow]
    articles: Sequence[ArticleRow]
    months: Sequence[MonthRow]
    whole: Sequence[WholeRow]
    whole_pairs: Sequence[WholePair]


def report_of(found: Compared) -> Report:
    """Two queries, for the names of tags."""
    articles = sorted(
        (_article(found, text) for text in found.texts),
        key=lambda row: (-row.missed - row.differing - row.whole, row.title),
    )
    return Report(
        articles_compared=len(found.texts),
        coders=list(found.coders.values()),
        missed=sum(row.missed for row in articles),
        findings=[
            PairRow((found.coders[one.coders[0]], found.coders[one.coders[1]]), one)
            for one in findings(found.texts)
        ],
        answers=[answered(found.texts, name, metric) for name, metric in QUESTIONS.items()],
        tags=[
            TagRow(
                tag,
                answered(found.texts, tag.pk, with_interval=False),
                passages_agree(found.texts, tag.pk),
            )
            for tag in Tag.objects.filter(pk__in=found.tags).in_order()
        ],
        articles=articles[:MOST_ARTICLES],
        months=_months(found),
        whole=list(_whole(found)),
        whole_pairs=list(_whole_pairs(found)),
    )


def _whole(found: Compared) -> Iterator[WholeRow]:
    if found.asked:
        tags = Tag.objects.in_bulk([one.tag for one in found.asked])
        yield WholeRow(WHOLE, None, answered_of_whole(found.texts, WHOLE))
        for question in found.asked:
            answers = answered_of_whole(found.texts, question)
            yield WholeRow(question, tags[question.tag], answers)


def _whole_pairs(found: Compared) -> Iterator[WholePair]:
    coders = [one for one in found.coders if one != MACHINE] if found.asked else []
    for pair in pairs_of(coders):
        answers = answered_of_whole(found.texts, WHOLE, pair)
        if answers.units:
            yield WholePair((found.coders[pair[0]], found.coders[pair[1]]), pair, answers)


def _article(found: Compared, text: Coded) -> ArticleRow:
    differing = {id(one.group) for question in QUESTIONS for one in differences([text], question)}
    return ArticleRow(
        key=text.key,
        title=found.titles[text.key],
        found=_found([text]),
        missed=sum(1 for _ in differences([text], None)),
        differing=len(differing),
        whole=sum(1 for one in found.asked for _ in whole_differences([text], one)),
    )


def _months(found: Compared) -> list[MonthRow]:
    months: dict[str, list[Coded]] = defaultdict(list)
    for text in found.texts:
        months[found.months[text.key]].append(text)
    return [
        MonthRow(
            month,
            len(texts),
            _found(texts),
            answered(texts, "speaker", with_interval=False).alpha,
        )
        for month, texts in sorted(months.items(), reverse=True)[:MONTHS]
    ]


def _found(texts: Iterable[Coded]) -> Found:
    """Of all pairs of coders together."""
    total = Found()
    for one in findings(list(texts)):
        total.add(one.found)
    return total
