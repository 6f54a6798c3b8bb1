"""One box over all that the reader may see."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from annotations.domain.search.asking import Doubt
from annotations.forms.search import SearchForm, Sort
from annotations.models import Actor, Mode, SavedSearch, Stance, User
from annotations.models import SearchKind as Kind
from annotations.models.saved_searches import SavedSearchQuerySet
from annotations.queries.actors import listed
from annotations.queries.annotations import for_table
from annotations.queries.asking import Understood, understand
from annotations.queries.facets import Counted, Facet, annotations_counted, passages_counted
from annotations.queries.search import (
    MOST_COUNTED,
    best_first,
    counted,
    hits_of,
    known,
    passages,
    projects_of,
)
from annotations.queries.search_annotations import comments, noted, statements, tagged
from annotations.queries.search_pages import planned_for_its_words, survey
from annotations.templatetags.words import language_name
from annotations.views.search_acts import acts_for
from annotations.web.guards import reading
from annotations.web.htmx import render_page
from annotations.web.http import Request
from annotations.web.paging import Key, Page, page_of, page_read, place_of

SIZE = 20
PASSAGES = [Key("day", descending=True), Key("article_id", descending=True), Key("place")]
OLDEST = [Key("day"), Key("article_id"), Key("place")]
ANNOTATIONS = [Key("day", descending=True), Key("id", descending=True)]
COMMENTS = [Key("created_at", descending=True), Key("id", descending=True)]
# How many people are offered to whoever found nothing.
MEANT = 3


@dataclass
class Found:
    """What a kind of search shows: a page of rows, and how many there are of what."""

    page: Page[Any]
    counted: Counted
    rows: Any
    people: Any = ()


@reading
def search(request: Request) -> HttpResponse:
    """As the address says; htmx gets the results only."""
    form = SearchForm(request.GET, projects_of(request.user).values_list("pk", "name"))
    kind = form.looked_for()
    simple = {"simple"} if kind in {Kind.NOTES, Kind.COMMENTS} else None
    asked = Understood() if kind == Kind.PEOPLE else understand(form.asked(), simple)
    is_asking = bool(form.typed()) or (kind in {Kind.STATEMENTS, Kind.TAGGED} and form.narrows())
    found = None
    if is_asking and not asked.is_everywhere:
        found = LOOKS[kind](request, form, asked)
    context = {
        "form": form,
        "kinds": [(value, label, value == kind) for value, label in Kind.choices],
        "kind": str(kind),
        "asked": asked,
        "doubts": [DOUBTS[doubt]() for doubt in asked.doubts],
        "is_asking": is_asking,
        "found": found,
        "facets": [shown(facet, request.GET) for facet in found.counted.facets] if found else [],
        "kept": [] if is_asking else kept_by(request.user),
        "changing": changing(request),
        "query": request.GET.urlencode(),
        "acts": acts_for(request.user),
        "user": request.user,
    }
    return render_page(request, "search/page.html", "search/_results.html", context)


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
    rows = passages(user, where, asked)
    mark = request.GET.get("page", "")
    is_oldest_first = form.sort_by() == Sort.OLDEST
    order = OLDEST if is_oldest_first else PASSAGES
    backwards, after = place_of(mark, len(order))
    found = survey(
        rows, size=SIZE + 1, is_oldest_first=is_oldest_first, after=after, backwards=backwards
    )
    if form.sort_by() == Sort.BEST:
        page: Page[Any] = Page(best_first(rows, known(rows), asked)[:SIZE], "", "")
    elif found.is_more:
        with planned_for_its_words(in_order=True):
            page = page_of(rows.defer("words"), order, mark, SIZE)
    else:
        page = page_read(found.passages, order, mark, SIZE)
    hits = hits_of(page.rows, user, where, asked)
    people = (
        () if hits else listed(list(Actor.objects.named_like(form.typed(), most=MEANT)), user, "")
    )
    return Found(page, passages_counted(found), hits, people)


def look_in_annotations(request: Request, form: SearchForm, asked: Understood) -> Found:
    kind = form.looked_for()
    finds = {Kind.STATEMENTS: statements, Kind.TAGGED: tagged, Kind.NOTES: noted}[kind]
    rows = finds(request.user, form.where(), form.said(), asked)
    shown = for_table(rows).select_related(
        "coding__analyst",
        "coding__project_article__article__source",
        "coding__project_article__project",
        "attribution__speaker",
        "attribution__affiliation__organisation",
        "attribution__target",
        "attribution__relayer",
        "attribution__suggestion",
    )
    page = page_of(shown, ANNOTATIONS, request.GET.get("page", ""), SIZE)
    return Found(page, annotations_counted(rows), page.rows)


def look_for_people(request: Request, form: SearchForm, asked: Understood) -> Found:
    rows = list(Actor.objects.named_like(form.typed()))
    actors = listed(rows, request.user, form.typed())
    return Found(Page(rows, "", ""), Counted(len(rows), []), actors)


def look_in_comments(request: Request, form: SearchForm, asked: Understood) -> Found:
    rows = comments(request.user, form.where(), asked)
    total = counted(rows)
    shown = rows.select_related(
        "author",
        "thread__coding__project_article__article",
        "thread__coding__project_article__project",
    )
    page = page_of(shown, COMMENTS, request.GET.get("page", ""), SIZE)
    return Found(page, Counted(min(total, MOST_COUNTED), [], total > MOST_COUNTED), page.rows)


LOOKS = {
    Kind.TEXT: look_in_text,
    Kind.STATEMENTS: look_in_annotations,
    Kind.TAGGED: look_in_annotations,
    Kind.NOTES: look_in_annotations,
    Kind.PEOPLE: look_for_people,
    Kind.COMMENTS: look_in_comments,
}
DOUBTS = {
    Doubt.UNCLOSED: lambda: _(
        "A quotation mark has no other one, so its words were looked for one by one."
    ),
    Doubt.OR: lambda: _(
        "OR joins two words; here it has only one, so it was looked for as a word."
    ),
    Doubt.STAR: lambda: _(
        "A star stands at the end of a word; another one was not taken into account."
    ),
    Doubt.LONG: lambda: _("That was very long; only the beginning was looked for."),
}
HEADS = {
    "source": lambda: _("Source"),
    "language": lambda: _("Language"),
    "speaker": lambda: _("Speaker"),
    "target": lambda: _("About"),
    "stance": lambda: _("Stance"),
    "mode": lambda: _("Mode"),
    "tag": lambda: _("Tag"),
}

CALLED: dict[str, Callable[[str], str]] = {
    "language": language_name,
    "stance": lambda value: str(Stance(value).label),
    "mode": lambda value: str(Mode(value).label),
}


@dataclass(frozen=True)
class Choice:
    """A way to narrow the search, or to widen it again."""

    label: str
    count: int
    url: str
    is_chosen: bool


def shown(facet: Facet, data: QueryDict) -> tuple[str, list[Choice]]:
    """What the values of a facet have in common, and the values."""
    choices = []
    for value, name, count in facet.values:
        query = data.copy()
        query.pop("page", None)
        is_chosen = query.get(facet.name) == value
        query.pop(facet.name, None)
        if not is_chosen:
            query[facet.name] = value
        label = CALLED[facet.name](value) if facet.name in CALLED else name
        choices.append(Choice(label, count, f"?{query.urlencode()}", is_chosen))
    return HEADS[facet.name](), choices
