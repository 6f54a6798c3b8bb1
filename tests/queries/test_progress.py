"""How far a project is, and how far one of its analysts."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from annotations.models import Assignment, Project, Sitting
from annotations.queries.differing import differing_in
from annotations.queries.progress import (
    Standing,
    progress_of_mine,
    progress_of_project,
    time_in,
)
from tests.factories.actors import make_actor
from tests.factories.annotations import TOUCHED, make_attribution, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project, make_tag
from tests.helpers.queries import assert_same_count, queries_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 8)
WORDS = "“Both sides feel they are being cornered,”"


def sit(coding, *seconds):
    for each in seconds:
        Sitting.objects.create(
            pk=uuid4(),
            project_id=coding.project_id,
            project_article=coding.project_article,
            analyst=coding.analyst,
            seconds=each,
            began_at=TOUCHED,
            told_at=TOUCHED,
        )


@pytest.fixture
def rows(cast):
    """Four articles that need two analysts each: done, half done, begun, and only assigned."""
    Project.objects.filter(pk=cast.project.pk).update(analysts_per_article=2)
    cast.project.refresh_from_db()
    rows = [cast.project_article, *(add_article(cast.project, make_article()) for _ in range(4))]
    make_coding(rows[0], cast.owner, "done")
    make_coding(rows[0], cast.second, "done", changed_at=TOUCHED - timedelta(days=7))
    make_coding(rows[1], cast.owner, "done")
    make_coding(rows[1], cast.second)
    make_coding(rows[2], cast.owner)
    Assignment.objects.create(
        project=cast.project, project_article=rows[3], analyst=cast.owner, assigned_at=TOUCHED
    )
    make_coding(rows[0], None, "done", kind="gold")
    make_coding(rows[3], None)
    elsewhere = add_article(make_project("Elsewhere"), make_article())
    make_coding(elsewhere, cast.owner, "done")
    return rows


def test_articles_by_how_far_they_are(cast, rows):
    progress = progress_of_project(cast.project, TODAY)

    assert progress.standing == Standing(
        articles=5, done=1, open=2, assigned=1, opened=0, slots_done=3
    )
    assert progress.standing.waiting == 2
    assert progress.gold == 1
    assert (progress.pace.needed, progress.pace.done) == (10, 3)
    assert [week.done for week in progress.pace.weeks] == [1, 2]
    assert progress.pace.ends_on is not None


def test_more_analysts_than_needed_bring_no_end_nearer(cast, rows):
    make_coding(rows[0], cast.curator, "done")

    pace = progress_of_project(cast.project, TODAY).pace

    assert (pace.done, pace.left) == (4, 7)


def test_ones_own_work(cast, rows):
    mine = progress_of_mine(cast.project, cast.owner, TODAY)

    assert (mine.waiting, mine.open, mine.done) == (1, 1, 2)
    assert (mine.pace.needed, mine.pace.done) == (4, 2)
    assert {coding.analyst for coding in mine.rows} == {cast.owner}
    assert len(mine.rows) == 3


def test_time_is_the_median_over_codings_that_are_done(cast, rows):
    done = {coding.analyst: coding for coding in rows[0].codings.filter(kind="human")}
    sit(done[cast.owner], 60, 40)
    sit(done[cast.second], 300)
    sit(rows[2].codings.get(), 5000)
    sit(rows[1].codings.get(analyst=cast.owner), 0)

    assert (time_in(cast.project).median, time_in(cast.project).count) == (
        timedelta(seconds=200),
        2,
    )
    assert time_in(cast.project, cast.owner).median == timedelta(seconds=100)
    assert time_in(cast.project, cast.curator).median is None
    mine = progress_of_mine(cast.project, cast.owner, TODAY)
    assert {coding.project_article: coding.seconds for coding in mine.rows} == {
        rows[0]: 100,
        rows[1]: 0,
        rows[2]: 5000,
    }


@pytest.mark.parametrize(
    "change",
    ["", "words", "speaker", "target", "stance", "mode", "tag", "passage", "more", "unfinished"],
)
def test_codings_differ_in_anything_that_they_say(cast, change):
    tag, other = (make_tag(cast.project.codebook, name) for name in ("Appeal", "Threat"))
    quill, feder = make_actor("Ada Quill"), make_actor("Otto Feder")
    for user in (cast.owner, cast.second):
        is_other = change if user == cast.second else ""
        state = "open" if is_other == "unfinished" else "done"
        coding = make_coding(cast.project_article, user, state)
        # In whatever order they were made.
        if user == cast.owner:
            make_passage(coding, "Nobody knows", tag)
        make_attribution(
            coding,
            "what comes next" if is_other == "words" else WORDS,
            other if is_other == "tag" else tag,
            cue="says",
            speaker=feder if is_other == "speaker" else quill,
            target=quill if is_other == "target" else feder,
            stance="endorse" if is_other == "stance" else "critical",
            mode="mixed" if is_other == "mode" else "direct",
        )
        if user == cast.second:
            make_passage(coding, "Nobody knows", other if is_other == "passage" else tag)
        if is_other in ("more", "unfinished"):
            make_passage(coding, "minister", tag)

    assert differing_in(cast.project) == (change not in ("", "unfinished"))


def test_nothing_and_something_differ_and_nothing_and_nothing_do_not(cast, rows):
    assert differing_in(cast.project) == 0
    make_passage(rows[0].codings.get(analyst=cast.owner), "Nobody knows")
    assert differing_in(cast.project) == 1


def test_as_many_queries_for_many_articles_as_for_one(cast):
    def look():
        progress_of_project(cast.project, TODAY)
        progress_of_mine(cast.project, cast.owner, TODAY)

    make_coding(cast.project_article, cast.owner, "done")
    few = queries_of(look)
    for _ in range(6):
        row = add_article(cast.project, make_article())
        sit(make_coding(row, cast.owner, "done"), 60)
        make_passage(make_coding(row, cast.second, "done"), "Nobody knows")

    assert_same_count(few, queries_of(look), at_most=10)


def test_a_project_without_articles_has_figures_all_the_same(cast):
    empty = make_project("Empty")

    progress = progress_of_project(empty, TODAY)

    assert progress.standing == Standing(0, 0, 0, 0, 0, 0)
    assert (progress.pace.weeks, progress.pace.ends_on, progress.time.median) == ([], None, None)
