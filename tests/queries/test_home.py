from datetime import UTC, datetime

import pytest

from annotations.models import Act, Draft
from annotations.queries.home import desk_of
from annotations.queries.projects import progress_of, projects_for
from tests.factories.annotations import TOUCHED, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.positions import make_position
from tests.factories.projects import add_article, join, make_project
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
LATE = datetime(2026, 6, 1, tzinfo=UTC)


def test_the_coding_touched_last_is_where_one_was(cast):
    make_coding(cast.project_article, cast.owner)
    later = add_article(cast.project, make_article("Later\n\nText."))
    coding = make_coding(later, cast.owner, changed_at=LATE)
    Act.objects.create(
        coding=coding, number=1, verb="created", annotation=4, at=LATE, by=cast.owner
    )
    Act.objects.create(
        coding=coding, number=2, verb="changed", annotation=3, at=LATE, by=cast.owner
    )

    desk = desk_of(cast.owner, TOUCHED)

    assert (desk.last.row, desk.last.at, desk.last.place) == (later, LATE, 3)
    assert [other.project_article for other in desk.open] == [cast.project_article]


def test_what_was_read_later_still_is_where_one_was(cast):
    make_coding(cast.project_article, cast.owner, "done", annotation_count=7)
    began = add_article(cast.project, make_article("Begun\n\nText."))
    coding = make_coding(began, cast.owner)
    make_position(cast.project_article, cast.owner, furthest=46, at=LATE)
    make_position(cast.project_article, cast.second, furthest=90, at=LATE)

    desk = desk_of(cast.owner, TOUCHED)

    length = cast.project_article.article.revisions.get().length
    last = desk.last
    assert (last.row, last.at, last.read) == (cast.project_article, LATE, 4600 // length)
    assert (last.state, last.annotations) == ("done", 7)
    assert desk.open == [coding]


def test_what_is_only_read_yet_is_what_to_go_on_with_and_not_listed_again(cast):
    make_position(cast.project_article, cast.owner, furthest=46)

    desk = desk_of(cast.owner, TOUCHED)

    assert (desk.last.row, desk.last.state) == (cast.project_article, "")
    assert desk.fresh == []


def test_what_is_done_is_no_longer_in_work(cast):
    make_coding(cast.project_article, cast.owner, "done")
    later = add_article(cast.project, make_article("Later\n\nText."))
    make_coding(later, cast.owner, changed_at=LATE)

    desk = desk_of(cast.owner, TOUCHED)

    assert desk.open == []
    assert desk.is_clear


@pytest.mark.parametrize(
    ("name", "sees"),
    [("owner", True), ("curator", True), ("manager", True), ("reader", False), ("stranger", False)],
)
def test_articles_to_begin_are_for_those_who_annotate(cast, name, sees):
    assert bool(desk_of(getattr(cast, name), TOUCHED).fresh) is sees


def test_an_article_that_another_began_is_still_to_begin(cast):
    make_coding(cast.project_article, cast.second)

    assert desk_of(cast.owner, TOUCHED).fresh == [cast.project_article]


@pytest.mark.parametrize(
    ("name", "sees"),
    [("owner", False), ("second", False), ("curator", True), ("manager", True), ("reader", False)],
)
def test_what_two_are_done_with_waits_for_those_who_compare(cast, name, sees):
    make_coding(cast.project_article, cast.owner, "done")
    make_coding(cast.project_article, cast.second, "done")

    assert bool(desk_of(getattr(cast, name), TOUCHED).to_compare) is sees


def test_one_done_coding_is_nothing_to_compare(cast):
    make_coding(cast.project_article, cast.owner, "done")
    make_coding(cast.project_article, cast.second)

    assert desk_of(cast.curator, TOUCHED).to_compare == []


def test_drafts_are_ones_own(cast):
    for user in (cast.owner, cast.second):
        Draft.objects.create(
            project=cast.project,
            owner=user,
            filename=f"{user}.txt",
            media_type="text/plain",
            compressed=b"x",
            sha256="0" * 64,
            created_at=LATE,
        )

    assert [draft.filename for draft in desk_of(cast.owner, TOUCHED).drafts] == ["Owner.txt"]


def test_work_in_a_project_that_one_left_is_gone_from_the_desk(cast):
    make_coding(cast.project_article, cast.owner)
    cast.project.memberships.filter(user=cast.owner).delete()

    desk = desk_of(cast.owner, TOUCHED)

    assert (desk.last, desk.projects) == (None, [])


def test_as_many_queries_with_much_as_with_little(cast):
    few = queries_of(lambda: desk_of(cast.owner, TOUCHED))
    for number in range(10):
        project = make_project(f"Project {number}")
        join(project, cast.owner)
        make_coding(add_article(project, make_article(f"T{number}\n\nText.")), cast.owner)

    assert_same_count(few, queries_of(lambda: desk_of(cast.owner, TOUCHED)), at_most=11)


def test_a_project_counts_its_articles_and_ones_own_work(cast):
    for state in ("open", "done", None):
        row = add_article(cast.project, make_article(f"{state}\n\nText."))
        if state:
            make_coding(row, cast.owner, state)
            make_coding(row, cast.second, "done")

    project = projects_for(cast.owner).get()

    assert (project.article_count, project.my_open, project.my_done) == (4, 1, 1)


def test_progress_tells_how_far_each_analyst_is(cast):
    make_passage(make_coding(cast.project_article, cast.owner, "done"), "Envoys")
    make_coding(cast.project_article, cast.second)
    make_coding(cast.project_article, None)

    progress = progress_of(projects_for(cast.curator).get())

    assert (progress.articles, progress.begun, progress.done) == (1, 1, 1)
    assert [(a.name, a.open, a.done, a.annotations) for a in progress.analysts] == [
        ("Owner", 0, 1, 1),
        ("Second", 1, 0, 0),
    ]
