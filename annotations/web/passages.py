"""The passages, or the annotations, of a page of a search."""

from typing import Any

from annotations.models import Findable, SearchKind, User
from annotations.queries.asking import Understood
from annotations.queries.search import Projects, Where, passages_read
from annotations.queries.search_annotations import Said, look_for
from annotations.queries.search_inside import Inside
from annotations.queries.search_pages import survey
from annotations.queries.surveying import PageAt, Survey, planned_for_its_words
from annotations.queries.surveying_annotations import Survey as AnnotationsFound
from annotations.queries.surveying_annotations import survey_of
from annotations.web.paging import Key, Page, or_the_first, page_of, page_read, place_of

NEWEST = [Key("day", descending=True), Key("article_id", descending=True), Key("place")]
OLDEST = [Key("day"), Key("article_id"), Key("place")]


def passages_at(
    mark: str,
    size: int,
    projects: Projects,
    where: Where,
    asked: Understood,
    is_oldest_first: bool = False,
) -> tuple[Survey, Page[Findable]]:
    """What there is in all, and the page at that mark. Read day by day only where there is much."""
    order = OLDEST if is_oldest_first else NEWEST
    backwards, after = place_of(mark, len(order))
    at = PageAt(size + 1, is_oldest_first, after, backwards)
    found = survey(projects, where, asked, at)
    if found.passages or not found.is_more:
        return found, page_read(found.passages, order, mark, size)
    rows = passages_read(projects, where, asked).defer("words")
    with planned_for_its_words(in_order=True):
        return found, page_of(rows, order, mark, size)


# Who asks, where, for what, in which words, and what was found inside.
OfAll = tuple[User, Where, Said, Understood, Inside | None]
ANNOTATIONS = [Key("day", descending=True), Key("id", descending=True)]


def annotations_at(
    mark: str, size: int, kind: SearchKind, *of_all: *OfAll
) -> tuple[AnnotationsFound, Page[Any]]:
    """The same of annotations, each by its span; far from the newest they are looked up anew."""

    def at(mark: str) -> tuple[AnnotationsFound, Page[Any]]:
        backwards, after = place_of(mark, len(ANNOTATIONS))
        found = survey_of(kind, *of_all, PageAt(size + 1, after=after, backwards=backwards))
        if not found.is_more or (len(found.page) > size and not backwards):
            return found, page_read(list(found.page), ANNOTATIONS, mark, size)
        rows = look_for(kind, *of_all).only("pk")
        with planned_for_its_words():
            return found, page_of(rows, ANNOTATIONS, mark, size)

    return or_the_first(at, mark)
