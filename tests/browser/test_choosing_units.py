"""Quotations, sentences and what a selection widens to, in Chromium, without a server."""

import html
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

QUOTATIONS = json.loads(
    (Path(__file__).resolve().parents[1] / "quotations.json").read_text("utf-8")
)
AROUND = """
async (places) => {
  const { quotationsAround } = await import("/static/js/workbench/units.js");
  const { wordsOf } = await import("/static/js/workbench/offsets.js");
  return places.map(([start, end]) => quotationsAround({ start, end }).map((one) => wordsOf(one.start, one.end)));
}
"""
SENTENCES = """
async ({ text, language }) => {
  const { sentences } = await import("/static/js/workbench/sentences.js");
  return sentences(text, language).map(([start, end]) => text.slice(start, end));
}
"""


def as_article(text: str, language: str = "en") -> str:
    """A text as the server sends it, each line a block."""
    pieces, start = [], 0
    for index, block in enumerate(text.split("\n\n")):
        tail = "\n\n" if index < text.count("\n\n") else ""
        pieces.append(
            f'<p id="p{index}" class="block" data-start="{start}">{html.escape(block)}'
            f'<span class="tail" hidden>{tail}</span></p>'
        )
        start += len(block + tail)
    return (
        '<div id="workbench" data-editable="true"></div><dialog id="popup"></dialog><div id="notice"></div>'
        f'<article id="text" lang="{language}">{"".join(pieces)}</article>'
    )


def test_a_place_is_in_the_quotations_around_it(static_page):
    page = static_page("")
    wrong = []

    for case in QUOTATIONS:
        text = case["text"]
        page.evaluate("body => { document.body.innerHTML = body }", as_article(text))
        page.evaluate(
            "async () => (await import('/static/js/workbench/offsets.js')).forgetBlocks()"
        )
        at = text.index(case["at"])
        by_click, by_words = page.evaluate(AROUND, [[at, at], [at, at + len(case["at"])]])
        if by_click != case["takes"] or by_words != case["takes"]:
            wrong.append((case["name"], case["takes"], by_click, by_words))

    assert wrong == []


