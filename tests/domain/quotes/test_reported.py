"""Reported speech and thought: what is said without marks, and who says it."""

import pytest

from annotations.domain.quotes import suggest
from tests.domain.quotes.tables import outermost, read_row, said

ROWS = {
    "with that": "<The minister> {said} [that the talks had failed].",
    "without that": "<The minister> {said} [the talks had failed].",
    "a day before that": "<The minister> {said} on Monday [that the talks had failed].",
    "a day before the clause": "<The minister> {said} Monday [the talks had failed].",
    "a day between subject and verb": "<The minister> on Monday {said} [the talks had failed].",
    "an aside between subject and verb": "<The minister>, in a letter to the press, {said} [the talks had failed].",
    "a relative clause between": "<Anna Berg>, who leads the talks, {said} [they had failed].",
    "an age between": "<Anna Berg>, 58, {said} [the talks had failed].",
    "a party in brackets": "<Anna Berg> (Greens) {said} [the talks had failed].",
    "a question": "<The envoy> {asked} [whether the talks had failed].",
    "a listener": "<The envoy> {told} reporters [that the talks had failed].",
    "a listener, no that": "<The envoy> {told} them [the talks had failed].",
    "urging": "<The envoy> {urged} both sides [to come back].",
    "a promise": "<The envoy> {promised} [to come back].",
    "a wish": "<Officials> {hope} [to reopen the border].",
    "a belief": "<Many diplomats> {believe} [that the border will stay shut].",
    "a finding": "<The study> {found} [that the border cost a tenth of trade].",
    "naming": "<The envoy> {called} [the offer an insult].",
    "judging": "<The envoy> {praised} [the offer].",
    "an object": "<The ministry> {denied} [the report].",
    "a state of mind": "<The envoy> {is confident} [that the border will open].",
    "a cue of two words": "<The envoy> {pointed out} [that the border was shut].",
    "speaking of": "<The envoy> {warned of} [a long winter].",
    "the clause first": "[The talks have failed], <the minister> {said}.",
    "the clause first, turned round": "[The talks have failed], {said} <the minister>.",
    "the clause first, then a day": "[The talks have failed], <the minister> {said} on Monday.",
    "the clause around the tag": "[The talks], <the minister> {said}, [have failed for good].",
    "a short clause first": "[Nobody knows], {says} <Quill>.",
    "a few words first": "[In this town], <she> {said}, [nobody has slept].",
    "a finding after its clause": "[The border cost a tenth of trade], <the study> {found}.",
    "a subject in marks": "<The minister> {said} [the “peace talks” had failed].",
    "a predicate in marks": "<The minister> {said} [they “had failed”].",
    "a long subject": "<The minister> {said} [one envoy she had met in May would come back].",
    "an aside before that": "<The minister> {said}, with a smile, [that the talks had failed].",
    "the subject before the tag": "[The old tax], <Anna Berg> {said}, [“is a farce”].",
    "fronted": "After {announcing} [the treaty], <the envoy> left Oslo.",
    "a noun held by a verb": "<The ministry> {has strong doubts about} [the treaty].",
    "a noun with its author": "The {criticism of} [the treaty] by <the ministry> is old.",
    "a noun before its own verb": "<Her> {support for} [the treaty] has grown.",
    "what somebody calls it": "What <the envoy> {calls} [a “cold peace”] has ended.",
    "a clause before a semicolon": "[The talks must go on], <the minister> {said}; in May they did not.",
    "as somebody put it": "[The talks have failed], as <the minister> {noted}.",
    "according to, in front": "{According to} <the ministry>, [the talks have failed].",
    "according to, behind": "[The talks have failed], {according to} <the ministry>.",
    "in the words of": "{In the words of} <the minister>, [the talks were a farce].",
    "a verb of its own after and": "<The envoy> left early and {said} [the talks had failed].",
    "partly in marks": "<The minister> {said} [the talks were “a farce”].",
    "only a piece in marks": "<The minister> {called} [the talks “a farce”].",
    "an institution": "<The Kremlin> {said} [the talks had failed].",
    "a capital": "<Beijing> {said} [the talks had failed].",
    "nobody in particular": "<A senior EU official> {said} [the talks had failed].",
    "who": "The envoy, <who> {said} [the talks had failed], left early.",
    "a headline": "<Minister Berg> {Says} [Border Talks Have Failed For Good]",
    "a headline with a colon": "<Berg>{:} [border talks have failed]",
    "passive, nobody said it": "[The border] {is expected} [to open in spring].",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_reported_words_find_their_speaker(row):
    text, expected = read_row(row)

    found = outermost(text)

    assert [said(text, one) for one in found] == [expected]


def test_an_ing_form_takes_the_speaker_of_the_verb_before():
    text = "The envoy said the talks had failed, adding that he was going home."

    first, second = outermost(text)

    assert said(text, first)["content"] == ["the talks had failed"]
    assert said(text, second) == {
        "content": ["that he was going home"], "cue": ["adding"], "speaker": ["The envoy"],
    }  # fmt: skip


def test_a_claim_belongs_to_its_owner():
    text = "The ministry’s claim that the talks had failed surprised nobody."

    (found,) = outermost(text)

    assert said(text, found)["cue"] == ["claim"]
    assert said(text, found)["speaker"] == ["The ministry"]
    assert said(text, found)["content"][0].startswith("that the talks had failed")


def test_what_is_relayed_becomes_a_chain():
    text = "Piet Veen said that Anna Berg had promised that the border would open."
    outer, inner = suggest(text)

    assert (outer.name, outer.parent) == ("Piet Veen", None)
    assert (inner.name, inner.parent) == ("Anna Berg", 0)
    assert said(text, inner)["content"] == ["that the border would open"]


MODES = {
    "direct": "“We will sign,” said Anna Berg.",
    "indirect": "Anna Berg said the talks had failed.",
    "mixed": "Anna Berg said the talks were “a farce”.",
    "scare": "Anna Berg calls the tax a “harbour fee”.",
}


@pytest.mark.parametrize(("mode", "text"), MODES.items())
def test_the_mode_comes_from_the_marks(mode, text):
    (found,) = outermost(text)

    assert found.mode == mode
