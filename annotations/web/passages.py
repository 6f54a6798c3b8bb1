"""The passages of a page of a search."""

from annotations.models import Findable
from annotations.queries.asking import Understood
from annotations.queries.search import Projects, Where, passages_read
from annotations.queries.search_pages import survey
from annotations.queries.surveying import PageAt, Survey, planned_for_its_words
from annotations.web.paging import Key, Page, page_of, page_read, place_of

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
