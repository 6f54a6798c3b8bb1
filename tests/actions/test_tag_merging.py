"""Tags merged and split: nothing that bears one is lost, and all of it comes back."""

import pytest

from annotations.actions.acts import undo
from annotations.actions.codebooks import delete_codebook
from annotations.actions.spans import delete_annotation
from annotations.actions.tag_merging import (
    CannotMergeTags,
    CannotSplitTag,
    CannotUndoTagMove,
    merge_tags,
    split_tag,
    undo_tag_move,
)
from annotations.actions.tags import CannotDeleteTag, delete_tag
from annotations.models import (
    ArticleTag,
    AttributionTag,
    SpanTag,
    Tag,
    TagMove,
)
from annotations.queries.tag_moves import Sought, bearing, borne_by
from tests.actions.conftest import NOW
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_codebook, make_tag
from tests.helpers.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(cast, desk):
    """People and the machine bear the first tag, one passage both."""
    for analyst in (cast.owner, None):
        coding = make_coding(cast.project_article, analyst)
        make_attribution(coding, "what comes next", desk.tag)
        make_passage(coding, "Both sides", desk.tag)
        make_passage(coding, "shared work", desk.tag, desk.other_tag)
        ArticleTag.objects.create(coding=coding, tag=desk.tag)
    return desk


def state():
    """Which tags what bears, whatever the rows are called."""
    return {
        "passages": set(SpanTag.objects.values_list("span", "tag")),
        "statements": set(AttributionTag.objects.values_list("attribution", "tag")),
        "articles": set(ArticleTag.objects.values_list("coding", "tag")),
        "parents": set(Tag.objects.values_list("pk", "parent")),
        "retired": set(Tag.objects.filter(retired_at__isnull=False).values_list("pk", flat=True)),
    }


def merge(desk, **more):
    return merge_tags(kept=desk.other_tag, gone=desk.tag, by=desk.by, at=NOW, **more)


def test_what_bears_the_one_bears_the_other(filled):
    below = make_tag(filled.tag.codebook, "Below", parent=filled.tag)
    told = borne_by(bearing(filled.tag))

    move = merge(filled)

    assert (told.passages, told.statements, told.articles) == (4, 2, 2)
    assert (told.by_machine, told.projects, move.count) == (4, 1, 8)
    assert borne_by(bearing(filled.tag)).count == 0
    kept = SpanTag.pgh_event_model.objects.filter(pgh_label="update", tag=filled.other_tag)
    assert {event.pgh_context.metadata["user"] for event in kept} == {str(filled.by.pk)}
    assert borne_by(bearing(filled.other_tag)).count == 8
    filled.tag.refresh_from_db()
    below.refresh_from_db()
    assert (filled.tag.is_retired, below.parent) == (True, filled.other_tag)


def test_undoing_brings_all_of_it_back(filled):
    make_tag(filled.tag.codebook, "Below", parent=filled.tag)
    before = state()

    move = merge(filled)
    assert state() != before
    undo_tag_move(move=move, by=filled.by, at=NOW)

    assert state() == before
    with pytest.raises(CannotUndoTagMove):
        undo_tag_move(move=move, by=filled.by, at=NOW)


def test_what_was_deleted_meanwhile_stays_deleted(cast, desk):
    act = desk.mark("Both sides", desk.tag, desk.other_tag)
    move = merge(desk)
    delete_annotation(number=act.annotation, **desk.here)

    undo_tag_move(move=move, by=desk.by, at=NOW)

    assert not SpanTag.objects.exists()


def test_what_an_analyst_brings_back_bears_the_tag_it_was_merged_into(desk):
    act = desk.mark("Both sides", desk.tag)
    delete_annotation(number=act.annotation, **desk.here)
    merge(desk)

    undo(**desk.here)

    assert SpanTag.objects.get().tag == desk.other_tag


