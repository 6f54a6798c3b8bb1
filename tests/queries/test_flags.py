from datetime import timedelta

from annotations.models import ProjectArticle
from annotations.queries.articles import Wanted, Work, count_articles, find_articles
from annotations.queries.flags import flagged_by, flagged_in, put_flags, with_flags_of
from annotations.queries.notes import notes_of
from annotations.queries.projects import projects_for
from annotations.queries.readings import Notes
from tests.factories.annotations import TOUCHED, make_coding, make_passage
from tests.factories.articles import make_article
from tests.factories.comments import make_comment, make_thread
from tests.factories.flags import make_flag
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of


def test_notes_tell_ones_own_flags_beside_the_comments(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_comment(make_thread(coding, 1), cast.curator)
    for annotation in (None, 1, 2):
        make_flag(cast.project_article, cast.owner, annotation)
    make_flag(cast.project_article, cast.curator, 3)

    assert notes_of(coding.pk, cast.owner.pk) == {
        1: Notes(1, 1, 1, True),
        2: Notes(is_flagged=True),
    }
    assert notes_of(coding.pk, cast.curator.pk) == {1: Notes(1, 1, 0, False)}


def test_rows_of_a_list_know_ones_own_flags(cast):
    own = make_passage(make_coding(cast.project_article, cast.owner), "Both sides")
    other = make_passage(make_coding(cast.project_article, cast.second), "Both sides")
    make_flag(cast.project_article, cast.owner, own.number)
    make_flag(cast.project_article, cast.owner)

    flagged = flagged_in(cast.project_article, cast.owner)
    put_flags([own, other], flagged, cast.owner)

    assert flagged == {own.number}
    assert (own.is_flagged, other.is_flagged) == (True, False)


def test_articles_with_a_flag_on_them_or_in_them_the_latest_first(cast):
    inside = add_article(cast.project, make_article("Inside\n\nText."))
    make_passage(make_coding(inside, cast.owner), "Text")
    make_flag(inside, cast.owner, 1, at=TOUCHED + timedelta(minutes=1))
    make_flag(inside, cast.owner, 9)
    make_flag(cast.project_article, cast.owner)
    gone = add_article(cast.project, make_article("Gone\n\nText."))
    make_coding(gone, cast.owner)
    make_flag(gone, cast.owner, 1)
    make_flag(add_article(cast.project, make_article("Theirs\n\nText.")), cast.second)

    found = list(flagged_by(cast.owner))

    assert [(row, row.in_it) for row in found] == [(inside, 1), (cast.project_article, 0)]
    project = projects_for(cast.owner).get()
    wanted = Wanted(work=Work.FLAGGED)
    assert set(find_articles(project, cast.owner, wanted)) == {inside, cast.project_article}
    assert count_articles(project, cast.owner, wanted) == 2
    counts = with_flags_of(ProjectArticle.objects.all(), cast.owner)
    assert {row.article.title: row.my_flags for row in counts} == {
        "Inside": 1,
        "Envoys meet again": 1,
        "Gone": None,
        "Theirs": None,
    }


def test_a_project_that_one_left_is_not_on_the_desk(cast):
    make_flag(cast.project_article, cast.owner)
    cast.project.memberships.filter(user=cast.owner).delete()

    assert not flagged_by(cast.owner).exists()


def test_one_query_each_with_many_flags(cast):
    def ask() -> None:
        list(flagged_by(cast.owner))
        list(with_flags_of(ProjectArticle.objects.all(), cast.owner))

    few = queries_of(ask)
    for number in range(8):
        row = add_article(cast.project, make_article(f"T{number}\n\nText."))
        make_flag(row, cast.owner)

    assert_same_count(few, queries_of(ask), at_most=2)
