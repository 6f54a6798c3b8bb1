import io
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from annotations.actions.revising import revise
from annotations.domain.extraction import extract
from annotations.queries import verifying
from annotations.queries.verifying import verify
from tests.actions.test_articles import AT
from tests.commands.test_verify import articles  # noqa: F401


def reextracting(*names):
    out = io.StringIO()
    call_command("reextract", *names, stdout=out, no_color=True)
    return out.getvalue()


@pytest.fixture
def newer(monkeypatch):
    """An extractor of a later version that leaves the last paragraph out."""

    def extract_less(data, **about):
        read = extract(data.rpartition(b"\n\nNumber")[0], **about)
        return replace(read, extractor_version="99")

    monkeypatch.setattr(verifying, "extract", extract_less)


def test_texts_of_this_version_are_not_read_again(articles):  # noqa: F811
    assert reextracting() == "2 articles, 0 read anew, 0 have a new revision.\n"


def test_another_text_is_a_new_revision_and_the_old_one_stays(articles, newer):  # noqa: F811
    article = articles[0]
    before = article.revisions.get()

    assert reextracting() == "2 articles, 2 read anew, 2 have a new revision.\n"

    old, new = article.revisions.order_by("number")
    assert (old.text, old.extractor_version) == (before.text, before.extractor_version)
    assert "Number 0" in old.text
    assert "Number 0" not in new.text
    assert (new.capture, new.extractor_version) == (old.capture, "99")
    assert verify(article).problems == []
    assert reextracting() == "2 articles, 0 read anew, 0 have a new revision.\n"


def test_a_headline_that_came_later_stays(articles, newer):  # noqa: F811
    article = articles[0]
    first = article.captures.get()
    read = extract(first.data, filename="talks.txt")
    later = replace(read, facts=replace(read.facts, title="Talks fail"))
    article.title = first.title
    article.save()
    revise(article=article, by=None, at=AT, data=first.data + b" ", extract=later)
    article.refresh_from_db()
    assert article.title == "Talks fail"

    reextracting(str(article.pk))

    article.refresh_from_db()
    assert (article.title, article.revisions.count()) == ("Talks fail", 2)


def test_the_same_text_is_no_revision(articles, monkeypatch):  # noqa: F811
    monkeypatch.setattr(
        verifying,
        "extract",
        lambda data, **about: replace(extract(data, **about), extractor_version="99"),
    )

    assert reextracting(str(articles[0].pk)) == "1 articles, 1 read anew, 0 have a new revision.\n"
    assert articles[0].revisions.count() == 1


def test_a_name_that_nothing_has_is_told(articles):  # noqa: F811
    with pytest.raises(CommandError, match="There is no article"):
        reextracting("https://example.org/nothing")
