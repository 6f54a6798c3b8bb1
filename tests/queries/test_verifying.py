"""A flipped byte, a changed word, a moved span: each is found and named, and nothing else is."""

import hashlib
import zlib
from datetime import UTC, datetime

import pytest

from annotations.actions.articles import Details, take_in
from annotations.domain.extraction import extract, extract_pasted
from annotations.models import Capture, Paragraph, Revision, Span
from annotations.queries.verifying import verify
from tests.domain.extraction.samples import ARTICLE, article_page
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.projects import make_project
from tests.factories.users import make_user
from tests.helpers.guards import past_the_guards
from tests.helpers.queries import assert_same_count, queries_of

AT = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)


def taken_in(data, read, filename=""):
    return take_in(
        project=make_project(),
        by=None,
        at=AT,
        data=data,
        extract=read,
        details=Details.proposed(read, "Example Herald"),
        filename=filename,
    )


@pytest.fixture
def taken(db):
    """A page with an attribution and a passage."""
    data = article_page().encode()
    taken = taken_in(data, extract(data, filename="talks.html"), "talks.html")
    coding = make_coding(taken.project_article, make_user("analyst"))
    make_attribution(coding, "“Both sides feel they are being cornered,”", cue="says")
    make_passage(coding, "Nobody pays twice.")
    return taken


def test_what_was_taken_in_matches(taken):
    verified = verify(taken.article)

    assert verified.problems == []
    assert (verified.captures, verified.revisions, verified.spans) == (1, 1, 3)
    assert verified.unread == 0


@pytest.mark.parametrize(
    "words", [ARTICLE, "A press conference\n\n« Non », dit-elle.", article_page()]
)
def test_what_was_pasted_matches(db, words):
    taken = taken_in(words.encode(), extract_pasted(words))

    assert verify(taken.article).problems == []


@pytest.fixture
def rewritten(taken):
    """Changes rows behind the back of the database's own guards."""

    def change(rows, **values):
        with past_the_guards():
            rows.update(**values)
        return verify(taken.article)

    return change


def test_a_flipped_byte_is_found(rewritten):
    data = bytearray(Capture.objects.get().data)
    data[40] ^= 1

    verified = rewritten(Capture.objects.all(), compressed=zlib.compress(bytes(data)))

    (problem,) = verified.problems
    assert "its bytes are not those that were captured" in problem


def test_bytes_that_cannot_be_unpacked_are_found(rewritten):
    (problem,) = rewritten(Capture.objects.all(), compressed=b"nothing").problems

    assert "its bytes cannot be unpacked" in problem


def test_a_text_that_its_bytes_do_not_give_is_found(rewritten, taken):
    """As if somebody had rewritten the text and its hash, paragraphs and all."""
    text = taken.revision.text.replace("cornered", "favoured")
    part = Paragraph.objects.get(text__contains="cornered")
    with past_the_guards():
        Paragraph.objects.filter(pk=part.pk).update(text=part.text.replace("cornered", "favoured"))
    Span.objects.all().delete()

    verified = rewritten(
        Revision.objects.all(), text=text, text_sha256=hashlib.sha256(text.encode()).hexdigest()
    )

    assert verified.problems == ["revision 1: its text is not what its bytes give"]


def test_paragraphs_that_are_not_the_text_are_found(rewritten):
    first = Paragraph.objects.filter(index=0)

    verified = rewritten(first, text=first.get().text.swapcase())

    assert verified.problems == ["revision 1: its paragraphs are not its text"]


@pytest.mark.parametrize("change", ["words", "prefix", "suffix"])
def test_a_span_whose_words_are_not_there_is_found(rewritten, change):
    span = Span.objects.get(role="content")
    value = getattr(span, change).swapcase()

    (problem,) = rewritten(Span.objects.filter(pk=span.pk), **{change: value}).problems

    assert problem == (
        f"revision 1, span {span.pk} at [{span.start}, {span.end}): its words are not there"
    )


def test_a_moved_span_is_found(rewritten):
    span = Span.objects.get(role="cue")

    verified = rewritten(Span.objects.filter(pk=span.pk), start=span.start + 1, end=span.end + 1)

    assert len(verified.problems) == 1


def test_the_text_of_another_extractor_is_not_made_anew(rewritten):
    verified = rewritten(Revision.objects.all(), extractor_version="0 other")

    assert (verified.problems, verified.unread) == ([], 1)


def test_as_many_queries_for_one_span_as_for_many(taken):
    few = queries_of(lambda: verify(taken.article))
    coding = taken.article.project_articles.get().codings.get()
    for words in ("Envoys", "sanctions", "harbour"):
        make_passage(coding, words)

    assert_same_count(few, queries_of(lambda: verify(taken.article)), at_most=4)
