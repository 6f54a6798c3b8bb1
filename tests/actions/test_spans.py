from uuid import uuid4

import pytest

from annotations.actions.acts import Gone
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.excerpts import Range, WordsDiffer
from annotations.actions.spans import (
    create_passage,
    delete_annotation,
    move_span,
    toggle_tag,
    update_passage,
)
from annotations.models import Act, Span, SpanTag, Verb
from tests.factories.articles import make_article
from tests.factories.projects import add_article


def test_a_passage_keeps_its_words_and_surroundings(desk):
    act = desk.mark("being cornered", desk.tag, note="Look again")

    span = Span.objects.get()
    assert (span.number, span.role, span.words) == (1, "passage", "being cornered")
    assert span.prefix == "t again\n\n“Both sides feel they are "[-32:]
    assert span.suffix == ",” says Ada Quill, professor of h"[:32]
    assert span.note == "Look again"
    assert [one.tag for one in span.span_tags.all()] == [desk.tag]
    assert (act.number, act.verb, act.annotation) == (1, Verb.CREATED, 1)
    assert act.touched == [(span.start, span.end)]


def test_a_passage_may_run_over_several_paragraphs(desk):
    desk.mark("again\n\n“Both")

    assert Span.objects.get().words == "again\n\n“Both"


def test_line_ends_as_forms_send_them_are_the_same_words(desk):
    place = desk.place("again\n\n“Both")

    create_passage(where=Range(place.start, place.end, "again\r\n\r\n“Both"), tags=[], **desk.here)

    assert Span.objects.get().words == "again\n\n“Both"


@pytest.mark.parametrize(("by", "words"), [(1, "being"), (0, "Being"), (500, "being")])
def test_words_that_the_text_does_not_say_are_refused(desk, by, words):
    place = desk.place("being")
    where = Range(place.start + by, place.end + by, words)

    with pytest.raises(WordsDiffer) as refusal:
        create_passage(where=where, tags=[], **desk.here)

    assert (refusal.value.start, refusal.value.end) == (where.start, where.end)
    assert not Span.objects.exists()
    assert not Act.objects.exists()


def test_offsets_count_code_points(desk, cast):
    text = "Title\n\nA 👩‍👩‍👧 says 🇦🇹 “no\u2028way”\u200b."
    desk.project_article = add_article(cast.project, make_article(text))

    desk.mark("“no\u2028way”")

    span = Span.objects.get()
    assert text[span.start : span.end] == span.words == "“no\u2028way”"


def test_the_same_key_is_the_same_act(desk):
    key = uuid4()

    first, second = desk.mark("Both", key=key), desk.mark("sides", key=key)

    assert first.pk == second.pk
    assert [span.words for span in Span.objects.all()] == ["Both"]


def test_a_tag_is_put_on_and_taken_off(desk):
    desk.mark("Both", desk.tag)

    toggle_tag(number=1, tag=desk.other_tag, **desk.here)
    assert {one.tag for one in SpanTag.objects.all()} == {desk.tag, desk.other_tag}

    toggle_tag(number=1, tag=desk.tag, **desk.here)
    assert {one.tag for one in SpanTag.objects.all()} == {desk.other_tag}


def test_tags_and_note_are_replaced(desk):
    desk.mark("Both", desk.tag, note="old")

    act = update_passage(number=1, tags=[desk.other_tag], note="new", **desk.here)

    span = Span.objects.get()
    assert span.note == "new"
    assert [one.tag for one in span.span_tags.all()] == [desk.other_tag]
    assert act.verb == Verb.CHANGED


def test_edges_move_and_the_words_follow(desk):
    desk.mark("sides feel")
    longer = desk.place("Both sides feel they")

    act = move_span(number=1, where=longer, **desk.here)

    span = Span.objects.get()
    assert (span.start, span.end, span.words) == (longer.start, longer.end, longer.words)
    assert span.prefix.endswith("“")
    old = desk.place("sides feel")
    assert act.touched == sorted([(longer.start, longer.end), (old.start, old.end)])


def test_an_edge_moves_only_where_the_words_agree(desk):
    desk.mark("sides feel")

    with pytest.raises(WordsDiffer):
        move_span(number=1, where=Range(0, 3, "xyz"), **desk.here)

    assert Span.objects.get().words == "sides feel"


def test_deleting_leaves_nothing_and_the_number_is_not_given_again(desk):
    desk.mark("Both", desk.tag)

    delete_annotation(number=1, **desk.here)

    assert not Span.objects.exists()
    assert not SpanTag.objects.exists()
    assert desk.mark("Both").annotation == 2


@pytest.mark.parametrize("number", [2, 2**40])
def test_what_is_not_there_is_gone(desk, number):
    desk.mark("Both")

    for act, more in (
        (delete_annotation, {}),
        (toggle_tag, {"tag": desk.tag}),
        (move_span, {"where": desk.place("sides")}),
        (update_passage, {"tags": [], "note": ""}),
    ):
        with pytest.raises(Gone):
            act(number=number, **more, **desk.here)


def test_what_is_done_cannot_be_changed(desk):
    desk.mark("Both")
    finish_coding(**desk.here)

    for act, more in (
        (delete_annotation, {}),
        (toggle_tag, {"tag": desk.tag}),
        (move_span, {"where": desk.place("sides")}),
    ):
        with pytest.raises(CannotAnnotateFinished):
            act(number=1, **more, **desk.here)


def test_overlapping_spans_get_lanes_of_their_own_and_keep_them(desk):
    for words in ("Both sides feel", "sides feel they", "feel they are", "feel they are being"):
        desk.mark(words)
    lanes = dict(Span.objects.values_list("number", "lane"))
    assert sorted(lanes.values()) == [0, 1, 2, 3]

    delete_annotation(number=1, **desk.here)

    assert dict(Span.objects.values_list("number", "lane")) == {
        number: lane for number, lane in lanes.items() if number != 1
    }


def test_lanes_are_laid_out_anew_only_where_there_is_no_other_way(desk):
    # Four spans side by side, each alone in a lane of its own.
    for lane, word in enumerate(("sides", "feel", "they", "being")):
        covers = [desk.mark(word).annotation for _ in range(lane)]
        desk.mark(word)
        for number in covers:
            delete_annotation(number=number, **desk.here)
    assert list(Span.objects.order_by("start").values_list("lane", flat=True)) == [0, 1, 2, 3]

    act = desk.mark("Both sides feel they are being cornered")

    spans = list(Span.objects.order_by("start"))
    assert [span.lane for span in spans] == [0, 1, 1, 1, 1]
    # Whoever looks different now is among what the page gets anew.
    assert {(span.start, span.end) for span in spans[3:]} < set(act.touched)


def test_a_fifth_over_the_same_words_shares_a_lane(desk):
    for _ in range(5):
        desk.mark("cornered")

    lanes = list(Span.objects.order_by("number").values_list("lane", flat=True))
    assert lanes[:4] == [0, 1, 2, 3]
    assert lanes[4] in range(4)
