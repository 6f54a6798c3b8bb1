import pytest

from annotations.domain.quotes.quoting import mode_of


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
