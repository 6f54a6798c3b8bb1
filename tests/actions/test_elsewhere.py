"""The same words elsewhere: one key, one gesture, one undo."""

from uuid import uuid4

import pytest

from annotations.actions.acts import Gone, redo, undo
from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.elsewhere import NowhereElse, take_elsewhere
from annotations.actions.excerpts import Range
from annotations.actions.spans import create_passage
from annotations.models import Act, Coding, Span
from tests.factories.articles import make_article
from tests.factories.projects import add_article

TEXT = (
    "The customs house\n\nThe customs house of Sarn is closed. “Open the customs house,” said Roth.\n\n"
    "Customs House: a street. The customs houses of Ilva are open."
)  # fmt: skip


@pytest.fixture
def here(desk):
    row = add_article(desk.here["project_article"].project, make_article(TEXT))
    return desk.here | {"project_article": row}


def mark(here, words, *tags, nth=0, note=""):
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    where = Range(start, start + len(words), words)
    return create_passage(where=where, tags=tags, note=note, **here).annotation


def passages():
    spans = Span.objects.filter(role="passage").in_reading_order()
    return [(span.start, span.words, span.note, span.span_tags.count()) for span in spans]


def test_every_free_place_is_marked_with_the_same_tags(desk, here):
    number = mark(here, "customs house", desk.tag, note="Look")
    mark(here, "house of Sarn")

    take_elsewhere(number=number, **here)

    assert passages() == [
        (4, "customs house", "Look", 1),
        (31, "house of Sarn", "", 0),
        (TEXT.index("customs house,"), "customs house", "", 1),
        (TEXT.index("Customs House"), "Customs House", "", 1),
    ]
    assert all(TEXT[span.start : span.end] == span.words for span in Span.objects.all())


def test_one_undo_takes_all_of_them_back_and_one_redo_brings_them(desk, here):
    number = mark(here, "customs house", desk.tag)
    take_elsewhere(number=number, **here)
    all_of_them = passages()
    assert len(all_of_them) == 4

    undo(**here)
    assert len(passages()) == 1
    redo(**here)
    assert passages() == all_of_them
    undo(**here)
    undo(**here)
    assert passages() == []


def test_the_same_key_twice_does_it_once(desk, here):
    number = mark(here, "customs house", desk.tag)
    key = uuid4()

    first = take_elsewhere(number=number, key=key, **here)
    again = take_elsewhere(number=number, key=key, **here)

    assert len(passages()) == 4
    assert first.coding == again.coding
    assert Coding.objects.get(pk=first.coding.pk).annotation_count == 4


def test_where_there_is_no_such_place_nothing_is_done(desk, here):
    short = mark(here, "The")
    once = mark(here, "street. The")
    where = Range(4, 17, "customs house")
    said = create_attribution(places=Places([where]), facts=Facts(mode="indirect"), **here)
    acts = Act.objects.count()

    for number in (short, once, said.annotation):
        with pytest.raises(NowhereElse):
            take_elsewhere(number=number, **here)
    with pytest.raises(Gone):
        take_elsewhere(number=99, **here)

    assert Act.objects.count() == acts
