"""Days the wrong way round: every filter that has two says so where they stand."""

import pytest
from django.urls import reverse

from annotations.models import SavedSearch
from annotations.views.pictures import TABLES
from tests.factories.actors import make_actor
from tests.helpers.page import parse, update_page, words_of

pytestmark = pytest.mark.django_db

BACKWARDS = {"since": "2026-05-02", "until": "2026-05-01"}
SENTENCE = "“From” is after “until”, so nothing can fit."
HTMX = {"HX-Request": "true"}
# The page, what htmx swaps there, and what else the address says.
PAGES = [
    ("search", "search", {"q": "grain"}),
    ("search", "search", {"kind": "statements"}),
    ("concordance", "results", {"q": "grain"}),
    ("article-list", "results", {}),
    ("project-matrix", "matrix", {}),
    ("project-pictures", "pictures", {}),
    ("export-page", "counts", {}),
    ("article-add", None, {}),
    ("actor-detail", "statements", {}),
]


def address(cast, name):
    of_all = name in {"search", "concordance"}
    key = make_actor().pk if name == "actor-detail" else cast.project.pk
    return reverse(name, args=[] if of_all else [key])


def trouble(page):
    (place,) = page.xpath("//form//*[@id='last-day-trouble']")
    return words_of(place)


@pytest.mark.parametrize(("name", "target", "query"), PAGES)
def test_a_page_says_at_the_field_that_from_is_after_until(cast, as_, name, target, query):
    client, url = as_(cast.manager), address(cast, name)

    page = parse(client.get(url, {**query, **BACKWARDS}).content)

    assert trouble(page) == SENTENCE
    assert page.xpath("//input[@name='until']/@aria-invalid") == ["true"]
    assert not page.xpath("//form//details[not(@open)]//*[@id='last-day-trouble']/ul")
    one_day = {**query, "since": "2026-05-01", "until": "2026-05-01"}
    assert trouble(parse(client.get(url, one_day).content)) == ""


@pytest.mark.parametrize(("name", "target", "query"), [page for page in PAGES if page[1]])
def test_the_sentence_comes_and_goes_with_what_htmx_swaps(cast, as_, name, target, query):
    client, url = as_(cast.manager), address(cast, name)
    page = parse(client.get(url, query).content)

    for days, said in ((BACKWARDS, SENTENCE), ({"since": "2026-05-01"}, "")):
        fragment = client.get(url, {**query, **days}, headers=HTMX).content
        update_page(page, fragment, target)
        assert trouble(page) == said


def test_a_file_of_such_days_is_refused(cast, as_):
    url = reverse("export-file", args=[cast.project.pk])

    response = as_(cast.manager).get(url, BACKWARDS)

    assert response.status_code == 422
    assert SENTENCE in words_of(parse(response.content))


FILES = [
    ("concordance-table", False, []),
    ("collocate-table", False, []),
    ("project-matrix-table", True, []),
    *[("project-picture-table", True, [name]) for name in sorted(TABLES)],
    *[(f"project-network-{suffix}", True, []) for suffix in ("csv", "graphml", "gexf")],
]


@pytest.mark.parametrize(("name", "of_project", "rest"), FILES)
@pytest.mark.parametrize(
    ("days", "sentence"), [(BACKWARDS, SENTENCE), ({"since": "2026-05-32"}, "Enter a valid date.")]
)
def test_a_file_of_findings_of_such_days_is_refused(
    cast, as_, name, of_project, rest, days, sentence
):
    url = reverse(name, args=[cast.project.pk, *rest] if of_project else rest)

    response = as_(cast.manager).get(url, {"q": "grain", **days})

    assert (response.status_code, response.content.decode()) == (422, sentence)


def test_nothing_is_added_for_such_days(cast, as_):
    url = reverse("article-add-all", args=[cast.project.pk])

    response = as_(cast.manager).post(url, BACKWARDS)

    assert response.status_code == 422
    assert SENTENCE in words_of(parse(response.content))


def test_such_a_search_is_not_kept(cast, as_):
    query = "kind=statements&q=grain&since=2026-05-02&until=2026-05-01"
    data = {"name": "Never", "query": query}

    told = as_(cast.owner).post(reverse("saved-search-create"), data, follow=True)

    assert SENTENCE in words_of(parse(told.content))
    assert not SavedSearch.objects.exists()
