from datetime import UTC, date, datetime

import pytest

from annotations.models import CodingState, Project
from annotations.queries.articles import Wanted, Work, count_articles, facets_of, find_articles
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(cast):
    """Three articles of two sources: A is done, B in work, C not begun by the owner."""
    herald, wire = make_source("Herald"), make_source("Wire")
    days = {"A": date(2026, 3, 1), "B": date(2026, 3, 5), "C": None}
    rows = {}
    for name, source, language in (
        ("Alpha", herald, "en"),
        ("Bravo", wire, "fr"),
        ("Charlie", wire, "en"),
    ):
        article = make_article(
            f"{name} summit on harbour\n\nThey spoke of peace.",
            source,
            language=language,
            published_on=days[name[0]],
        )
        rows[name[0]] = add_article(cast.project, article)
    cast.project_article.delete()
    tag = make_tag(cast.project.codebook, "Appeal")
    done = make_coding(rows["A"], cast.owner, CodingState.DONE)
    make_passage(done, "peace", tag)
    open_ = make_coding(rows["B"], cast.owner, changed_at=datetime(2026, 4, 1, tzinfo=UTC))
    make_attribution(open_, "They spoke", speaker=make_actor("Ada Quill"))
    make_attribution(open_, "harbour")
    second = make_coding(rows["C"], cast.second, CodingState.DONE)
    make_passage(second, "peace", tag)
    make_coding(rows["A"], cast.second, CodingState.DONE)
    return cast, rows, {"herald": herald, "wire": wire, "tag": tag}


def seen_by(user, project):
    return Project.objects.visible_to(user).with_role_of(user).get(pk=project.pk)


def names(rows):
    return "".join(sorted(row.article.title[0] for row in rows))


@pytest.mark.parametrize(
    ("reader", "wanted", "found"),
    [
        ("owner", Wanted(), "ABC"),
        ("owner", Wanted(words="harbour SUMMIT"), "ABC"),
        ("owner", Wanted(words="bravo summit"), "B"),
        ("owner", Wanted(words="100%"), ""),
        ("owner", Wanted(language="fr"), "B"),
        ("owner", Wanted(since=date(2026, 3, 2)), "B"),
        ("owner", Wanted(until=date(2026, 3, 1)), "A"),
        ("owner", Wanted(work=Work.NONE), "C"),
        ("owner", Wanted(work=Work.OPEN), "B"),
        ("owner", Wanted(work=Work.DONE), "A"),
        ("owner", Wanted(speaker="quill"), "B"),
        ("owner", Wanted(work=Work.COMPARE), ""),
        ("curator", Wanted(work=Work.COMPARE), "A"),
        ("curator", Wanted(work=Work.NONE), "ABC"),
        ("curator", Wanted(speaker="quill"), "B"),
        ("second", Wanted(speaker="quill"), ""),
        ("second", Wanted(work=Work.DONE), "AC"),
    ],
)
def test_each_filter_narrows_what_is_found(shelf, reader, wanted, found):
    cast, _rows, _things = shelf
    user = getattr(cast, reader)

    assert names(find_articles(seen_by(user, cast.project), user, wanted)) == found


def test_a_tag_of_the_whole_article_is_found_as_it_was_agreed(shelf):
    cast, rows, _things = shelf
    genre = make_tag(cast.project.codebook, "Feature", applies_to=["article"])
    for coding in (make_coding(rows["B"], cast.second, "done"), rows["C"].codings.get()):
        coding.article_tags.create(tag=genre)
    # What was agreed of B says nothing of the kind.
    make_coding(rows["B"], None, "done", kind="gold")
    wanted = Wanted(tag=genre.pk)

    found = find_articles(seen_by(cast.curator, cast.project), cast.curator, wanted)

    assert names(found) == "C"


@pytest.mark.parametrize(
    ("reader", "found"), [("owner", "A"), ("second", "C"), ("curator", "AC"), ("admin", "AC")]
)
def test_a_tag_is_found_only_in_codings_that_the_reader_may_see(shelf, reader, found):
    cast, _rows, things = shelf
    user = getattr(cast, reader)
    project = Project.objects.visible_to(user).with_role_of(user).get(pk=cast.project.pk)

    assert names(find_articles(project, user, Wanted(tag=things["tag"].pk))) == found


def test_a_source_narrows_what_is_found(shelf):
    cast, _rows, things = shelf
    project = seen_by(cast.owner, cast.project)

    assert names(find_articles(project, cast.owner, Wanted(source=things["wire"].pk))) == "BC"


@pytest.mark.parametrize(
    ("wanted", "number"), [(Wanted(), 3), (Wanted(words="bravo"), 1), (Wanted(words="100%"), 0)]
)
def test_as_many_are_counted_as_are_found(shelf, wanted, number):
    cast, _rows, _things = shelf
    project = seen_by(cast.owner, cast.project)

    assert count_articles(project, cast.owner, wanted) == number


def test_nothing_is_counted_in_an_empty_project(cast):
    assert count_articles(make_project("Empty"), cast.admin, Wanted()) == 0


def test_menus_offer_what_the_project_has(shelf):
    cast, _rows, things = shelf
    elsewhere = make_article("Elsewhere", make_source("Other"), language="ar")
    another = make_project("Another")
    add_article(another, elsewhere)
    make_tag(another.codebook, "Elsewhere")
    make_tag(cast.project.codebook, "Loud", parent=things["tag"])
    make_tag(cast.project.codebook, "Blame")

    facets = facets_of(cast.project)

    assert [name for _pk, name in facets.sources] == ["Herald", "Wire"]
    assert facets.languages == ["en", "fr"]
    assert [(tag.name, depth) for tag, depth in facets.tags] == [
        ("Appeal", 0),
        ("Loud", 1),
        ("Blame", 0),
    ]


def test_menus_of_an_empty_project_are_empty(cast):
    facets = facets_of(make_project("Empty"))

    assert (facets.sources, facets.languages, facets.tags) == ([], [], [])
