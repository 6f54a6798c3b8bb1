from hypothesis import given
from hypothesis import strategies as st

from annotations.domain.text import assemble, blocks_of_plain
from annotations.domain.text.blocks import is_blank

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")
# Newlines, quotes and bullets often, so that every branch is met.
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["\n", "\n\n", " \n", "“", "- ", "1. ", "> ", "Word ", "."]), CHARACTERS
    )
).map("".join)


def assert_partition(text, blocks):
    ends = [0, *(block.end for block in blocks)]
    assert [block.start for block in blocks] == ends[:-1]
    assert ends[-1] == len(text)
    assert "".join(text[block.start : block.end] for block in blocks) == text


@given(TEXTS)
def test_blocks_of_plain_text_partition_it(text):
    blocks = blocks_of_plain(text)

    assert_partition(text, blocks)


@given(TEXTS)
def test_each_line_with_words_is_one_block(text):
    blocks = blocks_of_plain(text)

    lines = [line for line in text.split("\n") if not is_blank(line)]
    assert len(blocks) == (len(lines) or bool(text))
    for block, line in zip(blocks, lines, strict=False):
        assert block.words(text).split("\n")[-1].strip() == line.strip()


@given(
    st.lists(st.tuples(st.sampled_from(["title", "heading", "paragraph", "item", "quote"]), TEXTS))
)
def test_assembled_blocks_partition_the_text_and_keep_kinds_and_words(pieces):
    text, blocks = assemble(pieces)

    assert_partition(text, blocks)
    expected = [
        (kind, line.strip())
        for kind, words in pieces
        for line in words.split("\n")
        if not is_blank(line)
    ]
    assert [(block.kind, block.words(text)) for block in blocks] == expected


@given(st.lists(st.tuples(st.sampled_from(["paragraph", "item"]), TEXTS)))
def test_reading_assembled_text_again_finds_the_same_boundaries(pieces):
    text, blocks = assemble(pieces)

    again = blocks_of_plain(text)

    assert [(b.start, b.end) for b in again] == [(b.start, b.end) for b in blocks]


def test_a_blank_line_parts_pieces_and_a_newline_parts_items():
    text, blocks = assemble(
        [("title", "T"), ("item", "a"), ("item", "b"), ("paragraph", "c\nd"), ("paragraph", "e")]
    )

    assert text == "T\n\na\nb\n\nc\nd\n\ne"
    assert [(b.kind, b.start, b.end) for b in blocks] == [
        ("title", 0, 3),
        ("item", 3, 5),
        ("item", 5, 8),
        ("paragraph", 8, 10),
        ("paragraph", 10, 13),
        ("paragraph", 13, 14),
    ]
