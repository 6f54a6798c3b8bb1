"""What saved searches found, as it may be told now: by a page, a feed and a mail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from annotations.domain.rights import Rights, leaving_parts
from annotations.models import (
    Actor,
    Article,
    Attribution,
    Coding,
    Comment,
    Find,
    Findable,
    Often,
    SavedSearch,
    SearchKind,
    Span,
    User,
)
from annotations.models.saved_searches import SavedSearchQuerySet
from annotations.queries.annotations import contents_of
from annotations.queries.search import Where, opened_in, texts_of

ALL = Rights()


@dataclass(frozen=True)
class Place:
    """Where it opens: the name of a page with its arguments, and what comes after its path."""

    page: str
    args: Sequence[Any]
    after: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing that was found. `parts` are its words, all of them: for readers who are signed in.

    `title` is that of the article, or the name of somebody; `who` spoke or wrote it.
    """

    find: Find
    title: str
    place: Place
    who: str = ""
    parts: Sequence[str] = ()
    language: str = ""
    day: date | None = None
    source: str = ""
    rights: Rights = ALL
    # Words of people of this place, such as a note: no source has a right in them.
    is_own: bool = False

    @property
    def said(self) -> str:
        return " […] ".join(self.parts)

    @property
    def leaving(self) -> str:
        """Its words as far as they may leave the system."""
        if self.is_own or self.rights.is_whole:
            return self.said
        may = leaving_parts(list(self.parts), self.rights) if self.rights.words else []
        return " […] ".join(may)


def news_of(saved: SavedSearch, after: int) -> QuerySet[Find]:
    """What was found in later rounds than `after`, the latest first."""
    return latest_of(saved).filter(round__gt=after)


def latest_of(saved: SavedSearch) -> QuerySet[Find]:
    return saved.finds.filter(stands=True).order_by(F("round").desc(), F("key").desc())


def entries_of(saved: SavedSearch, finds: Iterable[Find], user: User) -> list[Entry]:
    """In their order, without those that the user may not see now. At most eight queries."""
    rows = list(finds)
    made = TELLS[SearchKind(saved.kind)](rows, user)
    return [made[find.key] for find in rows if find.key in made]


def searches_with_news(user: User) -> SavedSearchQuerySet:
    """Those that a mail may tell of: what was neither seen nor told, and is not muted."""
    later = Q(round__gt=F("told_round")) & Q(round__gt=F("seen_round"))
    return SavedSearch.objects.of(user).filter(later).exclude(often=Often.NEVER).in_order()


def _articles(finds: list[Find], user: User) -> dict[UUID, Entry]:
    keys = {find.key for find in finds}
    rows = opened_in(user, Where(), keys)
    articles = Article.objects.select_related("source").in_bulk(rows)
    wanted = [(find.key, find.place) for find in finds]
    found = Findable.objects.defer("words").in_bulk(wanted)
    texts = texts_of([one for one in found.values() if one.article_id in articles], articles)
    made = {}
    for find in finds:
        if (row := rows.get(find.key)) is None:
            continue
        article = articles[find.key]
        text = texts.get((find.key, find.place), "") if find.place else ""
        place = Place("workbench", [row.pk], f"#p{find.place - 1}" if find.place else "")
        made[find.key] = Entry(find, parts=[text] if text else [], place=place, **_of(article))
    return made


def _statements(finds: list[Find], user: User) -> dict[UUID, Entry]:
    rows = Attribution.objects.filter(coding__in=Coding.objects.visible_to(user))
    rows = rows.select_related("speaker", *ARTICLE).prefetch_related(contents_of("spans"))
    found = rows.in_bulk([find.key for find in finds])
    made = {}
    for find in finds:
        if said := found.get(find.key):
            place = _card(said.coding, said.number, user)
            parts = [span.words for span in said.contents]  # type: ignore[attr-defined]
            who = said.speaker.name if said.speaker else ""
            made[find.key] = Entry(
                find, parts=parts, who=who, place=place, **_of(_article_of(said))
            )
    return made


def _passages(finds: list[Find], user: User) -> dict[UUID, Entry]:
    rows = Span.objects.filter(coding__in=Coding.objects.visible_to(user))
    found = rows.select_related(*ARTICLE).in_bulk([find.key for find in finds])
    made = {}
    for find in finds:
        if span := found.get(find.key):
            place = _card(span.coding, span.number, user)
            made[find.key] = Entry(find, parts=[span.words], place=place, **_of(_article_of(span)))
    return made


def _notes(finds: list[Find], user: User) -> dict[UUID, Entry]:
    """Of statements and of passages."""
    seen = Coding.objects.visible_to(user)
    keys = [find.key for find in finds]
    found: dict[UUID, Attribution | Span] = {}
    for model in (Attribution, Span):
        rows = model._default_manager.filter(coding__in=seen).select_related(*ARTICLE)
        found |= rows.in_bulk(keys)
    made = {}
    for find in finds:
        if noted := found.get(find.key):
            place = _card(noted.coding, noted.number, user)
            article = _article_of(noted)
            told = {**_of(article), "language": ""}
            made[find.key] = Entry(find, parts=[noted.note], place=place, is_own=True, **told)
    return made


def _comments(finds: list[Find], user: User) -> dict[UUID, Entry]:
    rows = Comment.objects.visible_to(user).standing()
    article = "thread__coding__project_article__article__source"
    found = rows.select_related("author", article).in_bulk([find.key for find in finds])
    made = {}
    for find in finds:
        if comment := found.get(find.key):
            coding = comment.thread.coding
            row = coding.project_article
            query = f"?coding={coding.pk}" if coding.analyst_id != user.pk else ""
            place = Place("comment-list", [row.pk, comment.thread.annotation], query)
            told = {**_of(row.article), "language": ""}
            who = comment.author.shown_name
            made[find.key] = Entry(
                find, parts=[comment.text], who=who, place=place, is_own=True, **told
            )
    return made


def _people(finds: list[Find], user: User) -> dict[UUID, Entry]:
    found = Actor.objects.in_bulk([find.key for find in finds])
    return {
        find.key: Entry(
            find,
            actor.name,
            Place("actor-detail", [actor.pk]),
            parts=[str(actor.get_kind_display())],
            is_own=True,
        )
        for find in finds
        if (actor := found.get(find.key))
    }


ARTICLE = ("coding__project_article__article__source",)
TELLS = {
    SearchKind.TEXT: _articles,
    SearchKind.STATEMENTS: _statements,
    SearchKind.TAGGED: _passages,
    SearchKind.NOTES: _notes,
    SearchKind.COMMENTS: _comments,
    SearchKind.PEOPLE: _people,
}


def _article_of(row: Attribution | Span) -> Article:
    return row.coding.project_article.article


def _of(article: Article) -> dict[str, Any]:
    return {
        "title": article.title,
        "language": article.language,
        "day": article.published_on,
        "source": article.source.name,
        "rights": article.source.rights,
    }


def _card(coding: Coding, number: int, user: User) -> Place:
    query = f"?coding={coding.pk}" if coding.analyst_id != user.pk else ""
    return Place("workbench", [coding.project_article_id], f"{query}#card-{number}")
