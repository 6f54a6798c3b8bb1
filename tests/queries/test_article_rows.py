"""What stands beside each article of a page of the list."""

import pytest
from django.utils import timezone

from annotations.models import CodingState, Presence, Project, ProjectArticle
from annotations.queries.article_rows import ListedCoding, listed
from annotations.queries.articles import Wanted, find_articles
from tests.domain.stories.wire import WIRE
from tests.factories.annotations import make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.flags import make_flag
from tests.factories.positions import make_position
from tests.factories.projects import add_article, make_project
from tests.factories.stories import add_copies, make_story
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def beside(cast):
    """`beside(user)` are the project's articles as its list shows them, by how titles begin."""

    def of(user):
        project = Project.objects.visible_to(user).with_role_of(user).get(pk=cast.project.pk)
        return {row.title.split()[0]: row for row in listed(keys(project, user), project, user)}

    return of


def keys(project, user):
    return [row.pk for row in find_articles(project, user, Wanted())]


def present(cast, user):
    Presence.objects.create(
        project=cast.project,
        project_article=cast.project_article,
        user=user,
        seen_at=timezone.now(),
    )


def test_the_readers_own_flags_reading_and_the_copies_in_the_project(cast, beside):
    row = cast.project_article
    copies = add_copies(cast.project, [WIRE, WIRE])
    make_story(add_article(make_project("Another"), make_article(WIRE)).article)
    make_passage(make_coding(row, cast.owner), "Envoys")
    for reader, annotation in ((cast.owner, None), (cast.owner, 1), (cast.second, None)):
        make_flag(row, reader, annotation)
    make_position(row, cast.owner, furthest=row.article.revisions.get().length)

    def facts(user):
        return {name: (row.flags or 0, row.read, row.copies) for name, row in beside(user).items()}

    printed = copies[0].article.title.split()[0]
    assert facts(cast.owner) == {"Envoys": (2, 100, 0), printed: (0, 0, 1)}
    assert facts(cast.second) == {"Envoys": (1, 0, 0), printed: (0, 0, 1)}


def test_codings_of_others_come_only_to_those_who_see_all(cast, beside):
    cast.owner.name = "Ada Quill"
    cast.owner.save()
    cast.second.name, cast.second.first_name = "", "Bo"
    cast.second.save()
    first = make_coding(cast.project_article, cast.owner, CodingState.DONE)
    make_passage(first, "Envoys")
    second = make_coding(cast.project_article, cast.second)
    expected = [
        ListedCoding(str(first.pk), "Ada Quill", "done", 1),
        ListedCoding(str(second.pk), "Bo", "open", 0),
    ]

    for reader in (cast.curator, cast.admin):
        assert beside(reader)["Envoys"].codings == expected
    assert not beside(cast.owner)["Envoys"].codings


def test_who_is_there_now_is_told_to_those_who_compare(cast, beside):
    for user in (cast.owner, cast.curator, cast.admin):
        present(cast, user)

    assert beside(cast.curator)["Envoys"].here == ["Admin", "Owner"]
    assert beside(cast.admin)["Envoys"].here == ["Curator", "Owner"]
    assert beside(cast.manager)["Envoys"].here == ["Admin", "Curator", "Owner"]
    assert not beside(cast.second)["Envoys"].here


def test_facts_of_the_article_and_of_the_readers_own_work_in_the_order_of_the_rows(cast):
    article = make_article(
        "Again\n\nEnvoys met.", make_source("Wire"), language="fr", byline="Ada Quill"
    )
    again = add_article(cast.project, article)
    make_passage(make_coding(again, cast.owner, CodingState.DONE), "Envoys")
    project = Project.objects.with_role_of(cast.owner).get()

    [row, other] = listed([again.pk, cast.project_article.pk], project, cast.owner)

    assert other.pk == cast.project_article.pk
    assert (row.pk, row.title, row.byline, row.language) == (again.pk, "Again", "Ada Quill", "fr")
    assert row.published_on == article.published_on
    assert (row.source, row.source_name) == (article.source_id, "Wire")
    assert (row.state, row.annotation_count) == ("done", 1)
    assert (other.state, other.annotation_count) == ("", 0)


def test_one_question_for_a_page_and_none_for_an_empty_one(cast):
    add_article(cast.project, make_article("Again\n\nEnvoys met."))
    project = Project.objects.with_role_of(cast.curator).get()
    rows = keys(project, cast.curator)

    assert len(queries_of(lambda: listed(rows, project, cast.curator))) == 1
    assert not queries_of(lambda: listed([], project, cast.curator))


def test_an_article_that_was_taken_out_meanwhile_is_not_listed(cast):
    project = Project.objects.with_role_of(cast.curator).get()
    rows = keys(project, cast.curator)
    ProjectArticle.objects.all().delete()

    assert not listed(rows, project, cast.curator)
