"""Which quotation a place is in: the page's own reader passes the same table (tests/browser)."""

import json
from pathlib import Path

import pytest

from annotations.domain.quotes.marks import Quotation, quotations
from annotations.domain.quotes.paragraphs import paragraphs
from annotations.domain.quotes.quoting import mode_of

CASES = json.loads((Path(__file__).resolve().parents[2] / "quotations.json").read_text("utf-8"))


def ranges(found: list[Quotation]) -> list[tuple[int, int]]:
    """All of them with those inside; one over several paragraphs as one."""
    whole: list[list[int]] = []
    inside: list[Quotation] = []
    for quotation in found:
        inside += quotation.inside
        if quotation.continues:
            whole[-1][1] = quotation.end
        else:
            whole.append([quotation.start, quotation.end])
    return [(start, end) for start, end in whole] + (ranges(inside) if inside else [])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_place_is_in_the_quotations_around_it(case):
    text, at = case["text"], case["text"].index(case["at"])

    around = sorted(
        (end - start, text[start:end])
        for start, end in ranges(quotations(text, paragraphs(text)))
        if start <= at < end
    )

    assert [words for _, words in around] == case["takes"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_whoever_is_quoted_there_is_quoted_in_their_own_words(case):
    text, at = case["text"], case["text"].index(case["at"])

    mode = mode_of(text, at, at + len(case["at"]))

    assert mode == ("direct" if case["takes"] else "indirect")
