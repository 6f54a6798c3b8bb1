"""Texts of dots, which formats that cannot do without one have where words may not leave."""

import io
import zipfile

import pytest

from annotations.exchange.coded.formats import FORMATS
from annotations.models import Article, CodingState, Source
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_project, make_tag
from tests.helpers.coded import exported, imported, records

# The letter beyond the BMP is one dot, and so moves what a format counts in UTF-16.
TEXT = "Gullwing 😀\n\nThe zephyr “quails at noon”, said Orla Finch.\n"
DOTTED = sorted(
    name for name, form in FORMATS.items() if form.holds_texts and name not in {"jsonl"}
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(cast):
    """An article of which no words may leave, annotated."""
    source = make_source(may_leave="offsets")
    place = add_article(cast.project, make_article(TEXT, source, title="A title"))
    coding = make_coding(place, cast.owner, CodingState.DONE)
    make_passage(coding, "zephyr", make_tag(cast.project.codebook))
    make_attribution(coding, "quails at noon", cue="said", mention="Orla Finch")
    return place


def places(project) -> set:
    return {
        (place["start"], place["end"], place["words"])
        for article in records(project, which="all")
        for coding in article["codings"]
        for one in coding["annotations"]
        for place in one["places"]
    }


@pytest.mark.parametrize("form", DOTTED)
def test_what_was_said_about_them_comes_back(cast, hidden, form):
    source = hidden.article.source_id
    data = exported(cast.project, form, source=source)
    again = make_project("Again", cast.project.codebook)

    report = imported(data, again, form, new_tags=True)

    assert (report.counts["refused"], report.counts["articles"]) == (0, 0), report.told
    # To be compared with their words.
    Source.objects.filter(pk=source).update(may_leave="all")
    at = {words: TEXT.index(words) for words in ("zephyr", "quails at noon", "said", "Orla Finch")}
    assert places(again) == {(start, start + len(one), one) for one, start in at.items()}


@pytest.mark.parametrize("form", DOTTED)
def test_no_article_is_made_of_them(cast, hidden, form):
    data = exported(cast.project, form, source=hidden.article.source_id)
    before = set(Article.objects.values_list("pk", flat=True))
    mine = str(hidden.article_id)
    other = mine[:-4] + ("0000" if mine[-4:] != "0000" else "1111")

    report = imported(renamed(data, mine, other), cast.project, form, source_name="Herald")

    assert set(Article.objects.values_list("pk", flat=True)) == before
    [told] = report.told
    assert told.why == "The article is not here, and the file does not hold its text."


def renamed(data: bytes, key: str, other: str) -> bytes:
    """The file of an article that has another key."""
    if not data.startswith(b"PK"):
        return data.replace(key.encode(), other.encode())
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(
                name.replace(key, other), old.read(name).replace(key.encode(), other.encode())
            )
    return made.getvalue()


def test_a_text_of_another_length_is_not_the_one_that_they_stand_for(cast, hidden):
    data = exported(cast.project, "doccano", source=hidden.article.source_id)

    report = imported(
        data.replace("··········".encode(), "·········".encode(), 1), cast.project, "doccano"
    )

    [told] = report.told
    assert told.why.startswith("The file has dots instead of the text")


def test_one_that_does_not_fit_changes_nothing(cast, hidden):
    data = exported(cast.project, "doccano", source=hidden.article.source_id)
    again = make_project("Again", cast.project.codebook)

    report = imported(
        data.replace("··········".encode(), "·········".encode(), 1), again, "doccano"
    )

    assert +report.counts == {"refused": 1}
    assert not again.project_articles.exists()


def test_an_article_without_a_text_does_not_come_into_the_project(cast, hidden):
    data = exported(cast.project, "jsonl", source=hidden.article.source_id)
    again = make_project("Again", cast.project.codebook)
    without = Article.objects.create(title="Empty", source=hidden.article.source)

    report = imported(
        data.replace(str(hidden.article_id).encode(), str(without.pk).encode()), again
    )

    assert report.told[-1].why == "This article has no text yet."
    assert not again.project_articles.exists()
