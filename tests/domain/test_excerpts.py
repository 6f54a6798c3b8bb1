import pytest

from annotations.domain.spans.excerpts import begun, ended


@pytest.mark.parametrize(
    ("prefix", "shown"),
    [
        ("", ""),
        ("short ", "short "),
        ("bour. It is who could bear to. “", "…It is who could bear to. “"),
        ("x" * 32, "…" + "x" * 32),
        (" begins with white space here!! ", "…begins with white space here!! "),
    ],
)
def test_words_before_begin_with_a_whole_one(prefix, shown):
    assert begun(prefix) == shown


@pytest.mark.parametrize(
    ("suffix", "shown"),
    [
        ("", ""),
        (" short", " short"),
        ("” says Mira Deen, professor of m", "” says Mira Deen, professor of…"),
        ("x" * 32, "x" * 32 + "…"),
        (" ends with white space just here ", " ends with white space just here…"),
    ],
)
def test_words_after_end_with_a_whole_one(suffix, shown):
    assert ended(suffix) == shown
