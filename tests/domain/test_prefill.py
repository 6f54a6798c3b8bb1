import pytest

from annotations.domain.prefill.cues import clue_at, full_name, same_person
from annotations.domain.prefill.quotations import mode_of, quoted


@pytest.mark.parametrize(
    ("text", "words", "mode"),
    [
        ("“We will stay,” says Deen.", "We will stay,", "direct"),
        ("“We will stay,” says Deen.", "“We will stay,”", "direct"),
        (
            "“We will stay,” says Deen. “And wait.”",
            "“We will stay,” says Deen. “And wait.”",
            "mixed",
        ),
        ("She spoke of “shared work” only.", "She spoke of “shared work” only", "mixed"),
        ("She would stay, she said.", "She would stay", "indirect"),
        ("„Wir bleiben“, sagte er.", "Wir bleiben", "direct"),
        ("»Wir bleiben«, sagte er.", "Wir bleiben", "direct"),
        ("« Nous restons », dit-elle.", "Nous restons", "direct"),
        ("” Vi stannar ”, sade hon", "Vi stannar", "indirect"),
        ("”Vi stannar”, sade hon.", "Vi stannar", "direct"),
        ('"It\'s late," he said.', "It's late,", "direct"),
        ("‘We don’t know,’ he said.", "We don’t know,", "direct"),
        ("'We don't know,' he said.", "We don't know,", "direct"),
        ("‘We don’t know,’ he said.", "he said", "indirect"),
        ("The ministers’ talks failed, Deen said.", "talks failed", "indirect"),
        ("「我们留下」，他说。", "我们留下", "direct"),
        ("“A quotation that runs on", "runs on", "direct"),
        ("He said “no”. They left.", "They left", "indirect"),
    ],
)
def test_the_marks_around_a_selection_say_whose_words_it_has(text, words, mode):
    start = text.index(words)

    assert mode_of(text, start, start + len(words)) == mode


def test_a_selection_without_words_is_nobodys_quotation():
    assert mode_of("…", 0, 1) == "indirect"
    assert mode_of("", 0, 0) == "indirect"


def test_every_code_point_is_asked():
    assert len(quoted("“a” 😀")) == len("“a” 😀")


@pytest.mark.parametrize(
    ("text", "words", "cue", "who"),
    [
        ("“We will stay,” says Bob Deen, who knows.", "We will stay,", "says", "Bob Deen"),
        ("“We will stay,” Deen explains.", "We will stay,", "explains", "Deen"),
        ("“We will stay,” thinks Bob Deen, expert.", "“We will stay,”", "thinks", "Bob Deen"),
        (
            "But, says Pieke: “If I were Xi, I would go.”",
            "If I were Xi, I would go.",
            "says",
            "Pieke",
        ),
        ("It was late. Pieke: “He does not like it.”", "He does not like it.", None, "Pieke"),
        (
            "According to Frank Pieke, professor of history, they stay.",
            "they stay",
            "According to",
            "Frank Pieke",
        ),
        ("Ursula von der Leyen said that they stay.", "they stay", "said", "Ursula von der Leyen"),
        ("Mr. Deen said: “No.”", "No.", "said", "Mr. Deen"),
        ("« No, » said Ada Quill.", "No, ", "said", "Ada Quill"),
    ],
)
def test_an_evident_cue_and_speaker_are_proposed(text, words, cue, who):
    start = text.index(words)

    clue = clue_at(text, start, start + len(words))

    assert clue is not None
    assert clue.name == who
    assert text[slice(*clue.mention)] == who
    assert (text[slice(*clue.cue)] if clue.cue else None) == cue


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We will stay,” he says.", "We will stay,"),
        ("“We will stay,” He said.", "We will stay,"),
        ("They will stay.", "will stay"),
        ("This: “no”", "no"),
        ("", ""),
    ],
)
def test_nothing_is_proposed_where_nothing_is_evident(text, words):
    start = text.index(words)

    assert clue_at(text, start, start + len(words)) is None


@pytest.mark.parametrize(
    ("mention", "names", "meant"),
    [
        ("Pieke", ["Frank Pieke", "Bob Deen"], ["Frank Pieke"]),
        ("Frank Pieke", ["Frank Pieke", "Jan Pieke"], ["Frank Pieke"]),
        ("Pieke", ["Frank Pieke", "Jan Pieke"], ["Frank Pieke", "Jan Pieke"]),
        ("Mr. Pieke", ["Frank Pieke"], ["Frank Pieke"]),
        ("Hans Pieke", ["Frank Pieke"], []),
        ("Beijing", ["Beijing"], ["Beijing"]),
        ("Quill", [], []),
    ],
)
def test_a_surname_means_those_who_bear_it(mention, names, meant):
    assert same_person(mention, names) == meant


@pytest.mark.parametrize(
    ("mention", "text", "name"),
    [
        ("Pieke", "According to Frank Pieke, professor", "Frank Pieke"),
        ("Leyen", "Ursula von der Leyen came.", "Ursula von der Leyen"),
        ("Deen", "Deen says. The Deen plan.", ""),
        ("Quill", "no such person", ""),
        ("(x", "a (x", ""),
    ],
)
def test_a_surname_is_completed_from_the_text(mention, text, name):
    assert full_name(mention, text) == name
