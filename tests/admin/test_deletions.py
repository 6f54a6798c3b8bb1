"""Before a row is deleted its page says in numbers what goes with it, or what keeps it."""

import pytest

from annotations.models import Codebook, Project, Source, Tag
from tests.factories.actors import make_actor, make_affiliation
from tests.factories.articles import make_article, make_source
from tests.factories.feeds import make_feed
from tests.factories.projects import make_project, make_tag
from tests.helpers.admin import remove
from tests.helpers.page import parse, words_of
from tests.helpers.queries import assert_same_count, queries_of


@pytest.fixture
def said(as_, staff):
    """`said(row)`: the words of the main part of its page."""

    def said(row):
        page = parse(as_(staff).get(remove(row)).content)
        return words_of(page.get_element_by_id("content"))

    return said


def test_what_goes_with_a_row_is_counted(said):
    person = make_actor("Edda Marrin")
    make_affiliation(person, "Deputy")
    make_affiliation(person, "Envoy")

    page = said(person)

    assert "“Edda Marrin” will be deleted for good, and with it:" in page
    assert "Affiliations: 2" in page


def test_a_row_that_stands_alone_goes_alone(said, db):
    assert "Nothing else goes with it." in said(make_source())


def test_what_keeps_a_row_is_counted_and_it_stays(said, as_, staff):
    source = make_source()
    make_article(source=source)

    assert "Articles: 1" in said(source)
    as_(staff).post(remove(source), {"post": "yes"})
    assert Source.objects.exists()


def test_a_codebook_goes_with_its_tree_unless_a_project_has_it(said, as_, staff):
    project = make_project()
    codebook = project.codebook
    make_tag(codebook, "Threat", parent=make_tag(codebook, "Act"))

    assert "Projects: 1" in said(codebook)
    Project.objects.all().delete()
    assert "Tags: 2" in said(codebook)
    as_(staff).post(remove(codebook), {"post": "yes"})
    assert not Codebook.objects.exists()
    assert not Tag.objects.exists()


def test_feeds_go_with_their_source_and_with_their_project(said):
    feed = make_feed(make_project())

    assert "Feeds: 1" in said(feed.source)
    assert "Feeds: 1" in said(feed.project)


def test_a_source_with_many_articles_costs_no_more_than_one_with_few(as_, staff):
    client, source = as_(staff), make_source()
    make_article(source=source)
    client.get(remove(source))
    few = queries_of(lambda: client.get(remove(source)))
    for _ in range(9):
        make_article(source=source)

    assert_same_count(few, queries_of(lambda: client.get(remove(source))), at_most=8)
