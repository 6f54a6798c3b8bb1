from uuid import UUID

import pytest
from lxml import html

from annotations.queries.readings import Card, Part, Said
from annotations.queries.suggestions import Suggested
from annotations.templatetags.margin import margin_cards, suggestion_cards
from tests.helpers.page import words_of

ACTOR = UUID("01a20f95-d730-7a7f-ae3d-dc2aa9a9e450")


def a_suggestion(number=3, start=10, speaker=(None, "Ada <i>Quill</i>"), **more) -> Suggested:
    parts = [
        Part(number, 1, "content", start, start + 10, 0, "<b>We</b> will stay"),
        Part(number, 2, "cue", start + 11, start + 15, 0, "says"),
    ]
    said = Said(speaker, None, "Professor", "", None, None, "", "direct", "certain")
    facts = {"confidence": 0.93, "name": "Ada <i>Quill</i>", "actor_kind": "person", "said": said}
    return Suggested(number, "suggestion", parts, **facts | more)


def shown(one: Suggested) -> html.HtmlElement:
    return html.fragment_fromstring(str(suggestion_cards([one])))


def test_a_suggestion_says_who_and_how_and_that_it_is_one():
    card = shown(a_suggestion())

    assert card.get("id") == "card-s3"
    assert words_of(card.find_class("card-words")[0]) == "<b>We</b> will stay"
    assert words_of(card.find_class("card-who")[0]) == "Ada <i>Quill</i> Professor new person"
    assert words_of(card.find_class("card-how")[0]) == "Suggested Direct very likely, 93 %"
    assert [(one.text, one.get("href")) for one in card.find_class("card-tools")[0]] == [
        ("Edit", "suggestions/3/")
    ]


def test_somebody_of_the_register_is_a_link_and_not_new():
    card = shown(a_suggestion(speaker=(ACTOR, "Ada Quill")))

    assert card.xpath(".//a/@href")[0] == f"/actors/{ACTOR}/"
    assert not card.find_class("card-new")
    assert card.get("data-new") is None


def test_without_a_speaker_there_is_nobody_to_accept_all_of():
    card = shown(a_suggestion(speaker=None, name="", actor_kind=""))

    assert "No speaker found" in words_of(card)
    assert card.get("data-who") is None


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (0.98, "very likely, 98 %"),
        (0.75, "likely, 75 %"),
        (0.6, "perhaps, 60 %"),
        (0.3, "doubtful"),
    ],
)
def test_how_sure_it_is_stands_there_in_words_too(confidence, words):
    assert words in words_of(shown(a_suggestion(confidence=confidence)))


def test_both_stand_in_reading_order_ones_own_first_at_the_same_place():
    own = [
        Card(n, "passage", [Part(n, n, "passage", at, at + 10, 0, "x")])
        for n, at in [(1, 0), (2, 10)]
    ]
    both = [a_suggestion(1, 10), a_suggestion(2, 5), a_suggestion(3, 30)]

    cards = html.fragments_fromstring(str(margin_cards(own, both, True)))

    assert [card.get("data-a") for card in cards] == ["1", "s2", "2", "s1", "s3"]
