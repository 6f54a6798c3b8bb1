"""As many queries with hundreds of spans as with one: the database is asked in sets."""

from functools import partial

import pytest

from tests.bench.corpus import a_text, fill
from tests.factories.annotations import make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of
from tests.views.workbench import Bench

# One of them is where the reader stopped.
OPEN = 11
CREATE = 10
CHANGE = 12


@pytest.fixture
def benches(cast, as_, tag):
    """The same analyst at an article with two spans and at one with five hundred."""

    def bench_of(spans: int) -> Bench:
        text = a_text(6_000, spans)
        page = add_article(cast.project, make_article(text))
        fill(make_coding(page, cast.owner), text, spans, [tag])
        return Bench(as_(cast.owner), page)

    return bench_of(2), bench_of(500)


def counts(benches, path, **fields):
    """The queries of the same write on both pages."""
    for bench in benches:
        number = bench.mark("Envoys meet")["X-Attache-Annotation"]
        place = {"start": 0, "end": 6, "words": "Envoys"} if path == "passages/" else {}
        place |= {"content": "0-6", "content_words": "Envoys"} if path == "attributions/" else {}
        sent = partial(bench.send, path.format(number), **place, **fields)
        yield queries_of(sent)


def test_opening(benches):
    few, many = (queries_of(bench.fresh) for bench in benches)

    assert_same_count(few, many, at_most=OPEN)


def test_making_a_passage(benches, tag):
    assert_same_count(*counts(benches, "passages/", tags=tag.pk), at_most=CREATE)


def test_attributing(benches):
    assert_same_count(*counts(benches, "attributions/"), at_most=CHANGE)


def test_undoing(benches):
    assert_same_count(*counts(benches, "undo/"), at_most=CHANGE)


def test_tagging(benches, tag):
    assert_same_count(*counts(benches, "annotations/{}/tags/", tag=tag.pk), at_most=CHANGE)


def test_deleting(benches):
    assert_same_count(*counts(benches, "annotations/{}/delete/"), at_most=CHANGE)
