import pytest

from annotations.domain.extraction import pdf
from annotations.domain.extraction.pdf_lines import Line, pieces_of, without_running_heads
from annotations.domain.text import CannotExtract
from tests.domain.extraction import samples

WRAPPED = [
    "The delegations met for six hours behind closed doors, and nobody",
    "would say afterwards whether the draft on the table was the long-",
    "awaited one. The chair, who had asked every ministry for its con-",
    "sent, said that consent was near.",
]


def page(*blocks, top=700, x=72, step=14, gap=10, size=12):
    """Lines of text blocks below one another, each a list of lines or (size, lines)."""
    lines, y = [], top
    for block in blocks:
        height, words = block if isinstance(block, tuple) else (size, block)
        for line in words:
            lines.append((x, y, height, line))
            y -= step * height / size
        y -= gap
    return lines


def contents(*pages, **options):
    return list(pdf.contents_of(samples.pdf(*pages, **options)).pieces)


def test_lines_become_paragraphs_and_large_lines_headings():
    found = contents(
        page(
            (20, ["Envoys meet again in", "the harbour town"]),
            WRAPPED,
            (15, ["No sanctions"]),
            WRAPPED,
        )
    )

    assert [kind for kind, _ in found] == ["title", "paragraph", "heading", "paragraph"]
    assert found[0][1] == "Envoys meet again in the harbour town"
    assert found[1][1].startswith(
        "The delegations met for six hours behind closed doors, and nobody would"
    )


def test_hyphens_at_line_ends_are_undone_where_the_word_is_one():
    found = contents(
        page(WRAPPED, ["A long-awaited end of the talks, said the chair, is what all of us want."])
    )

    assert "the long-awaited one" in found[0][1]
    assert "for its consent, said" in found[0][1]


def test_a_paragraph_goes_on_over_the_page():
    found = contents(page(WRAPPED, WRAPPED[:2]), page(WRAPPED[2:], WRAPPED))

    assert len(found) == 3
    assert found[1][1] == found[0][1] == found[2][1]


def test_running_heads_and_page_numbers_go():
    pages = [
        [
            (72, 760, 9, f"Example Herald {n}"),
            *page(
                [
                    f"On day {['one', 'two', 'six'][n - 1]} they met again, and again in vain, said she.",
                    *WRAPPED,
                ],
                WRAPPED,
            ),
            (300, 30, 9, f"Page {n} of 3"),
        ]
        for n in (1, 2, 3)
    ]

    found = contents(*pages)

    assert not any("Herald" in words or "Page" in words for _, words in found)
    assert len(found) == 6


def test_indented_first_lines_begin_paragraphs():
    lines, y = [], 700
    for _ in range(3):
        for n, words in enumerate(WRAPPED):
            lines.append((90 if n == 0 else 72, y, 12, words))
            y -= 14

    assert len(contents(lines)) == 3


def test_letters_of_fonts_become_letters_of_texts():
    lines = [
        Line(0, 72, 700 - 14 * n, 12, False, "The ﬁrst oﬃcial ﬂew home from the long talks there")
        for n in range(2)
    ]

    assert "The first official flew home" in next(pieces_of(lines))[1]


def test_right_to_left_lines_drawn_from_the_left_are_turned():
    lines = [
        Line(0, 72, 700, 12, False, ".ﺍﻟﻤﺴﺎﺀ ﺫﻟﻚ ﻓﻲ ﺍﺟﺘﻤﻌﺖ"),
        Line(0, 72, 660, 12, False, ".ﺍﻟﻤﺴﺎﺀ ﺫﻟﻚ ﻓﻲ ﺍﺟﺘﻤﻌﺖ"),
    ]

    assert next(pieces_of(lines)) == ("paragraph", "اجتمعت في ذلك المساء.")


def test_right_to_left_lines_in_reading_order_stay():
    lines = [Line(0, 72, 700, 12, False, "اجتمعت في ذلك المساء.")]

    assert next(pieces_of(lines)) == ("paragraph", "اجتمعت في ذلك المساء.")


def test_nothing_is_a_running_head_of_a_single_page():
    lines = [Line(0, 72, 700 - 14 * n, 12, False, words) for n, words in enumerate(WRAPPED)]

    assert without_running_heads(lines) == lines


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (samples.pdf([]), "no_text"),
        (samples.pdf([(72, 700, 12, "Stamp")]), "no_text"),
        (samples.pdf([], picture=True), "scanned"),
        (samples.pdf(page(WRAPPED), encrypt="secret"), "encrypted"),
        (b"%PDF-1.4\n" + b"nonsense " * 50, "broken_file"),
        (samples.pdf(page(WRAPPED))[:300], "broken_file"),
    ],
    ids=["empty", "stamp", "scanned", "encrypted", "nonsense", "cut"],
)
def test_what_gives_no_text_is_refused_with_the_reason(data, code):
    with pytest.raises(CannotExtract) as refused:
        pdf.contents_of(data)

    assert refused.value.code == code


def test_a_file_that_only_forbids_changes_is_read():
    assert contents(page(WRAPPED), encrypt="")


def test_a_worker_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 0.01)

    with pytest.raises(CannotExtract) as refused:
        pdf.contents_of(samples.pdf(page(WRAPPED)))

    assert refused.value.code == "too_complex"


def test_a_worker_that_dies_is_no_traceback(monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("raise SystemExit(9)")
    monkeypatch.setattr(pdf, "WORKER", dying)

    with pytest.raises(CannotExtract) as refused:
        pdf.contents_of(samples.pdf(page(WRAPPED)))

    assert refused.value.code == "too_complex"
