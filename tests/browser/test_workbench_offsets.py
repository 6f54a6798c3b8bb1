"""Places in the page are exactly places in the text, whatever the text is made of."""

import html
import itertools
import random

import pytest

pytestmark = pytest.mark.browser

PIECES = [
    "Both sides", " ", " ", " ", "cornered", "says", ",", ".", "“", "”", "„", "«", "»", "’", "Deen’s", "U.S.",
    "👩‍👩‍👧‍👦", "👍🏽", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "🇳🇱🇩🇪", "🇫", "e\u0301", "a\u0308\u0323", "\u1100\u1161\u11a8", "한국", "क्षि", "नमस्ते",
    "สวัสดี", "ภาษาไทย", "قال الوزير", "\u202bعربي\u202c", "שלום", "\u2067עברית\u2069", "\u200f", "外交部发言人", "首相は", "。", "「", "」",
    "\u00ad", "\u00a0", "\u202f", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\u0085", "\ufdd0", "\ufffd", "𝔘𝔫𝔦", "𠜎", "\t",
    "<b>", "&amp;", "&", "</p>", "'", '"', "\n", "  ", "\u0000".replace("\u0000", "\ufffd"), "ﬁ", "İ", "ß", "\u0301",
]  # fmt: skip
READ = """
async ({ spans }) => {
  const { rangeOf, offsetOf, wordsOf, boundaryAt, total } = await import("/static/js/workbench/offsets.js");
  return { total: total(), spans: spans.map(([start, end]) => {
    const range = rangeOf(start, end);
    return [wordsOf(start, end), offsetOf(range.startContainer, range.startOffset),
      offsetOf(range.endContainer, range.endOffset), offsetOf(...boundaryAt(start, true))];
  }) };
}
"""
SNAP = """
async ({ spans }) => {
  const { snapped } = await import("/static/js/workbench/snapping.js");
  return spans.map(([start, end]) => [snapped(start, end, true), snapped(start, end, false)]);
}
"""
BOUNDARIES = """
async () => {
  const { offsetOf, points, root } = await import("/static/js/workbench/offsets.js");
  const wrong = [];
  let count = 0;
  const nodes = document.createNodeIterator(root());
  const whole = document.createRange();
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    const length = node.data?.length ?? node.childNodes.length;
    for (let at = 0; at <= length; at += 1) {
      whole.setStart(root(), 0);
      whole.setEnd(node, at);
      count += 1;
      if (points(whole.toString()) !== offsetOf(node, at)) wrong.push([node.nodeName, at]);
    }
  }
  return { count, wrong };
}
"""


def random_text(rng: random.Random) -> list[str]:
    """Blocks of a text, each but the last with its blank lines."""
    blocks = [
        "".join(rng.choices(PIECES, k=rng.randint(1, 40))).strip("\n") or "x"
        for _ in range(rng.randint(1, 9))
    ]
    return [block + "\n\n" for block in blocks[:-1]] + blocks[-1:]


def as_html(rng: random.Random, blocks: list[str]) -> str:
    """Blocks as the server sends them, with marks at random places."""
    pieces = []
    start = 0
    for index, block in enumerate(blocks):
        body = block.rstrip("\n")
        tail = block[len(body) :]
        cuts = sorted(
            {0, len(body), *(rng.randint(0, len(body)) for _ in range(rng.randint(0, 8)))}
        )
        inner = ""
        for n, (one, other) in enumerate(itertools.pairwise(cuts)):
            words = html.escape(body[one:other])
            inner += f'<mark data-a="{n}">{words}</mark>' if rng.random() < 0.6 else words
        if tail:
            inner += f'<span class="tail" hidden>{tail}</span>'
        pieces.append(f'<p id="p{index}" class="block" data-start="{start}">{inner}</p>')
        start += len(block)
    return f'<article id="text" lang="en">{"".join(pieces)}</article><p id="after">after</p>'


