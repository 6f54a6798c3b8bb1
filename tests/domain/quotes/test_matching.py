import pytest

from annotations.domain.quotes import suggest
from annotations.domain.quotes.matching import matching

# Invented people, in the ways of real articles.
TEXT = (
    "According to Ada Quill, professor of harbour law, both sides want a pause.\n\n"
    "“We will stay,” said Otto Feder, the envoy, “and we will wait.” The talks went on.\n\n"
    "“Nobody signs in winter,” Quill explains. Nothing else happened.\n\n"
    "Feder said that the minister had promised to come."
)


@pytest.mark.parametrize(
    ("words", "name", "cue"),
    [
        ("“We will stay,”", "Otto Feder", "said"),
        ("We will stay", "Otto Feder", "said"),
        ("and we will wait", "Otto Feder", "said"),
        ("“Nobody signs in winter,”", "Ada Quill", "explains"),
        ("Nobody signs", "Ada Quill", "explains"),
        ("both sides want a pause", "Ada Quill", "According to"),
    ],
)
def test_a_selection_in_or_around_a_quotation_means_it(words, name, cue):
    start = TEXT.index(words)

    found = matching(suggest(TEXT, "en"), start, start + len(words))

    assert found is not None
    assert found.name == name
    assert TEXT[slice(*found.cue[0])] == cue


@pytest.mark.parametrize("words", ["The talks went on", "Nothing else happened", "harbour law"])
def test_a_selection_beside_a_quotation_means_none(words):
    start = TEXT.index(words)

    assert matching(suggest(TEXT, "en"), start, start + len(words)) is None


def test_of_two_that_hold_the_selection_the_more_alike_is_meant():
    words = "the minister had promised to come"
    start = TEXT.index(words)

    found = matching(suggest(TEXT, "en"), start, start + len(words))

    assert found is not None
    assert found.name == "Otto Feder"
    assert matching([], 0, 5) is None
