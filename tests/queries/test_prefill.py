"""What the pop-up proposes: found by the engine, resolved to the register."""

import pytest

from annotations.models import ActorKind
from annotations.queries.prefill import proposal
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of

TEXT = (
    "Winter comes to the harbour\n\n"
    "According to Ada Quill, professor of harbour law, both sides want a pause.\n\n"
    "“Nobody signs in winter,” Quill explains.\n\n"
    "Otto Feder said that Quill had promised to publish the map."
)


@pytest.fixture
def winter(cast):
    return add_article(cast.project, make_article(TEXT))


def proposed(project_article, words, coding=None):
    start = TEXT.index(words)
    return proposal(project_article, coding, start, start + len(words))


def test_a_name_that_the_register_lacks_is_proposed_with_its_post_as_printed(winter):
    found = proposed(winter, "“Nobody signs in winter,”")

    assert found["speaker_name"] == "Ada Quill"
    assert found["speaker_kind"] == ActorKind.PERSON
    assert found["affiliation_post"] == "professor of harbour law"
    assert found["mode"] == "direct"
    assert found["cue"] == [(_place("explains"), "explains")]
    assert found["mention"] == [(_place("Quill explains", 5), "Quill")]
    assert "speaker" not in found


def _place(words, length=0):
    start = TEXT.index(words)
    return f"{start}-{start + (length or len(words))}"


def test_somebody_of_the_register_is_proposed_by_the_full_name(winter):
    quill = make_actor("Ada Quill")

    found = proposed(winter, "Nobody signs")

    assert (found["speaker"], found["speaker_name"]) == (quill.pk, "Ada Quill")
    assert "affiliation_post" not in found


def test_of_two_namesakes_none_is_chosen(winter):
    make_actor("Ada Quill")
    make_actor("Ada Quill")

    found = proposed(winter, "Nobody signs")

    assert "speaker" not in found
    assert found["speaker_name"] == "Ada Quill"


def test_of_namesakes_the_one_of_this_coding_is_meant(cast, winter):
    make_actor("Ada Quill")
    quill = make_actor("Ada Quill")
    coding = make_coding(winter, cast.owner)
    make_attribution(coding, "both sides want a pause", speaker=quill)

    assert proposed(winter, "Nobody signs", coding)["speaker"] == quill.pk


def test_where_nothing_is_said_nothing_is_proposed(winter):
    found = proposed(winter, "Winter comes")

    assert found["mode"] == "indirect"
    assert not {"speaker", "speaker_name", "cue", "mention"} & set(found)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (7, 3), (10, 10_000), (10_000, 10_001)])
def test_a_place_outside_the_text_has_no_proposal(winter, start, end):
    assert proposal(winter, None, start, end) is None


def test_a_proposal_asks_the_database_as_often_in_a_long_article(cast):
    short = add_article(cast.project, make_article(TEXT))
    long = add_article(cast.project, make_article(TEXT + "\n\nNothing more." * 400))

    few = queries_of(lambda: proposed(short, "Nobody signs"))
    many = queries_of(lambda: proposed(long, "Nobody signs"))

    assert_same_count(few, many, at_most=3)
