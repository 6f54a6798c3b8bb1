"""What was done to many at once stands beside gestures in what was done in a project."""

from itertools import pairwise

import pytest
from django.urls import reverse

from annotations.actions.adding import add_articles
from annotations.actions.merging import merge_actors
from annotations.actions.tag_merging import merge_tags
from annotations.models import Actor, ActorMove, Article, TagMove
from annotations.web.paging import Key, page_of_several
from tests.actions.conftest import NOW
from tests.exchange.test_imports import begin, lines, read
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import make_tag
from tests.helpers.jobs import forget_jobs
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.test_deeds import annotate, rows_of


@pytest.fixture(autouse=True)
def no_jobs(db):
    forget_jobs()


@pytest.fixture
def address(cast):
    return reverse("deed-list", args=[cast.project.pk])


def merge_people(cast, name="A. Quill"):
    kept, gone = make_actor("Ada Quill"), make_actor(name)
    coding = make_coding(cast.project_article, cast.owner)
    make_attribution(coding, "shared work", speaker=gone)
    return merge_actors(kept=kept, gone=gone, by=cast.curator, at=NOW, evidence="Same post")


def merge_two_tags(cast, names=("Appeal", "Plea")):
    kept, gone = (make_tag(cast.project.codebook, name) for name in names)
    return merge_tags(kept=kept, gone=gone, by=cast.curator, at=NOW)


def add_one(cast, text="Elsewhere it says more."):
    rows = Article.objects.filter(pk=make_article(text).pk)
    return add_articles(project=cast.project, articles=rows, by=cast.manager, at=NOW)


def everything(cast):
    read(begin(cast, lines(1, 2)))
    merge_people(cast)
    add_one(cast)
    merge_two_tags(cast)
    annotate(cast, cast.second)


def test_all_of_it_is_in_one_order_of_time(cast, as_, address):
    everything(cast)

    several, single, tags, added, people, imported = rows_of(as_(cast.manager).get(address))

    assert several.startswith("Created 3 annotations")
    assert single.startswith("Created 1 annotation")
    assert tags.startswith("Tag “Plea” merged into “Appeal” · Codebook Curator")
    assert added.startswith("Articles added · 1 article that was here already Manager")
    assert people.startswith("“A. Quill” merged into “Ada Quill” · Ada Quill Curator")
    assert imported.startswith("Articles imported · shelf.jsonl · 2 new, 0 known, 0 changed Owner")
    for row in (several, tags, added, people, imported):
        assert "Take back" in row
    assert "Take back" not in single


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("imported", "Articles imported"),
        ("added", "Articles added"),
        ("tags", "Tag “Plea”"),
        ("people", "“A. Quill”"),
    ],
)
def test_each_kind_by_itself(cast, as_, address, kind, begins):
    everything(cast)

    [row] = rows_of(as_(cast.manager).get(address, {"kind": kind}))

    assert row.startswith(begins)
    assert rows_of(as_(cast.manager).get(address, {"kind": kind, "by": cast.reader.pk})) == []


def test_by_whom_and_who_is_offered(cast, as_, address):
    everything(cast)
    client = as_(cast.manager)

    rows = rows_of(client.get(address, {"by": cast.curator.pk}))
    assert [row[:9] for row in rows] == ["Tag “Plea", "“A. Quill"]
    offered = parse(client.get(address).content).xpath("//select[@name='by']/option")
    assert [words_of(one) for one in offered] == [
        "Everybody",
        "Curator",
        "Manager",
        "Owner",
        "Second",
    ]


def test_merges_of_others_and_of_other_codebooks_are_not_of_this_project(cast, as_, address):
    kept, gone = make_actor("Otto Feder"), make_actor("O. Feder")
    merge_actors(kept=kept, gone=gone, by=cast.curator, at=NOW)

    assert rows_of(as_(cast.manager).get(address)) == []


def test_what_is_undone_at_its_own_place_is_undone_from_here(cast, as_, address):
    merge_people(cast)
    merge_two_tags(cast)
    client = as_(cast.manager)

    page = parse(client.get(address).content)
    for form in page.xpath("//li[starts-with(@id,'deed-')]//form"):
        after = client.post(form.get("action"), follow=True).content.decode()
        assert "It is as it was before." in after

    assert TagMove.objects.get().undone_by == cast.manager
    assert ActorMove.objects.get().undone_by == cast.manager
    for row in rows_of(client.get(address)):
        assert "Taken back by Manager" in row
        assert not row.endswith("Take back")


def test_a_later_merge_comes_back_first(cast, as_, address):
    first = merge_people(cast)
    again = make_actor("Ada M. Quill")
    kept = Actor.objects.get(pk=first.to_actor)
    merge_actors(kept=kept, gone=again, by=cast.curator, at=NOW, evidence="Same post")

    [row] = rows_of(as_(cast.manager).get(address))
    assert row.endswith("Merged or split later: that comes back first")


def test_an_import_that_was_taken_back_is_told(cast, as_, address):
    upload = read(begin(cast, lines(1, 2)))
    client = as_(cast.manager)
    client.post(reverse("import-take-back", args=[upload.pk]))

    [row] = rows_of(client.get(address))
    assert row.endswith("2 taken out")


def test_as_many_queries_for_many(cast, as_, address):
    client = as_(cast.manager)
    everything(cast)
    few = queries_of(lambda: client.get(address))
    read(begin(cast, lines(3)))
    add_one(cast, "Somewhere it says less.")
    merge_two_tags(cast, ("Threat", "Menace"))

    assert_same_count(few, queries_of(lambda: client.get(address)), at_most=11)


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_of_several_tables_lead_on_and_back(cast, size):
    """Whatever fits on a page, all rows come once, in one order, both ways."""
    articles = [make_article(f"Text {n}.") for n in range(3)]
    actors = [make_actor(f"Actor {n}") for n in range(3)]
    tables = [
        type(rows[0]).objects.filter(pk__in=[r.pk for r in rows]) for rows in (articles, actors)
    ]
    wanted = sorted([row.pk for row in articles + actors], reverse=True)
    key = Key("id", descending=True)

    found, mark, pages = [], "", []
    while not pages or mark:
        pages.append(page_of_several(tables, key, mark, size))
        found += [row.pk for row in pages[-1].rows]
        mark = pages[-1].next
    assert found == wanted
    for before, page in pairwise(pages):
        assert page_of_several(tables, key, page.previous, size).rows == before.rows
