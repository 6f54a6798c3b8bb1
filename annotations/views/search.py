"""One box over all that the reader may see."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from annotations.forms.search import SearchForm, Sort, bounds_in_words
from annotations.forms.search_doubts import doubts_in_words, doubts_of_names
from annotations.models import Actor, SavedSearch, User
from annotations.models import SearchKind as Kind
from annotations.models.actors import ActorQuerySet
from annotations.models.folding import Folded
from annotations.models.saved_searches import SavedSearchQuerySet
from annotations.queries.actors import listed
from annotations.queries.asking import Understood
from annotations.queries.facets import (
    Counted,
    annotations_counted,
    comments_counted,
    passages_counted,
    people_counted,
)
from annotations.queries.hits import hits_of
from annotations.queries.looking import asks_for_people, people_named, understood
from annotations.queries.search import (
    MOST_COUNTED,
    MOST_RANKED,
    best_first,
    named_projects_of,
    reached,
    some_are_due,
)
from annotations.queries.search_amounts import Amount, amount_of, amounts
from annotations.queries.search_annotations import comments, inside_for
from annotations.queries.search_marks import comment_rows, said_rows
from annotations.queries.search_pages import newest_of
from annotations.queries.search_rows import shown_rows
from annotations.views.search_acts import acts_in
from annotations.views.search_filters import chips, shown, told
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, Page, page_of
from annotations.web.passages import annotations_at, passages_at

SIZE = 20
COMMENTS = [Key("created_at", descending=True), Key("id", descending=True)]
PEOPLE = [Key("place"), Key("id")]
# How many people are offered to whoever found nothing.
MEANT = 3


@dataclass
class Found:
    """What a kind of search shows: a page of rows, and how many there are of what.

    `bounds` says where only the newest of very many annotations were looked through. `are_due`:
    nothing was found, and there are articles which nothing finds yet.
    """

    page: Page[Any]
    counted: Counted
    rows: Any
    people: Any = ()
    bounds: str = ""
    are_due: bool = False


@reading
def search(request: Request) -> HttpResponse:
    """As the address says; htmx gets the results only."""
    theirs = named_projects_of(request.user)
    form = SearchForm(request.GET, [(project.pk, project.name) for project in theirs])
    kind = form.looked_for()
    asked = understood(form.asked(), kind)
    is_asking = asks(form, kind)
    found = None
    if is_asking and not asked.is_everywhere:
        found = LOOKS[kind](request, form, asked)
    counted = Amount(found.counted.total, found.counted.is_more) if found else None
    kinds = tabs(request, form, counted)
    context = {
        "form": form,
        "tabs": kinds,
        "elsewhere": with_finds(kinds),
        "counts_here": "counts" in request.GET,
        "counted": counted and f"{counted.total}{'+' * counted.is_more}",
        "kind": str(kind),
        "asked": asked,
        "doubts": doubts_of_names(form.asked())
        if kind == Kind.PEOPLE
        else doubts_in_words(asked.doubts),
        "is_asking": is_asking,
        "found": found,
        "facets": shown_of(found, request.GET, kind),
        "chips": chips(form, request.GET, request.user) if is_asking else [],
        "kept": [] if is_asking else told(kept_by(request.user), request.user),
        "changing": changing(request),
        "query": request.GET.urlencode(),
        "acts": acts_in(theirs),
        "user": request.user,
    }
    return render_page(request, "search/page.html", "search/_results.html", context)


def asks(form: SearchForm, kind: Kind) -> bool:
    """Whether there is something to look for; what annotations say needs no words."""
    if kind == Kind.PEOPLE:
        return asks_for_people(form.typed(), form.said())
    return bool(form.asked().terms) or (kind in {Kind.STATEMENTS, Kind.TAGGED} and form.narrows())


@reading
def search_counts(request: Request) -> HttpResponse:
    """The tabs of a search with how much there is behind each, which its page asks for."""
    form = SearchForm(request.GET)
    counted = _handed_over(request.GET.get(COUNTED, ""))
    kinds = tabs(request, form, counted, is_counting=True)
    # A page that found nothing has a place for this; others have none.
    elsewhere = with_finds(kinds) if counted and not counted.total else None
    context = {"tabs": kinds, "counts_here": True, "elsewhere": elsewhere}
    return render(request, "search/counts.html", context)


# What a page has counted itself it hands over, so that it is not counted once more.
COUNTED = "counted"


def _handed_over(text: str) -> Amount | None:
    number = text.removesuffix("+")
    if not (number.isascii() and number.isdigit()) or int(number[:6]) > MOST_COUNTED:
        return None
    return Amount(int(number[:6]), text != number)


@dataclass(frozen=True)
class Tab:
    """A kind of search; `count` is None where it is not known, `url` the search of that kind."""

    label: str
    url: str
    is_open: bool
    count: Amount | None


def tabs(
    request: Request, form: SearchForm, known: Amount | None, is_counting: bool = False
) -> list[Tab]:
    """`known` is how much there is of what is open, where that is known."""
    open_ = form.looked_for()
    counts: dict[str, Amount] = {}
    if is_counting or "counts" in request.GET:
        wanted = [kind for kind in Kind if asks(form, kind) and not (known and kind == open_)]
        counts = amounts(request.user, form.where(), form.said(), form.asked(), wanted)
        if Kind.PEOPLE in wanted:
            counts[Kind.PEOPLE] = amount_of(people(form))
    if known:
        counts[open_] = known
    drawn = []
    for kind in Kind:
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(COUNTED, None)
        query["kind"] = kind
        address = f"{reverse('search')}?{query.urlencode()}"
        drawn.append(Tab(str(kind.label), address, kind == open_, counts.get(kind)))
    return drawn


def with_finds(kinds: list[Tab]) -> list[Tab]:
    """Those of the others of which it is known that they find something."""
    return [tab for tab in kinds if not tab.is_open and tab.count and tab.count.total]


def shown_of(found: Found | None, data: QueryDict, kind: Kind) -> list[Any]:
    return [shown(facet, data, kind) for facet in found.counted.facets] if found else []


def kept_by(user: User) -> SavedSearchQuerySet:
    return SavedSearch.objects.of(user).with_new().in_order()


def changing(request: Request) -> SavedSearch | None:
    """The saved search whose question the reader is changing, where the address names one."""
    key = request.GET.get("saved", "")
    try:
        return SavedSearch.objects.of(request.user).filter(pk=UUID(key)).first() if key else None
    except ValueError:
        return None


def look_in_text(request: Request, form: SearchForm, asked: Understood) -> Found:
    user, where = request.user, form.where()
    projects = reached(user, where, form.projects)
    if form.sort_by() == Sort.BEST:
        found, newest = newest_of(projects, where, asked, MOST_RANKED)
        page = Page(best_first(newest, asked, SIZE), "", "")
    else:
        mark, is_oldest_first = request.GET.get("page", ""), form.sort_by() == Sort.OLDEST
        found, page = passages_at(mark, SIZE, projects, where, asked, is_oldest_first)
    hits = hits_of(page.rows, projects, asked)
    people = (
        () if hits else listed(list(Actor.objects.named_like(form.typed(), most=MEANT)), user, "")
    )
    are_due = not hits and some_are_due(projects)
    return Found(page, passages_counted(found), hits, people, are_due=are_due)


def look_in_annotations(request: Request, form: SearchForm, asked: Understood) -> Found:
    kind = form.looked_for()
    of_all = request.user, form.where(), form.said(), asked
    inside = inside_for(kind, *of_all)
    mark = request.GET.get("page", "")
    found, page = annotations_at(mark, SIZE, kind, *of_all, inside)
    rows = shown_rows([one.id for one in page.rows])
    words, notes = (Understood(), asked) if kind == Kind.NOTES else (asked, Understood())
    bounds = bounds_in_words() if inside and inside.is_more else ""
    return Found(page, annotations_counted(found), said_rows(rows, words, notes), bounds=bounds)


def look_for_people(request: Request, form: SearchForm, asked: Understood) -> Found:
    """The likeliest first; without words by alphabet, in pages."""
    rows, typed = people(form), form.typed()
    if typed:
        page: Page[Any] = Page(list(rows.with_names()), "", "")
    else:
        placed = rows.annotate(place=Folded("sort_name"))
        page = page_of(placed, PEOPLE, request.GET.get("page", ""), SIZE)
    return Found(page, people_counted(rows), listed(page.rows, request.user, typed))


def people(form: SearchForm) -> ActorQuerySet:
    return people_named(form.typed(), form.said())


def look_in_comments(request: Request, form: SearchForm, asked: Understood) -> Found:
    rows = comments(request.user, form.where(), asked, form.said().coder)
    shown = rows.select_related(
        "author",
        "thread__coding__project_article__article",
        "thread__coding__project_article__project",
    )
    page = page_of(shown, COMMENTS, request.GET.get("page", ""), SIZE)
    return Found(page, comments_counted(rows), comment_rows(page.rows, asked))


LOOKS = {
    Kind.TEXT: look_in_text,
    Kind.STATEMENTS: look_in_annotations,
    Kind.TAGGED: look_in_annotations,
    Kind.NOTES: look_in_annotations,
    Kind.PEOPLE: look_for_people,
    Kind.COMMENTS: look_in_comments,
}
