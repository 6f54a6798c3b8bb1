import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.search.contexts import context_of, whole
from annotations.domain.search.tokens import tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Envoys meet, again.", ["Envoys", "meet", "again"]),
        ("The U.S. and U.N.C.T.A.D. said", ["The", "U.S", "and", "U.N.C.T.A.D", "said"]),
        ("O’Rourke's cease-fire", ["O", "Rourke", "s", "cease", "fire"]),
        ("外交部长 said", ["外", "交", "部", "长", "said"]),
        ("«Éric» 1,200", ["Éric", "1", "200"]),
        ("قال، الوزير؟", ["قال", "الوزير"]),
        ("", []),
    ],
)
def test_a_text_falls_into_words(text, words):
    assert [text[start:end] for start, end in tokens(text)] == words


def marked(context):
    return "".join(f"[{piece.text}]" if piece.is_hit else piece.text for piece in context.pieces)


def test_hits_are_marked_where_they_stand():
    context = context_of("Envoys meet again in Port Sorrel.", [2, 5, 6])

    assert marked(context) == "Envoys [meet] again in [Port Sorrel]."
    assert (context.start, context.end) == (7, 11)
    assert not context.cut_before
    assert not context.cut_after


def test_a_long_text_is_cut_between_words_around_the_first_hit():
    text = " ".join(f"word{number}" for number in range(400))

    context = context_of(text, [200])

    assert "[word199]" in marked(context)
    assert all(part.startswith("word") for part in marked(context).replace("[", "").split())
    assert context.cut_before
    assert context.cut_after
    assert len(marked(context)) < 300


def test_the_whole_of_a_text_with_its_hits():
    found = whole("No, wheat: we sell wheat", {2, 4, 5, 9})

    assert [piece.text for piece in found.pieces] == ["No, ", "wheat", ": we ", "sell wheat"]
    assert (found.start, found.end, found.cut_before, found.cut_after) == (4, 9, False, False)
    assert whole("", {1}).pieces == ()


def test_without_hits_it_is_the_beginning():
    assert marked(context_of("Envoys meet", [])) == "Envoys meet"
    assert marked(context_of("Envoys meet", [9])) == "Envoys meet"


@given(st.text(max_size=600), st.sets(st.integers(-2, 80), max_size=6))
def test_an_excerpt_is_a_piece_of_the_text_with_its_first_hit(text, hits):
    context = context_of(text, hits, around=60)

    whole = "".join(piece.text for piece in context.pieces)
    assert whole in text
    assert text[context.start : context.end] in whole
