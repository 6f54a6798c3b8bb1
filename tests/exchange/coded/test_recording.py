"""What an import of annotations made is on record."""

import json

import pytest

from annotations.models import Actor, CodedImport, MadeKind, ProjectArticle, Span, User
from tests.factories.annotations import make_coding, make_passage
from tests.helpers.coded import imported

pytestmark = pytest.mark.django_db

TEXT = "The envoy spoke of the harbour.\nNobody answered."


def line(title="Talks", text=TEXT, coder="ada", words=("harbour",), **fields) -> dict:
    annotations = [{"places": [{"role": "passage", "words": one}]} for one in words]
    codings = [{"coder": {"kind": "human", "name": coder}, "annotations": annotations}]
    source = {"name": "Herald"}
    return {"title": title, "text": text, "source": source, "codings": codings, **fields}


def lines(*found: dict) -> bytes:
    return b"".join(json.dumps(one).encode() + b"\n" for one in found)


def test_it_says_what_was_made_where_and_what_was_refused(cast):
    imported(lines(line(words=["envoy", "nowhere", "harbour"])), cast.project, name="notes.jsonl")

    upload = CodedImport.objects.get()
    [entry] = upload.entries.all()
    span = Span.objects.order_by("number").last()
    assert (upload.filename, upload.form, upload.position) == ("notes.jsonl", "jsonl", 1)
    assert upload.finished_at
    assert (entry.at, entry.coder, entry.title) == ("line 1", "ada", "Talks")
    assert (entry.coding, entry.is_new_article, entry.is_new_coding) == (
        span.coding_id,
        True,
        True,
    )
    assert (entry.made, entry.numbers, entry.refused) == (2, [1, 2], 1)
    [refused] = upload.lines.all()
    assert (refused.at, "“nowhere”" in refused.why) == ("line 1 ada", True)
    made = set(upload.things.values_list("kind", "target"))
    place = ProjectArticle.objects.get(article__title="Talks")
    assert made == {
        (MadeKind.ARTICLE, place.pk),
        (MadeKind.ACCOUNT, User.objects.get(username="ada").pk),
    }


def test_a_text_that_comes_twice_is_added_once(cast):
    report = imported(lines(line(coder="ada"), line(coder="bela")), cast.project)

    assert (report.counts["articles"], report.counts["known"], report.counts["added"]) == (1, 0, 1)
    assert CodedImport.objects.get().things.filter(kind=MadeKind.ARTICLE).count() == 1


def test_an_article_is_counted_once_however_many_coders_the_file_has_one_by_one(cast):
    article = {"id": str(cast.project_article.article_id), "text": None, "title": ""}
    coders = [line(coder=name, words=["cornered"], **article) for name in ("ada", "bela", "cleo")]
    report = imported(lines(*coders), cast.project)

    assert (report.counts["known"], report.counts["codings"]) == (1, 3)
    # The file does not say what it is called, but it is here.
    title = cast.project_article.article.title
    assert {entry.title for entry in CodedImport.objects.get().entries.all()} == {title}


def test_what_was_there_before_is_not_on_record(cast):
    coding = make_coding(cast.project_article, cast.owner)
    make_passage(coding, "cornered")
    article = {"id": str(cast.project_article.article_id), "text": None}
    imported(lines(line(coder="owner", words=["cornered", "professor"], **article)), cast.project)

    [entry] = CodedImport.objects.get().entries.all()
    assert (entry.made, entry.there, entry.is_new_coding) == (1, 1, False)
    assert entry.numbers == [coding.spans.exclude(words="cornered").get().number]
    assert not CodedImport.objects.get().things.exists()
    assert not Actor.objects.exists()


@pytest.mark.parametrize("number", [2**31 - 1, 10**30])
def test_numbers_that_no_coding_has_are_given_anew(cast, number):
    """The column ends at 2³¹; with such a number there was no room for the next annotation."""
    told = line(words=["harbour"])
    told["codings"][0]["annotations"][0]["number"] = number

    report = imported(lines(told), cast.project, new_tags=True)

    assert not report.told
    assert Span.objects.get().number == 1


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_times_that_are_none_in_utc_are_told(cast, at):
    told = line(words=["harbour"])
    told["codings"][0]["changed_at"] = at

    report = imported(lines(told), cast.project)

    assert [one.why for one in report.told] == [
        "“codings[0].changed_at” is missing or no such value."
    ]
