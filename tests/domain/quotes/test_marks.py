"""Quotation marks of all styles, paired."""

import pytest

from annotations.domain.quotes.marks import quotations
from annotations.domain.quotes.paragraphs import paragraphs

ROWS = {
    # what stands between the outermost marks
    "curly": ("He said “one” and “two”.", ["one", "two"]),
    "straight": ('He said "one" and "two".', ["one", "two"]),
    "straight, after a bracket": ('He said ("one") so.', ["one"]),
    "German": ("Er sagte „eins“ und ‚zwei‘.", ["eins", "zwei"]),
    "German, closed like English": ("Er sagte „eins” und „zwei“.", ["eins", "zwei"]),
    "French": ("Il dit « un » et «deux».", [" un ", "deux"]),
    "Danish": ("Han sagde »en« og »to«.", ["en", "to"]),
    "Swedish": ("Hon sa ”ett” och ”två”.", ["ett", "två"]),
    "Chinese": ("他说“一”，也说「二」和『三』。", ["一", "二", "三"]),
    "two apostrophes": ("He said ''one'' and ''two''.", ["one", "two"]),
    "backticks": ("He said ``one'' and ``two''.", ["one", "two"]),
    "British": ("He said ‘one’ and ‘the workers’ two’.", ["one", "the workers’ two"]),
    "inner marks stay inside": ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
    "inner marks of the same kind": ("«Она сказала „нет“ вчера»", ["Она сказала „нет“ вчера"]),
    "an apostrophe is no mark": ("The workers’ vote didn’t count in the ’90s.", []),
    "inches": ('A 30" pipe and a 20" pipe.', []),
    "opened again without an end": ("“One is open. “Two is not.”", ["Two is not."]),
    "no end at all, but near": ("She said: “One is open.", ["One is open."]),
}


@pytest.mark.parametrize(("text", "inner"), ROWS.values(), ids=ROWS.keys())
def test_marks_are_paired(text, inner):
    found = quotations(text, paragraphs(text))

    assert [text[slice(*one.inner)] for one in found] == inner


def test_a_quotation_over_paragraphs_comes_in_pieces():
    text = "“One.\n\n“Two.\n\n“Three,” she said."

    found = quotations(text, paragraphs(text))

    assert [one.continues for one in found] == [False, True, True]
    assert [one.goes_on for one in found] == [True, True, False]
