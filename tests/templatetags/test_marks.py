from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotations.queries.readings import Part
from annotations.queries.workbench import Block, paint, paint_suggestions
from annotations.templatetags.marks import direction, text_blocks

WEIRD = [
    "plain",
    "<b>not bold</b> & <script>x()</script>",
    "&amp; &lt; &#39; </p></article>",
    "👩‍👩‍👧 🇦🇹 👍🏽 e\u0301",
    "\u202eright to left\u202c \u2066isolate\u2069 שלום مرحبا",
    "line\u2028separator\u2029and\u0085next",
    "non\u00a0breaking\u200bzero\u00adsoft\ufeffmark",
    "  spaces  at\tboth ends  ",
    "{{ title }} {% if %}",
    "\u3000全角　「引用」",
    "\ufffd\ufffe𝒳\U0001f4a9",
    "\"quoted\" 'single' `ticks`",
]


def blocks_of(text: str, parts: list[Part]) -> list[Block]:
    blocks, start = [], 0
    for index, piece in enumerate(text.splitlines(keepends=True) if "\n" in text else [text]):
        kind = "title" if index == 0 else "paragraph"
        blocks.append(Block(index, kind, start, start + len(piece), piece))
        start += len(piece)
    paint(blocks, parts)
    return blocks


def part(number, start, end, **more):
    more = {"role": "passage", "lane": 0, "colour": "teal"} | more
    return Part(number, number, start=start, end=end, words="", **more)


def shown(blocks) -> html.HtmlElement:
    return html.fragment_fromstring(str(text_blocks(blocks)), create_parent="article")


def text_in(blocks) -> str:
    return str(shown(blocks).text_content())


@pytest.mark.parametrize("text", WEIRD)
def test_the_text_of_the_page_is_the_stored_text(text):
    parts = [part(1, 0, len(text)), part(2, len(text) // 3, len(text) // 2 + 1, lane=1)]

    assert text_in(blocks_of(text, parts)) == text


def test_a_block_is_a_heading_where_it_is_one():
    blocks = [
        Block(0, "heading", 0, 4, "News"),
        Block(1, "title", 4, 9, "Title"),
        Block(2, "item", 9, 12, "one"),
    ]

    assert [(one.tag, one.get("id"), one.get("class")) for one in shown(blocks)] == [
        ("h2", "p0", "block heading"),
        ("h1", "p1", "block title"),
        ("p", "p2", "block item"),
    ]


def test_blank_lines_stand_in_the_tail_without_marks():
    blocks = [Block(0, "paragraph", 0, 5, "One\n\n"), Block(1, "paragraph", 5, 8, "Two")]
    paint(blocks, [part(1, 0, 8, is_last=True)])

    assert str(text_blocks(blocks)) == (
        '<p id="p0" class="block paragraph" data-start="0">'
        '<mark class="w-teal u0-teal passage0" data-a="1">One</mark>'
        '<span class="tail">\n\n</span></p>'
        '<p id="p1" class="block paragraph" data-start="5">'
        '<mark class="w-teal u0-teal passage0" data-a="1" data-ends="1">Two</mark></p>'
    )


def test_a_mark_names_what_covers_it_shortest_first():
    block = Block(0, "paragraph", 0, 20, "x" * 20)
    paint(
        [block],
        [
            part(7, 0, 20, role="content", colour="rose"),
            part(9, 5, 10, lane=1, is_last=True),
            part(9, 5, 8, role="cue", lane=2),
        ],
    )

    marks = shown([block]).xpath(".//mark")

    assert [(mark.get("data-a"), len(mark.text)) for mark in marks] == [
        ("7", 5),
        ("9 7", 3),
        ("9 7", 2),
        ("7", 10),
    ]
    assert marks[1].get("class") == "w-teal u2-teal cue2 u1-teal passage1 u0-rose content0"
    assert [mark.get("data-ends") for mark in marks] == [None, None, "9", None]


def test_an_annotation_that_ends_in_blank_lines_ends_with_the_words_before():
    blocks = [Block(0, "paragraph", 0, 5, "One\n\n"), Block(1, "paragraph", 5, 8, "Two")]
    paint(blocks, [part(1, 0, 4, is_last=True)])

    assert [mark.get("data-ends") for mark in shown(blocks).xpath(".//mark")] == ["1"]


safe = st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")


@given(
    st.text(alphabet=safe, min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=6),
)
def test_any_text_under_any_marks_stays_the_same(text, ranges):
    parts = [
        part(number, start, min(start + size, len(text)), lane=number % 4)
        for number, (start, size) in enumerate(ranges, 1)
        if start < len(text)
    ]

    # What HTML cannot carry in lxml's eyes (control characters) is tested in a real browser.
    if all(character.isprintable() or character in " \n\t" for character in text):
        assert text_in(blocks_of(text, parts)) == text


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-AF", "rtl"),
        ("en", "ltr"),
        ("zh-Hant", "ltr"),
        ("", "auto"),
        ("xx-?", "auto"),
    ],
)
def test_a_language_is_written_one_way(language, way):
    assert direction(language) == way


def suggested(number, start, end, role="content"):
    return part(number, start, end, role=role, colour="grey", is_suggested=True)


def marks_of(parts, hints):
    blocks = blocks_of("We will stay, says Quill.", parts)
    paint_suggestions(blocks, [SimpleNamespace(parts=hints)])
    return [
        (mark.text, mark.get("class"), mark.get("data-a"), mark.get("data-ends"))
        for mark in shown(blocks).iter("mark")
    ]


def test_a_suggestion_has_no_lane_no_colour_and_no_number_for_paper():
    assert marks_of([], [suggested(3, 0, 12), suggested(3, 14, 18, "cue")]) == [
        ("We will stay", "only-suggested suggested suggested-content", "s3", None),
        ("says", "only-suggested suggested suggested-cue", "s3", None),
    ]


def test_what_is_marked_already_keeps_its_looks_under_a_suggestion():
    own = [part(3, 0, 7, is_last=True)]

    assert marks_of(own, [suggested(3, 0, 12)]) == [
        ("We will", "w-teal u0-teal passage0 suggested suggested-content", "3 s3", "3"),
        (" stay", "only-suggested suggested suggested-content", "s3", None),
    ]
