"""Tags of the article as a whole are acts like all others."""

from uuid import uuid4

import pytest

from annotations.actions.acts import CannotRedo, CannotUndo, redo, undo
from annotations.actions.article_tags import tag_article
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.spans import Gone, delete_annotation, toggle_tag
from annotations.actions.tag_merging import merge_tags
from annotations.actions.tagging import CannotTag
from annotations.actions.taking_back import take_back
from annotations.models import Act, ArticleTag, Verb
from tests.factories.projects import make_tag


@pytest.fixture
def genre(desk):
    """A group of which one goes, with two tags, and a tag beside it; all for articles."""
    kind = make_tag(desk.tag.codebook, "Genre", is_single=True, applies_to=[])
    return [
        make_tag(desk.tag.codebook, name, parent=parent, applies_to=["article"])
        for name, parent in (("Report", kind), ("Interview", kind), ("Front page", None))
    ]


def borne():
    return sorted(ArticleTag.objects.values_list("tag__name", flat=True))


def test_setting_them_is_undone_and_done_again(desk, genre):
    report, _, front = genre
    tag_article(tags=[report], **desk.here)
    act = tag_article(tags=[front], **desk.here)
    assert (act.verb, act.is_of_article, act.number) == (Verb.CHANGED, True, 2)
    assert borne() == ["Front page", "Report"]

    assert undo(**desk.here).verb == Verb.UNDONE
    assert borne() == ["Report"]
    undo(**desk.here)
    assert borne() == []
    with pytest.raises(CannotUndo):
        undo(**desk.here)

    redo(**desk.here)
    redo(**desk.here)
    assert borne() == ["Front page", "Report"]
    with pytest.raises(CannotRedo):
        redo(**desk.here)


def test_undo_takes_back_what_was_done_last_of_whatever_kind(desk, genre):
    tag_article(tags=genre[:1], **desk.here)
    desk.mark("Both sides", desk.tag)

    undo(**desk.here)
    assert borne() == ["Report"]
    assert undo(**desk.here).is_of_article
    assert borne() == []


def test_the_same_act_sent_twice_is_done_once(desk, genre):
    key = uuid4()
    acts = [tag_article(tags=genre[:1], key=key, **desk.here) for _ in range(2)]

    assert acts[0].pk == acts[1].pk
    assert Act.objects.count() == 1


def test_what_is_so_already_is_no_act_and_leaves_what_can_be_redone(desk, genre):
    tag_article(tags=genre[:1], **desk.here)
    tag_article(tags=genre[2:], **desk.here)
    undo(**desk.here)

    assert tag_article(tags=genre[:1], **desk.here) is None

    redo(**desk.here)
    assert borne() == ["Front page", "Report"]


def test_two_windows_write_nothing_over_each_other(desk, genre):
    report, interview, front = genre
    tag_article(tags=[report], **desk.here)

    # Another window still shows the article without any tag.
    tag_article(tags=[front], **desk.here)
    assert borne() == ["Front page", "Report"]
    with pytest.raises(CannotTag) as refusal:
        tag_article(tags=[interview], **desk.here)
    assert str(refusal.value) == "Choose one of these: Report, Interview."

    tag_article(tags=[interview], instead_of=[report], **desk.here)
    assert borne() == ["Front page", "Interview"]


def test_without_a_script_all_that_was_there_is_replaced_at_once(desk, genre):
    report, interview, front = genre
    tag_article(tags=[report, front], **desk.here)

    tag_article(tags=[interview, front], instead_of=[report, front], **desk.here)

    assert borne() == ["Front page", "Interview"]


def test_the_article_is_no_annotation_of_a_number(desk, genre):
    tag_article(tags=genre[:1], **desk.here)

    with pytest.raises(Gone):
        delete_annotation(number=0, **desk.here)
    with pytest.raises(Gone):
        toggle_tag(number=0, tag=genre[2], **desk.here)


def test_who_is_done_takes_nothing_back(desk, genre):
    tag_article(tags=genre[:1], **desk.here)
    finish_coding(**desk.here)

    with pytest.raises(CannotAnnotateFinished):
        undo(**desk.here)


def test_a_manager_takes_it_back_and_it_can_be_undone(desk, genre, cast):
    act = tag_article(tags=genre[:1], **desk.here)
    at = desk.here["at"]

    reversed_act = take_back(act=act, by=cast.manager, at=at)
    assert (borne(), reversed_act.by) == ([], cast.manager)

    undo(**desk.here)
    assert borne() == ["Report"]


def test_a_manager_takes_back_the_later_change_first(desk, genre, cast):
    first = tag_article(tags=genre[:1], **desk.here)
    second = tag_article(tags=genre[2:], **desk.here)
    at = desk.here["at"]

    with pytest.raises(CannotUndo) as refusal:
        take_back(act=first, by=cast.manager, at=at)
    assert "changed since" in str(refusal.value)
    take_back(act=second, by=cast.manager, at=at)
    with pytest.raises(CannotUndo):
        take_back(act=second, by=cast.manager, at=at)
    assert borne() == ["Report"]


def test_passages_in_between_stand_in_nobodys_way(desk, genre, cast):
    act = tag_article(tags=genre[:1], **desk.here)
    desk.mark("Both sides", desk.tag)

    take_back(act=act, by=cast.manager, at=desk.here["at"])

    assert borne() == []


def test_a_tag_that_was_merged_since_comes_back_as_the_other_one(desk, genre, cast):
    report, _, front = genre
    tag_article(tags=[front], **desk.here)
    tag_article(instead_of=[front], tags=[], **desk.here)
    merge_tags(kept=report, gone=front, by=cast.manager, at=desk.here["at"])

    undo(**desk.here)

    assert borne() == ["Report"]
