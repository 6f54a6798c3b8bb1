"""What leaves: no more than the reader may see, no more than a source lets go, in flat queries."""

import io
import zipfile
from datetime import date

import pytest

from annotations.domain.rights import fingerprint
from annotations.exchange.coded.formats import FORMATS
from annotations.models import CodingKind, CodingState
from annotations.queries.coded import Wanted, leaving
from tests.factories.annotations import make_attribution, make_coding, make_passage
from tests.factories.articles import make_article, make_source
from tests.factories.projects import add_article, make_tag
from tests.helpers.coded import exported, lines_of
from tests.helpers.queries import assert_same_count, queries_of

WORDS = ("cornered", "shared work", "comes next")


@pytest.fixture
def coded(cast):
    """One article, annotated by two analysts, the machine and nobody else."""
    tag = make_tag(cast.project.codebook)
    for analyst, words in ((cast.owner, WORDS[0]), (cast.second, WORDS[1])):
        make_passage(make_coding(cast.project_article, analyst, CodingState.DONE), words, tag)
    make_attribution(make_coding(cast.project_article, None), WORDS[2])
    return cast


def coders(cast, user, **wanted) -> list[list[str]]:
    found = leaving(cast.project, user, Wanted(**wanted))
    return [[one.coder.label for one in document.codings] for document in found]


@pytest.mark.parametrize(
    ("who", "wanted", "expected"),
    [
        ("manager", {}, ["owner", "second"]),
        ("owner", {}, ["owner"]),
        ("owner", {"which": "all"}, ["owner"]),
        ("owner", {"which": "everything"}, ["owner", "~machine"]),
        ("owner", {"which": "coder", "coder": "second"}, []),
        ("manager", {"which": "coder", "coder": "second"}, ["second"]),
        ("second", {"which": "own"}, ["second"]),
        ("reader", {"which": "machine"}, ["~machine"]),
        (None, {"which": "everything"}, ["owner", "second", "~machine"]),
    ],
)
def test_everybody_exports_what_they_see(coded, who, wanted, expected):
    user = getattr(coded, who) if who else None

    assert coders(coded, user, **wanted) == [expected]


def test_strangers_export_nothing(coded):
    assert coders(coded, coded.stranger) == []


def test_what_was_agreed_counts_alone(coded):
    gold = make_coding(coded.project_article, None, CodingState.DONE, kind=CodingKind.GOLD)
    make_passage(gold, WORDS[0])

    assert coders(coded, coded.manager) == [["~gold"]]
    assert coders(coded, coded.manager, which="all") == [["~gold", "owner", "second"]]


def test_filters_leave_articles_out(coded):
    other = add_article(coded.project, make_article(language="fr", published_on=date(2026, 5, 1)))
    make_coding(other, coded.owner)

    def found(**wanted) -> set[str]:
        return {one.id for one in leaving(coded.project, coded.manager, Wanted(**wanted))}

    here, there = str(coded.project_article.article_id), str(other.article_id)
    assert found() == {here, there}
    assert found(language="fr") == found(since=date(2026, 4, 1)) == {there}
    assert found(until=date(2026, 4, 1)) == found(finished=True) == {here}
    assert found(source=other.article.source_id) == {there}


def test_as_many_queries_for_many_as_for_one(coded):
    def read() -> None:
        list(leaving(coded.project, coded.manager, Wanted(which="everything")))

    # The first query of a batch that is empty is the last.
    make_attribution(make_coding(coded.project_article, None, kind=CodingKind.GOLD), WORDS[0])
    few = queries_of(read)
    for _number in range(4):
        place = add_article(coded.project, make_article())
        for analyst in (coded.owner, coded.second):
            make_attribution(make_coding(place, analyst), list(WORDS[:2]), cue="says")

    assert_same_count(few, queries_of(read), 20)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_no_word_leaves_where_none_may(cast, form):
    source = make_source(may_leave="offsets")
    text = "Gullwing\n\nThe zephyr “quails at noon”, said Orla Finch."
    place = add_article(cast.project, make_article(text, source, title="A title"))
    coding = make_coding(place, cast.owner, CodingState.DONE)
    make_passage(coding, "zephyr")
    make_attribution(coding, "quails at noon", cue="said", mention="Orla Finch")

    data = exported(cast.project, form, source=source.pk)

    readable = unpacked(data)
    assert str(place.article_id).encode() in readable
    for word in (b"zephyr", b"quails", b"noon", b"Gullwing", b"Orla"):
        assert word not in readable


def unpacked(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(
            part for name in archive.namelist() for part in (name.encode(), archive.read(name))
        )


def test_excerpts_are_as_long_as_they_may_be_and_fingerprints_tell_the_rest(cast):
    source = make_source(may_leave="excerpts", excerpt_words=2)
    place = add_article(cast.project, make_article(source=source))
    make_attribution(make_coding(place, cast.owner), "Both sides feel", cue="says")

    [article] = lines_of(exported(cast.project, source=source.pk))[1:-1]

    content, cue = article["codings"][0]["annotations"][0]["places"]
    assert content["words"] == "Both sides…"
    assert content["sha256"] == fingerprint("Both sides feel")
    assert cue["words"] == "…"
    assert "text" not in article
