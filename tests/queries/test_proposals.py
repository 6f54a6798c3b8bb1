"""What the pop-up proposes: found by the engine, resolved to the register."""

from datetime import UTC, datetime

import pytest

from annotations.actions.decisions import reject
from annotations.actions.machine import suggest_quotations
from annotations.domain.quotes import SHOWN
from annotations.domain.thresholds import NONE_SHOWN
from annotations.models import ActorKind
from annotations.queries.proposals import proposal
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article
from tests.helpers.queries import assert_same_count, queries_of
from tests.helpers.suggestions import number_of

NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)

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
    return proposal(project_article, coding, [(start, start + len(words))], SHOWN)


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
    assert proposal(winter, None, [(start, end)], SHOWN) is None


def test_a_proposal_asks_the_database_as_often_in_a_long_article(cast):
    short = add_article(cast.project, make_article(TEXT))
    long = add_article(cast.project, make_article(TEXT + "\n\nNothing more." * 400))

    few = queries_of(lambda: proposed(short, "Nobody signs"))
    many = queries_of(lambda: proposed(long, "Nobody signs"))

    assert_same_count(few, many, at_most=5)


@pytest.fixture
def suggested(winter):
    suggest_quotations(project_article=winter, at=NOW)
    return winter


@pytest.mark.parametrize("words", ["“Nobody signs in winter,”", "Nobody signs in winter"])
def test_whoever_selects_what_is_suggested_means_the_suggestion(suggested, words):
    found = proposed(suggested, words)

    assert found["suggestion"] == number_of("“Nobody")
    assert (found["kind"], found["content"]) == ("passage", [(_place(words), words)])
    assert (found["speaker_name"], found["mode"]) == ("Ada Quill", "direct")
    assert found["cue"] == [(_place("explains"), "explains")]


def test_cue_and_speaker_that_were_selected_as_well_are_content(suggested):
    found = proposed(suggested, "“Nobody signs in winter,” Quill explains")

    assert found["suggestion"] == number_of("“Nobody")
    assert (found["cue"], found["mention"]) == ([], [])


def test_a_suggestion_that_is_not_shown_is_not_accepted(suggested):
    start = TEXT.index("Nobody signs")

    found = proposal(suggested, None, [(start, start + 22)], NONE_SHOWN)

    assert "suggestion" not in found
    assert found["speaker_name"] == "Ada Quill"


def test_nor_is_one_that_was_decided_about_or_attributed_already(cast, suggested):
    words = "“Nobody signs in winter,”"
    coding = make_coding(suggested, cast.owner)
    make_attribution(coding, words)
    assert "suggestion" not in proposed(suggested, words, coding)

    coding.attributions.all().delete()
    assert "suggestion" in proposed(suggested, words, coding)
    reject(project_article=suggested, number=number_of("“Nobody"), by=cast.owner, at=NOW)
    assert "suggestion" not in proposed(suggested, words, coding)


NESTED = (
    "Talks\n\n“She told me, ‘I am only passing on the wind,’” Ada Quill said on Tuesday. “It was "
    "short.”\n\nBo Lind resigned “for reasons of health”, as one paper put it. He called it “Enough.”"
)


@pytest.fixture
def nested(cast):
    return add_article(cast.project, make_article(NESTED))


def in_nested(row, words):
    start = NESTED.index(words)
    return proposal(row, None, [(start, start + len(words))], SHOWN)


def test_a_quotation_in_a_quotation_is_relayed_by_whoever_is_quoted(nested):
    quill = make_actor("Ada Quill")

    found = in_nested(nested, "‘I am only passing on the wind,’")

    assert (found["relayer"], found["mode"]) == (quill.pk, "direct")
    assert not {"speaker", "speaker_name", "cue", "mention"} & set(found)


def test_where_the_engine_finds_nothing_the_one_person_of_the_sentence_is_proposed(nested):
    lind = make_actor("Bo Lind")
    make_actor("Ada Quill")

    found = in_nested(nested, "“for reasons of health”")

    assert found.get("speaker") == lind.pk


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("“for reasons of health”", "mixed"),
        ("for reasons of health", "mixed"),
        ("“Enough.”", "direct"),
        ("reasons of", "direct"),
        ("as one paper put it", "indirect"),
    ],
)
def test_a_quoted_part_of_the_writers_sentence_is_mixed(nested, words, mode):
    assert in_nested(nested, words)["mode"] == mode
