"""Interviews, hearings and minutes: a name and a colon, again and again."""

import pytest

from annotations.domain.quotes import suggest

TRANSCRIPTS = {
    # lines: the speaker as printed, the name, what is said
    "a hearing": (
        "en",
        [
            ("ANNA BERG", "ANNA BERG", "Thank you. The port will open in May."),
            ("LEV ORSO, HARBOUR GAZETTE", "LEV ORSO", "Will the fees rise?"),
            ("BERG", "ANNA BERG", "Not this year."),
            ("ORSO", "LEV ORSO", "Why not?"),
        ],
    ),
    "questions and answers": (
        "en",
        [
            ("Q", "", "When will the port reopen?"),
            ("A", "", "We expect it in May."),
            ("Q", "", "And who pays for it?"),
            ("A", "", "The owners, or most of it."),
        ],
    ),
    "in French": (
        "fr",
        [
            ("Ada Quill", "Ada Quill", "Quand le port rouvrira-t-il ?"),
            ("Luc Ferrand", "Luc Ferrand", "Nous pensons en mai."),
            ("Ada Quill", "Ada Quill", "Qui va payer ?"),
            ("Luc Ferrand", "Luc Ferrand", "Les armateurs, sans doute."),
        ],
    ),
    "in Chinese": (
        "zh",
        [
            ("记者", "", "港口何时重开？"),
            ("王丽", "王丽", "我们预计五月重开。"),
            ("记者", "", "谁来付钱？"),
            ("王丽", "王丽", "船东会付大部分。"),
        ],
    ),
}


def turns(text, language):
    return [one for one in suggest(text, language) if one.explanation.code == "label.turn"]


@pytest.mark.parametrize("row", TRANSCRIPTS.values(), ids=TRANSCRIPTS.keys())
def test_each_turn_is_said_by_its_label(row):
    language, lines = row
    text = "\n\n".join(f"{label}: {said}" for label, _, said in lines)

    found = turns(text, language)

    assert [
        (text[slice(*one.speaker[0])], one.name, text[slice(*one.content[0])]) for one in found
    ] == lines
    assert {one.mode for one in found} == {"direct"}


def test_a_turn_goes_on_until_the_next_label():
    text = (
        "Q: Who pays for it?\n\nA: The owners will.\n\nThey have promised it.\n\n"
        "Q: When will they pay?\n\nA: In May, I hope.\n\nThe harbour lies in the north."
    )

    content = [[text[a:b] for a, b in one.content] for one in turns(text, "en")]

    assert content[1] == ["The owners will.", "They have promised it."]
    assert content[-1] == ["In May, I hope."]


@pytest.mark.parametrize(
    "text",
    [
        "Time: it is noon here.\n\nPlace: it is the quay.\n\nFee: it is low.\n\nBoat: it is old.",
        "Anna Berg: we will sign it.\n\nThe talks went on.\n\nLev Orso: we will not sign.",
        "Note: the sea was cold.\n\n" * 5,
    ],
    ids=["a list", "two headlines", "one label only"],
)
def test_what_is_no_transcript(text):
    assert turns(text, "en") == []
