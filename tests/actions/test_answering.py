import pytest

from annotations.actions.acts import redo, undo
from annotations.actions.answering import CannotAnswer, drop_changed, keep_changed
from annotations.actions.codings import CannotAnnotateFinished, finish_coding
from annotations.actions.decisions import accept
from annotations.actions.excerpts import WordsDiffer
from annotations.domain.identifiers import uuid7
from annotations.models import Answer, Carry, Coding, Span
from tests.actions.conftest import WINTER
from tests.actions.test_revising import current, machine_of, revised

SOFTER = WINTER.replace("Nobody signs", "Somebody signs")


@pytest.fixture
def changed(winter):
    """An annotation that waits for an answer, by its number."""
    number = winter.mark("Nobody signs in winter", winter.tag).annotation
    revised(winter, SOFTER)
    return number


def waiting(desk):
    return [one.annotation for one in Carry.objects.waiting().filter(coding=current(desk))]


def test_it_is_kept_at_the_proposed_place_with_the_words_that_stand_there(winter, changed):
    act = keep_changed(number=changed, **winter.here)

    (span,) = Span.objects.filter(coding=current(winter))
    assert (span.number, span.words) == (changed, "Somebody signs in winter")
    assert [one.tag for one in span.span_tags.all()] == [winter.tag]
    carry = Carry.objects.get(coding=current(winter))
    assert (carry.answer, carry.act) == (Answer.ACCEPTED, act)
    assert waiting(winter) == []
    # The words on record are those of the old text, still.
    assert Span.objects.get(coding=carry.origin).words == "Nobody signs in winter"


def test_it_is_put_elsewhere_by_hand(winter, changed):
    keep_changed(number=changed, place=winter.place("Somebody signs"), **winter.here)

    (span,) = Span.objects.filter(coding=current(winter))
    assert span.words == "Somebody signs"
    assert Carry.objects.get(coding=current(winter)).answer == Answer.PLACED


def test_it_is_dropped(winter, changed):
    drop_changed(number=changed, **winter.here)

    assert not Span.objects.filter(coding=current(winter)).exists()
    assert Carry.objects.get(coding=current(winter)).answer == Answer.DROPPED
    assert waiting(winter) == []


@pytest.mark.parametrize("answer", [keep_changed, drop_changed])
def test_undo_asks_again_and_redo_answers_again(winter, changed, answer):
    answer(number=changed, **winter.here)

    undo(**winter.here)
    assert waiting(winter) == [changed]
    assert not Span.objects.filter(coding=current(winter)).exists()
    redo(**winter.here)
    assert waiting(winter) == []


def test_after_undo_another_answer_may_be_given(winter, changed):
    drop_changed(number=changed, **winter.here)
    undo(**winter.here)

    keep_changed(number=changed, **winter.here)

    assert Carry.objects.get(coding=current(winter)).answer == Answer.ACCEPTED


def test_the_same_answer_sent_twice_is_one(winter, changed):
    key = uuid7()

    assert drop_changed(number=changed, key=key, **winter.here) == drop_changed(
        number=changed, key=key, **winter.here
    )


def test_what_was_answered_is_answered(winter, changed):
    drop_changed(number=changed, **winter.here)

    with pytest.raises(CannotAnswer, match="answered meanwhile"):
        keep_changed(number=changed, **winter.here)


def test_a_place_by_hand_must_say_what_is_there(winter, changed):
    place = winter.place("Somebody signs")

    with pytest.raises(WordsDiffer):
        keep_changed(
            number=changed,
            place=type(place)(place.start + 1, place.end + 1, place.words),
            **winter.here,
        )


def test_what_is_gone_has_no_proposed_place(winter):
    number = winter.mark("It will thaw").annotation
    revised(winter, WINTER.replace("“It will thaw,” Quill said.\n\n", ""))

    with pytest.raises(CannotAnswer, match="Say where it stands now"):
        keep_changed(number=number, **winter.here)
    assert waiting(winter) == [number]


def test_a_coding_that_is_done_takes_no_answers(winter, changed):
    finish_coding(**winter.here)

    with pytest.raises(CannotAnnotateFinished):
        drop_changed(number=changed, **winter.here)


def test_an_attribution_keeps_who_said_it(winter):
    suggestion = machine_of(winter).attributions.order_by("number").first()
    accept(number=suggestion.number, **winter.here)
    (was,) = current(winter).attributions.all()
    revised(winter, SOFTER)

    keep_changed(number=was.number, **winter.here)

    (now,) = current(winter).attributions.all()
    assert (now.speaker, now.mode, now.number) == (was.speaker, was.mode, was.number)
    words = {span.role: span.words for span in now.spans.all()}
    assert words == {
        "content": "“Somebody signs in winter,”",
        "cue": "says",
        "speaker": "Ada Quill",
    }
    assert Coding.every.filter(analyst=winter.by).count() == 2
