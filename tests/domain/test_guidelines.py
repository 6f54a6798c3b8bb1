"""Markdown of managers as HTML that can do no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from annotations.domain.guidelines import Picture, media_type_of, name_of, render

PICTURES = {"fig.png": Picture("/pictures/1/", "A marked “passage”")}
CASES = {
    "a new line stays one": ("one\ntwo", '<p dir="auto">one<br>\ntwo</p>'),
    "HTML is shown as typed": ("<b>x</b>", '<p dir="auto">&lt;b&gt;x&lt;/b&gt;</p>'),
    "a table without styles": (
        "|a|\n|-:|\n|1|",
        '<table dir="auto">\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n'
        "<tbody>\n<tr>\n<td>1</td>\n</tr>\n</tbody>\n</table>",
    ),
    "a list that begins later": ("3. a", '<ol start="3" dir="auto">\n<li>a</li>\n</ol>'),
    "a link elsewhere": (
        "[a](https://x.test/?a=1&b=2)",
        '<p dir="auto"><a href="https://x.test/?a=1&amp;b=2" rel="noopener noreferrer">a</a></p>',
    ),
    "no link to a script": ("[a](javascript:x)", '<p dir="auto">[a](javascript:x)</p>'),
    "a picture with its own words": (
        "![](fig.png)",
        '<p dir="auto"><img src="/pictures/1/" alt="A marked “passage”" loading="lazy"></p>',
    ),
    "a picture with words of the text": (
        "![Two marks](fig.png)",
        '<p dir="auto"><img src="/pictures/1/" alt="Two marks" loading="lazy"></p>',
    ),
    "no picture of another site": (
        "![Two marks](https://x.test/fig.png)",
        '<p dir="auto">[Two marks]</p>',
    ),
    "code is only code": ("```js\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_it_is_shown_as(text, expected):
    assert render(text, PICTURES).html.strip() == expected


def test_headings_are_numbered_and_leave_no_level_out():
    rendered = render("## One *more*\n\n#### Two\n\n# Three\n\n###### Four", {}, level=3)

    assert [(one.id, one.level, one.text) for one in rendered.headings] == [
        ("section-1", 3, "One more"),
        ("section-2", 4, "Two"),
        ("section-3", 3, "Three"),
        ("section-4", 4, "Four"),
    ]
    assert '<h4 id="section-2" dir="auto">Two</h4>' in rendered.html


def test_pictures_that_are_not_there_are_named_once():
    assert render(
        "![](a.png) ![b](a.png) ![](fig.png) ![](https://x.test/c)", PICTURES
    ).missing == (
        "a.png",
        "https://x.test/c",
    )


HARMLESS = {"id", "dir", "href", "rel", "src", "alt", "loading", "start"}
PIECES = st.sampled_from(
    ["<script>", "</p>", "onerror=x", "![", "](", ")", "[", "]", "javascript:", "data:", "`", "# ",
     "\n", "\n\n", "> ", "- ", "|", "<img src=x onerror=y>", "&#106;", "fig.png", "http://x.test", '"',
     "<svg/onload=z>", "**", "<!--", "é", "ש"]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=25).map("".join))
def test_whatever_is_typed_does_no_harm(text):
    rendered = render(text, PICTURES)

    for element in html.fragment_fromstring(rendered.html, create_parent="div").iter():
        assert element.tag not in {"script", "svg", "style", "iframe", "form"}
        assert set(element.attrib) <= HARMLESS
        assert element.get("src", "/pictures/1/") == "/pictures/1/"
        assert not element.get("href", "").lower().lstrip().startswith(("javascript", "data"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x01\x02\nWEBPVP8 ", "image/webp"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"<html>", ""),
        (b"RIFF\x00\x00\x00\x00WAVE", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_first_bytes(data, kind):
    assert media_type_of(data) == kind


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("Fig. 1 (a).PNG", "Fig-1-a.png"),
        ("schéma.svg", "schéma.png"),
        ("../../etc/passwd", "passwd.png"),
        ("](x).png", "x.png"),
        ("...", "picture.png"),
        ("x" * 300, "x" * 76 + ".png"),
    ],
)
def test_a_name_can_stand_in_markdown(filename, name):
    assert name_of(filename, "image/png") == name
