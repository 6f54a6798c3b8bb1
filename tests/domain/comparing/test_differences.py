import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.comparing.differences import Kind, difference, words_apart


def shown(pieces):
    """“kept [-gone-] {+come+}”."""
    marks = {Kind.SAME: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("same words", "same words", "same words"),
        ("We will not sign.", "We will sign.", "We will [-not -]sign."),
        ("We will sign.", "We will not sign.", "We will {+not +}sign."),
        ("in 14 days", "in 40 days", "in [-14-]{+40+} days"),
        ("“No,” he said", "„No,“ he said", "[-“-]{+„+}No,[-”-]{+“+} he said"),
        ("one two three", "uno dos three", "[-one two-]{+uno dos+} three"),
        ("one  two", "one two", "one[-  -]{+ +}two"),
        ("old", "new", "[-old-]{+new+}"),
        ("我们不会接受", "我们会接受", "我们[-不-]会接受"),
    ],
)
def test_passages_differ_by_word(old, new, expected):
    assert shown(words_apart(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("harbour talks", "harbourtalks", ["harbour talks", "harbourtalks"]),
        ("Talks (again)", "Talks(again)", ["Talks", "␣", "(again)"]),
        ("Talks (again)", "Talks\u00a0(again)", ["Talks", "␣", "⍽", "(again)"]),
        ("“ No,” says Quill", "“\tNo,” says Quill", ["“", "␣", "⇥", "No,” says Quill"]),
    ],
)
def test_white_space_that_changed_alone_is_seen(old, new, expected):
    assert [piece.shown for piece in words_apart(old, new)] == expected


def test_paragraphs_stand_beside_what_became_of_them():
    old = "A headline\n\nThe first one stays.\n\nThe second one has seven words here.\n\nGone."
    new = "A headline\n\nA new one.\n\nThe first one stays.\n\nThe second one has six words here."

    rows = [shown(row.pieces) for row in difference(old, new) if row.pieces[0].text.strip()]

    assert rows == [
        "A headline\n",
        "{+A new one.\n+}",
        "The first one stays.\n",
        "The second one has [-seven-]{+six+} words here.[-\n-]",
        "[-Gone.-]",
    ]


def test_a_row_has_either_side():
    (row,) = difference("We will not sign.", "We will sign.")

    assert not row.is_same
    assert not row.is_blank
    assert "".join(piece.text for piece in row.old) == "We will not sign."
    assert "".join(piece.text for piece in row.new) == "We will sign."


texts = st.lists(st.sampled_from(["a ", "b", " ", "c.", "\n", "\n\n", "ä", "不"]), max_size=40)


@given(texts, texts)
def test_rows_are_the_old_text_and_the_new_one(one, other):
    old, new = "".join(one), "".join(other)

    rows = difference(old, new)

    assert "".join(piece.text for row in rows for piece in row.old) == old
    assert "".join(piece.text for row in rows for piece in row.new) == new
    assert (old == new) == all(row.is_same for row in rows)
