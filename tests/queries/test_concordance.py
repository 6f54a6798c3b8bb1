"""Lines, and the passages around them whose words a file may count."""

import pytest

from annotations.actions.indexing import index_due
from annotations.domain.search.asking import asked
from annotations.queries.asking import Understood, understand
from annotations.queries.concordance import concordance
from annotations.queries.search import Where
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of

TEXT = "The grain deal failed.\n\nNo grain, no grain deal."


def add(cast, title="Harvest", **rights):
    source = make_source(**rights)
    add_article(cast.project, make_article(TEXT, source=source, title=title, kinds=()))


def found_for(user, pattern=""):
    words = Understood() if pattern else understand(asked("grain"))
    return concordance(user, Where(), words, pattern)


@pytest.mark.parametrize("pattern", ["", "gr[ae]in"])
@pytest.mark.parametrize(
    ("rights", "title", "lines"),
    [
        ({}, "Harvest", 3),
        ({}, "Grain", 4),
        ({"may_leave": "offsets"}, "Harvest", 0),
        ({"may_leave": "offsets"}, "Grain", 1),
        ({"may_leave": "excerpts", "excerpt_words": 25}, "Harvest", 0),
        ({"may_leave": "excerpts", "excerpt_words": 25}, "Grain", 1),
    ],
)
def test_texts_that_may_leave_as_a_whole_and_titles(cast, pattern, rights, title, lines):
    add(cast, title, **rights)
    index_due()

    found = found_for(cast.owner, pattern)

    assert sum(len(passage.ranges) for passage in found.leaving) == lines
    assert len(found.places) == 3 + (title == "Grain")
    assert all(passage in found.passages for passage in found.leaving)


@pytest.mark.parametrize("pattern", ["", "gr[ae]in"])
def test_as_many_queries_with_many_sources_as_with_one(cast, pattern):
    add(cast)
    index_due()
    one = queries_of(lambda: found_for(cast.owner, pattern).leaving)
    for may_leave in ("all", "offsets", "all"):
        add(cast, may_leave=may_leave)
    index_due()

    assert_same_count(one, queries_of(lambda: found_for(cast.owner, pattern).leaving), at_most=14)


def test_a_word_that_is_spelled_as_another_one_is_found_is_no_place_of_it(cast):
    """What begins with letters is looked up among words as they are spelled, which have no place:
    “doings” are found as “do”."""
    text = "Weavers do what they can.\n\nNobody tells of their doings."
    add_article(cast.project, make_article(text, title="Harvest", kinds=(), language="en"))
    index_due()

    found = concordance(cast.owner, Where(), understand(asked("doings OR weavers")), "")

    keys = [(place.number, place.line.key) for place in found.places]
    assert keys == [(0, "Weavers"), (1, "doings")]
