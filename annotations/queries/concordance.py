"""What was looked for, in context: each place a line, as far as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from annotations.domain.search.collocates import Passage
from annotations.domain.search.configurations import configuration_of
from annotations.domain.search.lines import Line, line_of
from annotations.domain.search.patterns import MOST_IN_A_TEXT, matches
from annotations.models import Article, Coding, Findable, ProjectArticle, Span, SpanRole, User
from annotations.queries.asking import Understood
from annotations.queries.search import (
    Where,
    in_scope,
    newest,
    opened_in,
    reached,
    texts_of,
)
from annotations.queries.search_pages import newest_of
from annotations.queries.typed_places import typed_ranges

# A pattern has no index to be looked up in: it reads so many of the newest passages.
MOST_READ = 5_000
MOST_PASSAGES = 1_000


@dataclass(frozen=True)
class Place:
    """One line, and where it stands. `start` and `end` are those of the key in the revision, in
    code points; `number` is the paragraph's, None for a title."""

    line: Line
    article: Article
    row: ProjectArticle
    number: int | None
    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Concordance:
    """With `is_more` it is of MOST_PASSAGES of the passages, or of MOST_READ that were read, or of
    the first MOST_IN_A_TEXT places of one that has more.

    `passages` are the texts with what was found, to see what stands near it.
    """

    places: list[Place]
    passages: list[Passage]
    is_more: bool

    @property
    def leaving(self) -> list[Passage]:
        """Those of which all words may leave, so that a file may count them."""
        return [passage for passage in self.passages if passage.may_leave]


def concordance(user: User, where: Where, asked: Understood, pattern: str) -> Concordance:
    """Of the words that were asked for, or of a regular expression where there is one.

    Newest first. Raises CannotMatch.
    """
    if pattern:
        found, ranges, is_more = _matching(user, where, pattern)
    else:
        found, ranges, is_more = _saying(user, where, asked)
    keys = {one.article_id for one in found}
    articles = Article.objects.select_related("source").in_bulk(keys)
    rows = opened_in(user, where, keys)
    speakers = _speakers(user, {one.revision for one in found})
    by_pk = texts_of(found, articles)
    places = []
    for one in found:
        if one.article_id not in rows or one.pk not in ranges:
            continue
        for start, end in ranges[one.pk]:
            said = (one.start + start, one.start + end) if one.place else (0, 0)
            places.append(
                Place(
                    line_of(by_pk[one.pk], start, end),
                    articles[one.article_id],
                    rows[one.article_id],
                    one.place - 1 if one.place else None,
                    *said,
                    _speaker(speakers.get(one.revision, ()), said) if one.place else "",
                )
            )
    passages = [
        Passage(
            by_pk[one.pk],
            configuration_of(one.language),
            ranges[one.pk],
            # A title may always leave.
            may_leave=not one.place or articles[one.article_id].source.rights.is_whole,
        )
        for one in found
        if one.pk in ranges
    ]
    return Concordance(places, passages, is_more)


Ranges = dict[tuple[UUID, int], list[tuple[int, int]]]


def _saying(user: User, where: Where, asked: Understood) -> tuple[list[Findable], Ranges, bool]:
    all_, found = newest_of(reached(user, where), where, asked, MOST_PASSAGES)
    texts = texts_of(found, Article.objects.in_bulk({one.article_id for one in found}))
    ranges = typed_ranges(found, texts, asked)
    return found, ranges, all_.is_more or all_.total > len(found)


def _matching(user: User, where: Where, pattern: str) -> tuple[list[Findable], Ranges, bool]:
    rows = list(newest(in_scope(reached(user, where), where)).defer("words")[: MOST_READ + 1])
    texts = texts_of(rows[:MOST_READ], Article.objects.in_bulk({one.article_id for one in rows}))
    ranges = dict(matches(pattern, texts.items()))
    found = [one for one in rows if one.pk in ranges]
    is_cut = any(len(places) > MOST_IN_A_TEXT for places in ranges.values())
    ranges = {pk: places[:MOST_IN_A_TEXT] for pk, places in ranges.items()}
    return found, ranges, is_cut or len(rows) > MOST_READ


Speakers = dict[UUID, list[tuple[int, int, str]]]


def _speakers(user: User, revisions: set[UUID]) -> Speakers:
    """Who says what, as far as the user may see statements that count. One query."""
    spans = Span.objects.filter(
        role=SpanRole.CONTENT,
        coding__in=Coding.objects.visible_to(user).that_count(),
        coding__revision__in=revisions,
        attribution__speaker__isnull=False,
    )
    said: Speakers = {}
    names = ("coding__revision", "start", "end", "attribution__speaker__name")
    for revision, start, end, name in spans.order_by("start", "pk").values_list(*names):
        said.setdefault(revision, []).append((start, end, name))
    return said


def _speaker(said: Sequence[tuple[int, int, str]], place: tuple[int, int]) -> str:
    start, end = place
    return next((name for begin, stop, name in said if begin <= start and end <= stop), "")