def test_every_span_is_found_and_read_back_exactly(static_page):
    rng = random.Random(20260303)
    page = static_page("")
    wrong, cases = [], 0

    for _ in range(125):
        blocks = random_text(rng)
        text = "".join(blocks)
        spans = []
        for _ in range(26):
            one, other = sorted(rng.randint(0, len(text)) for _ in range(2))
            spans.append([one, max(other, min(one + 1, len(text)))])
        page.evaluate("body => { document.body.innerHTML = body }", as_html(rng, blocks))
        page.evaluate(
            "async () => (await import('/static/js/workbench/offsets.js')).forgetBlocks()"
        )
        found = page.evaluate(READ, {"spans": spans})

        cases += len(spans)
        assert found["total"] == len(text)
        for (start, end), (words, *places) in zip(spans, found["spans"], strict=True):
            if words != text[start:end] or places != [start, end, start]:
                wrong.append((start, end, words, places))

    assert cases >= 3000
    assert wrong == []


def test_every_boundary_of_the_page_is_a_place_in_the_text(static_page):
    rng = random.Random(7)
    page = static_page("")
    wrong, cases = [], 0

    for _ in range(40):
        blocks = random_text(rng)
        page.evaluate("body => { document.body.innerHTML = body }", as_html(rng, blocks))
        page.evaluate(
            "async () => (await import('/static/js/workbench/offsets.js')).forgetBlocks()"
        )
        found = page.evaluate(BOUNDARIES)

        cases += found["count"]
        wrong += found["wrong"]

    assert cases > 3000
    assert wrong == []


def test_a_selection_is_snapped_to_whole_characters_without_white_space(static_page):
    rng = random.Random(11)
    page = static_page("")
    graphemes = (
        "text => Array.from(new Intl.Segmenter().segment(text), s => s.index).concat(text.length)"
    )
    wrong = []

    for _ in range(60):
        blocks = random_text(rng)
        text = "".join(blocks)
        spans = [sorted(rng.randint(0, len(text)) for _ in range(2)) for _ in range(20)]
        page.evaluate("body => { document.body.innerHTML = body }", as_html(rng, blocks))
        page.evaluate(
            "async () => (await import('/static/js/workbench/offsets.js')).forgetBlocks()"
        )
        found = page.evaluate(SNAP, {"spans": spans})
        edges = set()
        start = 0
        for block in blocks:
            utf16 = block.encode("utf-16-le", "surrogatepass")
            edges |= {
                start + len(utf16[: at * 2].decode("utf-16-le"))
                for at in page.evaluate(graphemes, block)
            }
            start += len(block)

        for (one, other), ranges in zip(spans, found, strict=True):
            for found_range in filter(None, ranges):
                start, end = found_range["start"], found_range["end"]
                problem = [
                    name
                    for name, holds in {
                        "start": start in edges,
                        "end": end in edges,
                        "order": start < end,
                        "space": text[start] not in " \n\t" and text[end - 1] not in " \n\t",
                    }.items()
                    if not holds
                ]
                if problem:
                    wrong.append((problem, one, other, start, end, text[start:end]))

    assert wrong == []


@pytest.mark.parametrize(
    ("selected", "taken"),
    [
        ("ornered by the coun", "cornered by the council"),
        (" sides feel ", "sides feel"),
        ("een", "Deen"),
        ("Deen", "Deen"),
        ("ambassad", "ambassadeur"),
        ("sides f", "sides"),
        ("部发", "部发"),
        ("anti-R", "anti-Russian"),
    ],
)
def test_the_pointer_takes_whole_words_and_leaves_scripts_without_spaces_alone(
    static_page, selected, taken
):
    text = "Both sides feel cornered by the council, anti-Russian, says Deen’s aide, l’ambassadeur 外交部发言人"
    page = static_page(as_html(random.Random(1), [text]))
    start = text.index(selected)

    found = page.evaluate(SNAP, {"spans": [[start, start + len(selected)]]})[0][0]

    assert text[found["start"] : found["end"]] == taken
