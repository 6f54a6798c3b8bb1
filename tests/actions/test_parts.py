"""A further part of a statement that is there already."""

import pytest

from annotations.actions.acts import Gone, undo
from annotations.actions.attributions import CannotAttribute, Facts, Places, create_attribution
from annotations.actions.excerpts import Range, WordsDiffer
from annotations.actions.parts import add_content
from annotations.actions.spans import create_passage
from annotations.models import Act, Attribution, Span

QUOTE = "Both sides feel they are being cornered,"


@pytest.fixture
def said(desk):
    places = Places([desk.place(QUOTE)], cue=desk.place("says"))
    create_attribution(places=places, facts=Facts(mode="direct"), **desk.here)
    return Attribution.objects.get()


def contents():
    found = Span.objects.filter(role="content").in_reading_order()
    return [(span.number, span.words) for span in found]


def test_it_is_added_and_undone(desk, said):
    [(number, _)] = contents()

    act = add_content(number=said.number, where=desk.place("shared work"), **desk.here)

    assert [words for _, words in contents()] == [QUOTE, "shared work"]
    assert act.annotation == said.number
    assert Span.objects.get(role="cue").attribution == said
    undo(**desk.here)
    assert contents() == [(number, QUOTE)]


def test_what_it_overlaps_becomes_it_and_keeps_its_number(desk, said):
    add_content(number=said.number, where=desk.place("shared work"), **desk.here)
    [(number, _), _] = contents()
    whole = desk.place(QUOTE + "” says Ada Quill")

    add_content(number=said.number, where=whole, **desk.here)

    assert contents()[0] == (number, whole.words)
    assert [words for _, words in contents()][1:] == ["shared work"]
    add_content(number=said.number, where=desk.place("Both sides"), **desk.here)
    assert [words for _, words in contents()] == ["Both sides", "shared work"]


def test_a_cue_may_lie_in_it(desk, said):
    add_content(number=said.number, where=desk.place("” says Ada"), **desk.here)

    assert Span.objects.filter(role="cue").count() == 1
    assert len(contents()) == 2


def test_passages_what_is_gone_and_other_words_are_refused(desk, said):
    passage = create_passage(where=desk.place("Nobody"), tags=[], **desk.here)

    with pytest.raises(CannotAttribute):
        add_content(number=passage.annotation, where=desk.place("shared work"), **desk.here)
    with pytest.raises(Gone):
        add_content(number=99, where=desk.place("shared work"), **desk.here)
    with pytest.raises(WordsDiffer):
        add_content(number=said.number, where=Range(0, 3, "xyz"), **desk.here)
    assert Act.objects.count() == 2