def test_moves_are_undone_from_the_latest_on(filled):
    third = make_tag(filled.tag.codebook, "Third")
    first = merge(filled)
    second = merge_tags(kept=third, gone=filled.other_tag, by=filled.by, at=NOW)

    with pytest.raises(CannotUndoTagMove):
        undo_tag_move(move=first, by=filled.by, at=NOW)
    undo_tag_move(move=second, by=filled.by, at=NOW)
    undo_tag_move(move=first, by=filled.by, at=NOW)

    assert borne_by(bearing(filled.tag)).count == 8


def test_two_that_cannot_be_one_are_refused(filled):
    below = make_tag(filled.tag.codebook, "Below", parent=filled.tag)
    foreign = make_tag(make_codebook("Another"), "Foreign")

    for kept in (below, foreign, filled.tag):
        with pytest.raises(CannotMergeTags):
            merge_tags(kept=kept, gone=filled.tag, by=filled.by, at=NOW)
    merge(filled)
    with pytest.raises(CannotMergeTags):
        merge(filled)


def test_as_many_statements_for_many_rows_as_for_few(cast, desk):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "Both sides", desk.tag)
    undo_tag_move(move=merge(desk), by=desk.by, at=NOW)
    few = queries_of(lambda: undo_tag_move(move=merge(desk), by=desk.by, at=NOW))
    for _ in range(20):
        make_passage(coding, "shared", desk.tag, desk.other_tag)

    many = queries_of(lambda: undo_tag_move(move=merge(desk), by=desk.by, at=NOW))

    assert len(many) == len(few)


# Splitting ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), (4, 2, 2)),
        (Sought(bearer="statement"), (0, 2, 0)),
        (Sought(bearer="article"), (0, 0, 2)),
        (Sought(words="SHARED"), (2, 0, 0)),
        (Sought(words="comes next"), (0, 2, 0)),
    ],
)
def test_what_bears_a_tag_is_chosen(filled, sought, found):
    chosen = borne_by(bearing(filled.tag, sought))

    assert (chosen.passages, chosen.statements, chosen.articles) == found


def test_what_bears_another_tag_as_well_is_split_off_and_comes_back(filled):
    rows = bearing(filled.tag, Sought(beside=filled.other_tag))
    chosen = {name: list(found.values_list("pk", flat=True)) for name, found in rows.items()}
    before = state()

    move = split_tag(tag=filled.tag, rows=chosen, name="Plea", by=filled.by, at=NOW)

    made = Tag.objects.get(name="Plea")
    assert (move.count, borne_by(bearing(made)).passages) == (2, 2)
    assert borne_by(bearing(filled.tag)).count == 6
    undo_tag_move(move=move, by=filled.by, at=NOW)
    after = state()
    assert after.pop("retired") == {made.pk}
    assert after["passages"] == before["passages"]


def test_what_is_split_off_to_a_tag_that_is_borne_already_keeps_one(filled):
    rows = {"passages": list(bearing(filled.tag)["passages"].values_list("pk", flat=True))}
    before = state()

    move = split_tag(tag=filled.tag, rows=rows, to=filled.other_tag, by=filled.by, at=NOW)

    assert SpanTag.objects.filter(tag=filled.other_tag).count() == 4
    undo_tag_move(move=move, by=filled.by, at=NOW)
    assert state() == before


def test_nothing_is_not_split_off(filled):
    with pytest.raises(CannotSplitTag):
        split_tag(tag=filled.tag, rows={}, name="Plea", by=filled.by, at=NOW)

    assert not Tag.objects.filter(name="Plea").exists()


def test_a_tag_that_was_merged_is_kept_for_the_way_back(cast):
    codebook = make_codebook("Another")
    one, other = make_tag(codebook, "One"), make_tag(codebook, "Other")
    merge_tags(kept=other, gone=one, by=cast.admin, at=NOW)

    with pytest.raises(CannotDeleteTag):
        delete_tag(tag=one, by=cast.admin)
    delete_codebook(codebook=codebook, by=cast.admin)

    assert not TagMove.objects.exists()
