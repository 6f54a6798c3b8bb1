"""What a source does not let leave is not printed, whichever page somebody prints."""

import pytest

from annotations.models.sources import MayLeave
from tests.factories.stories import add_copies
from tests.helpers.page import parse, words_of
from tests.views.test_changes import make_changed

PAGES = ["", "revisions/1/", "revisions/2/difference/", "changes/"]


@pytest.fixture
def row(cast):
    return make_changed(cast, "Nobody signs in winter")


def limit(row, may_leave, words=0):
    source = row.article.source
    source.may_leave, source.excerpt_words = may_leave, words
    source.save()


def printed(client, row, page):
    return parse(client.get(f"/articles/{row.pk}/{page}").content)


def notices(page):
    return [words_of(each) for each in page.find_class("only-print")]


@pytest.mark.parametrize("page", PAGES)
def test_a_source_that_keeps_nothing_back_is_printed_as_it_is(as_, cast, row, page):
    found = printed(as_(cast.owner), row, page)

    assert not found.find_class("keeps-words")
    assert notices(found) == []


@pytest.mark.parametrize("page", PAGES)
def test_of_another_the_words_stay_here_and_the_paper_says_so(as_, cast, row, page):
    limit(row, MayLeave.OFFSETS)
    found = printed(as_(cast.owner), row, page)

    assert found.find_class("keeps-words")
    assert "let none of its words leave" in notices(found)[-1]


def test_of_excerpts_the_hand_out_is_named_which_has_them(as_, cast, row):
    limit(row, MayLeave.EXCERPTS, 12)
    title, notice = notices(printed(as_(cast.owner), row, ""))

    assert title == row.article.title
    assert "let 12 words of a passage leave" in notice
    assert f"/articles/{row.pk}/handout/" in notice


def test_a_copy_beside_the_original_obeys_both(as_, cast):
    _, short = add_copies(cast.project)
    limit(short, MayLeave.OFFSETS)

    assert printed(as_(cast.owner), short, "copies/difference/").find_class("keeps-words")


def test_all_that_waits_in_a_project_obeys_each(as_, cast, row):
    free = make_changed(cast, "We will wait")
    limit(row, MayLeave.OFFSETS)
    page = parse(as_(cast.owner).get(f"/projects/{cast.project.pk}/changes/").content)

    kept = [words_of(item) for item in page.find_class("keeps-words")]
    assert len(kept) == 1
    assert row.article.title in kept[0]
    assert free.article.source.name not in kept[0]
