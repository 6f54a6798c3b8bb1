from uuid import UUID

import pytest
from lxml import html

from annotations.models import Tag, Verb
from annotations.queries.readings import Card, Part, Said
from annotations.templatetags.cards import card_list, undoing
from tests.helpers.page import words_of

ACTOR = UUID("01a20f95-d730-7a7f-ae3d-dc2aa9a9e450")


def a_card(**more) -> Card:
    parts = [
        Part(7, 8, "content", 10, 20, 0, "<b>We</b> will stay"),
        Part(7, 9, "cue", 21, 25, 0, "says"),
        Part(7, 10, "speaker", 26, 35, 0, "Ada Quill"),
        Part(7, 11, "content", 40, 50, 0, "and wait"),
    ]
    return Card(7, "attribution", parts, **more)


def said(**more) -> Said:
    facts = {
        "speaker": (ACTOR, "Ada <i>Quill</i>"),
        "affiliation": None,
        "post": "Professor",
        "organisation": "Harbour College",
        "target": None,
        "relayer": None,
        "stance": "critical",
        "mode": "direct",
        "certainty": "certain",
    }
    return Said(**facts | more)


def shown(card: Card, editable: bool = True) -> html.HtmlElement:
    return html.fragment_fromstring(str(card_list([card], editable)))


def test_a_card_says_everything():
    tag = Tag(name="Appeal & plea", colour="rose")
    card = shown(
        a_card(
            tags=[tag],
            note="Look\nagain",
            said=said(target=(ACTOR, "Elbonia"), relayer=(ACTOR, "Agency"), certainty="possible"),
        )
    )

    assert card.get("id") == "card-7"
    assert card.get("class") == "card attribution c-rose"
    assert card.get("data-start") == "10"
    assert card.get("data-parts") == "content:8:10-20 cue:9:21-25 speaker:10:26-35 content:11:40-50"
    assert words_of(card.find_class("card-words")[0]) == "<b>We</b> will stay … and wait"
    assert words_of(card.find_class("card-who")[0]) == "Ada <i>Quill</i> Professor, Harbour College"
    assert words_of(card.find_class("card-how")[0]) == "Critical Direct Possible"
    assert words_of(card.find_class("card-facts")[0]) == "AboutElboniaRelayed byAgency"
    assert words_of(card.find_class("chips")[0]) == "Appeal & plea"
    assert words_of(card.find_class("card-note")[0]) == "Look again"
    assert card.xpath(".//a/@href")[0] == f"/actors/{ACTOR}/"
    assert card.xpath('.//*[@data-do="edit"]/@href') == ["annotations/7/"]


@pytest.mark.parametrize(
    ("printed", "facts"),
    [
        ("former <i>minister</i>", ["As printedformer <i>minister</i>"]),
        ("professor of law", []),
        ("", []),
    ],
)
def test_a_printed_post_is_shown_where_it_is_not_the_one_on_record(printed, facts):
    card = shown(a_card(said=said(printed=printed)))

    assert [words_of(one) for one in card.find_class("card-facts")] == facts


def test_a_card_without_a_speaker_says_so():
    card = shown(a_card(said=said(speaker=None, post="", organisation="", stance="")))

    assert words_of(card.find_class("card-who")[0]) == "Nobody named yet"
    assert words_of(card.find_class("card-how")[0]) == "Direct"


def test_who_only_reads_gets_no_tools():
    assert not shown(a_card(said=said()), editable=False).find_class("card-tools")


def test_a_card_has_one_link_and_no_button():
    """Thousands of them cost seconds, and a button that names its form costs the square."""
    card = shown(a_card(said=said(speaker=None)))

    assert len(card.findall(".//a")) == 1
    assert card.findall(".//button") == []


def test_an_untagged_passage_is_grey():
    card = shown(Card(1, "passage", [Part(1, 1, "passage", 0, 3, 0, "One")]))

    assert "c-grey" in card.get("class")


@pytest.mark.parametrize(("verb", "words"), [(Verb.DELETED, "deleting"), ("", "")])
def test_undo_says_what_it_is_about(verb, words):
    assert undoing(verb) == words
