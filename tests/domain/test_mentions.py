import pytest

from annotations.domain.mentions import called_in, pieces

LOGINS = ["ada", "ada.quill", "Bo+1"]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("@ada, is it?", {"ada"}),
        ("Is it, @ADA.", {"ada"}),
        ("@ada.quill.", {"ada.quill"}),
        ("(@ada)@bo+1", {"ada", "Bo+1"}),
        ("@ada.quilling @adam a@ada ada @@ada", set()),
        ("@ada-x @ada@press.test", set()),
        ("", set()),
    ],
)
def test_whom_a_text_calls(text, called):
    assert called_in(text, LOGINS) == called


def test_the_pieces_are_the_whole_text():
    text = "So @ada: <b>@ada.quill</b>!"

    assert pieces(text, LOGINS) == [
        ("So ", ""),
        ("@ada", "ada"),
        (": <b>", ""),
        ("@ada.quill", "ada.quill"),
        ("</b>!", ""),
    ]
    assert pieces("@ada", []) == [("@ada", "")]