def test_a_place_in_a_long_text_full_of_marks_is_answered_at_once(static_page):
    text = "\n\n".join(['“We ‘will’ sign,” said Berg’s aide, "later". ' * 40] * 200)
    page = static_page(as_article(text))

    took = page.evaluate(
        """async ([one, other]) => {
          const { quotationsAround, unitBeyond } = await import("/static/js/workbench/units.js");
          const begun = performance.now();
          quotationsAround({ start: one, end: one });
          unitBeyond("quotation", other, 1);
          unitBeyond("sentence", other, -1);
          return performance.now() - begun;
        }""",
        [text.rindex("sign"), len(text) // 2],
    )

    assert took < 200


# A bar parts the sentences.
ENGLISH = [
    "Mr. Berg met Dr. Deen and Prof. A. B. Lowen.| They left.",
    "He flew to the U.S. Senate hearing.| It began at 10.30 a.m. on Monday.",
    "He flew to the U.S.| The hearing began.",
    "They live in the U.S.| “We like it,” says Deen.",
    "Resolution No. 10 failed.| No. 11 did not.",
    "Was it so?| “No.| It was not.”| They left.",
    "J. F. Deen agreed.| Gen. Lowen did not.",
    "Prices rose 3.5 per cent.| Wages fell 0.2.",
    "“We came.”| He left.",
    "“Why now?” he asked.| Nobody knew.",
    "“Why now?” Deen asked.| Nobody knew.",
    "“Never!” shouted the minister.| He left.",
    "“Why now?”| The room fell silent.",
    "He said “no.”| They left.",
    "(It rained.)| They left.",
    "He paused…| Then he spoke.",
    "He paused … and spoke.| They left.",
    "What?!| Nothing.",
    "Acme Inc. Chairman Berg spoke.| Acme Corp.| The end.",
    "It is the case of e.g. Kostara, i.e. Sarn vs. Kostara.| Done.",
    "They met on Jan. 3 and on Sept. 14.| Nothing came of it.",
    "King Henry I. Deen lost.| So do I.| The council won.",
    "See fig. 3 and p. 12.| Then stop.",
    "He met St. John.| She met Sen. Quill, Lt. Col. Ray and Rep. Ode.",
    "Visit www.example.org or 1.2.3 today.| Thanks.",
    "“We will sign,” said Berg.| “But not today.”| “Never?”",
    "No stop at the end",
    "",
]
OTHERS = [
    ("fr", "« Nous venons. »| Il part.| M. Deen reste."),
    ("fr", "« Venez ! » dit-il.| « Pourquoi ? »| Personne ne sait."),
    ("fr", "Il a dit : « Non. »| Mme. Berg est partie."),
    ("de", "Am 3. Oktober kam Dr. Berg.| Er blieb."),
    ("de", "Das ist z. B. so, d. h. anders.| Wir bleiben."),
    ("de", "„Wir kommen.“| Er ging.| »Wir auch.«| »Gut.«"),
    ("de", "„Kommen Sie?“, fragte Berg.| Nein."),
    ("es", "¿Quién firma?| ¡Nadie!| El Sr. Berg no."),
    ("ar", "هل وقعتم؟| قال د. سامي: «لا».| ثم غادر.| انتهى."),
    ("zh", "外交部发言人说：“我们要谈判。”|会议结束。|为什么？"),
    ("zh", "“我们来吧！”他说。|会议结束。"),
    ("ja", "首相は「交渉する。」と述べた。|会議は終わった。"),
    ("ru", "В. В. Берг уехал.| Он вернулся в 2020 г.| Она нет."),
    ("hi", "वह आया।| वह गया।"),
]


def test_sentences_end_where_they_end(static_page):
    page = static_page("")
    wrong = []

    for language, marked in [*(("en", row) for row in ENGLISH), *OTHERS]:
        wanted = [sentence.strip() for sentence in marked.split("|") if sentence.strip()]
        text = marked.replace("|", "")
        found = page.evaluate(SENTENCES, {"text": text, "language": language})
        if found != wanted:
            wrong.append((language, wanted, found))

    assert wrong == []


WIDER = """
async (at) => {
  const { wider } = await import("/static/js/workbench/widening.js");
  const { wordsOf } = await import("/static/js/workbench/offsets.js");
  const steps = [];
  for (let range = wider({ start: at, end: at }); range && steps.length < 9; range = wider(range)) {
    steps.push(wordsOf(range.start, range.end));
  }
  return steps;
}
"""


@pytest.mark.parametrize(
    ("text", "at", "steps"),
    [
        (
            "Rain fell. “He said ‘never again’ to us,” said Mr. Berg. They left.",
            "again",
            [
                "again",
                "‘never again’",
                "“He said ‘never again’ to us,”",
                "“He said ‘never again’ to us,” said Mr. Berg.",
                "Rain fell. “He said ‘never again’ to us,” said Mr. Berg. They left.",
            ],
        ),
        (
            "Berg: “We came. We saw.” They left.",
            "saw",
            ["saw", "“We came. We saw.”", "Berg: “We came. We saw.”", "Berg: “We came. We saw.” They left."],
        ),
        ("Rain fell.\n\nThey left the U.S. Senate.", "left", ["left", "They left the U.S. Senate."]),
        ("他说：“我们要谈判。”会议结束。", "会议", ["会议", "会议结束。", "他说：“我们要谈判。”会议结束。"]),
        (
            "“One.\n\n“Two,” said Berg. Done.",
            "Two",
            ["Two", "“One.\n\n“Two,”", "“One.\n\n“Two,” said Berg.", "“One.\n\n“Two,” said Berg. Done."],
        ),
    ],
)  # fmt: skip
def test_a_selection_widens_step_by_step(static_page, text, at, steps):
    page = static_page(as_article(text))

    assert page.evaluate(WIDER, text.index(at)) == steps


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "“We will sign,” says Deen. “But not today.” He left.",
            "“We will sign,”",
            "“But not today.”",
        ),
        ("“We will sign,” says Mr. Deen, “but not today.”", "“We will sign,”", "“but not today.”"),
        ("“We will sign.” Deen left. “But not today.”", "“We will sign.”", None),
        ("“We will sign,” says Deen. He left. “Never,” says Berg.", "“We will sign,”", None),
        ("“We will sign,” says Deen.\n\n“Never,” says Berg.", "“We will sign,”", None),
        ("We will sign, says Deen. “Never,” says Berg.", "We will sign", None),
        ("« Oui », dit Deen, « mais pas demain ».", "« Oui »", "« mais pas demain »"),
    ],
)
def test_the_next_part_of_a_split_quotation_is_found(static_page, text, first, second):
    page = static_page(as_article(text))
    start = text.index(first)

    found = page.evaluate(
        """async ([start, end]) => {
          const { sequel } = await import("/static/js/workbench/joining.js");
          const { wordsOf } = await import("/static/js/workbench/offsets.js");
          const next = sequel({ start, end });
          return next && wordsOf(next.start, next.end);
        }""",
        [start, start + len(first)],
    )

    assert found == second
