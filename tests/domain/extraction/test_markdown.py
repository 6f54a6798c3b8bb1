from datetime import date

import pytest

from annotations.domain.extraction import markdown
from tests.domain.extraction.samples import LONG


@pytest.mark.parametrize(
    ("source", "pieces"),
    [
        ("# Envoys\n\nOne\ntwo", [("heading", "Envoys"), ("paragraph", "One two")]),
        ("Envoys\n======\n\nOne  \ntwo", [("heading", "Envoys"), ("paragraph", "One\ntwo")]),
        ("- one\n- two", [("item", "one"), ("item", "two")]),
        ("1. one\n\n   more\n2. two", [("item", "one"), ("item", "more"), ("item", "two")]),
        ("> quoted\n\nafter", [("quote", "quoted"), ("paragraph", "after")]),
        ("> - in both", [("item", "in both")]),
        (
            "**Bold** and *[a link](https://example.org)* and `code`",
            [("paragraph", "Bold and a link and code")],
        ),
        ("An ![image](x.png) here", [("paragraph", "An  here")]),
        ("Stays: 2 * 3 \\* 4 &amp; <5", [("paragraph", "Stays: 2 * 3 * 4 & <5")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [("paragraph", "a\tb"), ("paragraph", "1\t2")]),
        ("```\ncode\n```", [("paragraph", "code\n")]),
        ("<div>words</div>", [("paragraph", "words")]),
        ("Some <b>bold</b> words", [("paragraph", "Some bold words")]),
        ("", []),
    ],
)
def test_marks_become_kinds(source, pieces):
    assert list(markdown.contents_of(source).pieces) == pieces


def test_front_matter_is_what_the_file_says_of_itself():
    head = (
        '---\ntitle: "Envoys meet again"\nauthor: Ada Quill\ndate: 2026-03-18\nlang: en-GB\n'
        "source: Example Herald\nurl: https://example.org/news/1\ntags: [a, b]\n---\n"
    )

    contents = markdown.contents_of(head + LONG)

    assert list(contents.pieces) == [("paragraph", LONG)]
    facts = contents.facts
    assert (facts.title, facts.byline) == ("Envoys meet again", "Ada Quill")
    assert facts.published == date(2026, 3, 18)
    assert facts.language == "en"
    assert facts.source_name == "Example Herald"
    assert facts.canonical_url == "https://example.org/news/1"


def test_a_rule_is_no_front_matter():
    contents = markdown.contents_of(f"One\n\n---\n\n{LONG}\n\n---\n")

    assert [kind for kind, _ in contents.pieces] == ["paragraph", "paragraph"]
    assert contents.facts.title == ""


def test_deep_nesting_is_survived():
    assert markdown.contents_of("> " * 5_000 + "words").pieces is not None
