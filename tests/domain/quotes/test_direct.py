"""Quotations between marks: who speaks, in which order of words, over how many pieces."""

import pytest

from tests.domain.quotes.tables import outermost, read_row, said

ROWS = {
    "the tag follows": "[“We will sign,”] <Anna Berg> {said}.",
    "the tag follows, turned round": "[“We will sign,”] {said} <Anna Berg>.",
    "a pronoun": "[“We will sign,”] <she> {said} on Friday.",
    "an apposition before the verb": "[“We will sign,”] <Anna Berg>, a lawyer in Oslo, {said}.",
    "an apposition after the turned verb": "[“We will sign,”] {said} <Anna Berg>, who leads the talks.",
    "a question needs no comma": "[“Who signs?”] {asked} <Anna Berg>.",
    "a call needs no comma": "[“Never!”] <the minister> {shouted}.",
    "a dash": "[“We will sign —”] <Anna Berg> {began}.",
    "straight marks": '["We will sign,"] {said} <Anna Berg>.',
    "two apostrophes as marks": "[''We will sign,''] {said} <Anna Berg>.",
    "British single marks": "[‘We won’t sign the workers’ charter,’] {said} <Anna Berg>.",
    "straight single marks": "['We won't sign,'] {said} <Anna Berg>.",
    "guillemets in English": "[«We will sign,»] {said} <Anna Berg>.",
    "Swedish marks": "[”We will sign,”] {said} <Anna Berg>.",
    "the comma outside": "[“We will sign”], {said} <Anna Berg>.",
    "the tag comes first": "<Anna Berg> {said}: [“We will sign.”]",
    "a comma after the tag": "<Anna Berg> {said}, [“We will sign.”]",
    "a listener and a day in the tag": "<Anna Berg> {told} reporters on Monday: [“We will sign.”]",
    "a statement in the tag": "<Anna Berg> {said} in a statement, [“We will sign.”]",
    "more than one verb": "<Anna Berg> shook her head and {said}: [“We will sign.”]",
    "a colon without a verb": "<Anna Berg> was blunt{:} [“We will not sign.”]",
    "a name and a colon": "<Berg>{:} [“We will sign this year.”]",
    "interrupted": "[“We will sign,”] {said} <Anna Berg>, [“but not today.”]",
    "two sentences around the tag": "[“We will sign.”] <Anna Berg> {said}. [“But not today.”]",
    "the next sentence goes on": "[“We will sign,”] <Anna Berg> {said}. [“Nobody will stop us.”]",
    "a title before the name": "[“We will sign,”] {said} <Foreign Minister Anna Berg>.",
    "an unnamed official": "[“We will sign,”] {said} <a senior EU official>.",
    "an institution": "[“We will sign,”] <the Foreign Ministry> {said}.",
    "the marks of another quotation inside": "[“He told me ‘never’ to my face,”] {said} <Anna Berg>.",
    "a colon at the end of the paragraph before": "<Anna Berg> {went on}:\n\n[“We will sign this year.”]",
    "several paragraphs, tag in the first": "[“We will sign,”] {said} <Anna Berg>.\n\n[“And we will do so this year.”]",
    "several paragraphs, tag in the last": "[“We will sign.]\n\n[“And we will do so now,”] {said} <Anna Berg>.",
    "signed after a dash": "[“We will sign this year.”] — <Anna Berg>",
    "signed below": "The talks ended.\n\n[“We will sign this year.”]\n\n<Anna Berg, lawyer>\n\nThey go on.",
    "an opening mark closes by mistake": "[“We will sign,“] {said} <Anna Berg>.",
    "a quoted word in the tag": "[“We will sign,”] {said} <Anna Berg>, one of “the four”. [“But not today.”]",
    "a line after a dash": "— [We will sign today], {said} <Anna Berg>.",
    "a line after a dash, interrupted": "– [We will sign], <she> {said}. – [But not today.]",
    "a dash below a name": "<Anna Berg>{:}\n— [We will sign today.]",
    "a marked paragraph left open": "<Anna Berg> {said}: [“We will sign.]\n\n[“And we will do so now.”]",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_quotation_finds_its_speaker(row):
    text, expected = read_row(row)

    found = outermost(text)

    assert [said(text, one) for one in found] == [expected]
    assert found[0].mode == "direct"


def test_a_line_without_a_tag_belongs_to_the_dialogue_beside_it():
    text = "— Will you sign?\n— We will, said Anna Berg, but not today."

    found = outermost(text)

    assert [said(text, one)["content"] for one in found] == [
        ["Will you sign?"],
        ["We will", "but not today."],
    ]


NOTHING = {
    "a list after dashes": "– Three points\n– No news of the talks\n– The end of the line",
    "scare quotes": "The so-called “peace plan” was signed in a tent.",
    "a single quoted word": "The “deal” fell through within a week.",
    "the title of a work": "The library bought “The Winter Road” in March.",
    "a nickname": "Piet “the Fox” Janssen won the race.",
    "inches": 'The table is 30" long and 20" wide.',
    "feet and minutes": "The wall is 6' high and the '90s are over.",
    "no marks at all": "The train left at nine and came at ten.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_no_statement_is_seen_in(text):
    assert outermost(text) == []


def test_two_speakers_in_one_paragraph_stay_two():
    text = "“We sign,” said Anna Berg. “We do not,” said Piet Veen."

    found = outermost(text)

    assert [said(text, one)["speaker"] for one in found] == [["Anna Berg"], ["Piet Veen"]]


def test_a_quotation_alone_takes_the_speaker_before_it_and_is_less_sure():
    text = "Anna Berg said that the talks had failed. “Nobody wanted to give way in the end.”"

    first, second = outermost(text)

    assert said(text, second)["speaker"] == ["Anna Berg"]
    assert second.confidence < first.confidence
