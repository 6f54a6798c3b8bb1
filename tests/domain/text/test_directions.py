import pytest

from annotations.domain.text.directions import runs_from_the_right


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("", False),
        ("2026 …", False),
        ("Harbour talks", False),
        ("وساطة هادئة", True),
        ("«לא» 12", True),
        ("ليلى الصفّار, quoted in “", False),
        ("Radio صوت", False),
    ],
)
def test_which_words_run_from_the_right(text, is_so):
    assert runs_from_the_right(text) is is_so
