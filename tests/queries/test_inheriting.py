"""What a statement inherits: from its speaker's own one before, else the topics of what stands near."""

import pytest

from annotations.models import AttributionTag
from annotations.queries.inheriting import Inherited, inherited
from annotations.queries.readings import Tagbook
from tests.factories.actors import make_actor
from tests.factories.annotations import make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.queries import assert_same_count, queries_of

TEXT = (
    "Winter comes\n\n"
    "Quill wants a pause. Roth wants a map.\n\n"
    "The harbour is closed.\n\n"
    "Quill wants two maps. Somebody wants soup."
)


@pytest.fixture
def quill(db):
    return make_actor("Ada Quill")


@pytest.fixture
def elbonia(db):
    return make_actor("Elbonia", "country")


@pytest.fixture
def coding(cast):
    return make_coding(add_article(cast.project, make_article(TEXT)), cast.owner)


@pytest.fixture
def tags(coding):
    """One act, two topics: one of them below the other's root."""
    codebook = coding.project.codebook
    root = make_tag(codebook, "Topic", is_topic=True)
    return {
        "act": make_tag(codebook, "Demand"),
        "topic": root,
        "talks": make_tag(codebook, "Talks", parent=make_tag(codebook, "Peace", parent=root)),
    }


def found(coding, words, speaker=None):
    book = Tagbook(coding.project.codebook_id)
    who = speaker.pk if speaker else None
    return inherited(coding.project_article, coding, book, TEXT.index(words), who)


def test_a_speaker_goes_on_about_the_same_wherever_that_was(coding, tags, quill, elbonia):
    make_attribution(
        coding, "wants a pause", tags["act"], tags["talks"], speaker=quill, target=elbonia
    )
    make_attribution(coding, "The harbour is closed", tags["topic"], speaker=make_actor("Roth"))

    one = found(coding, "wants two maps", quill)

    assert one.target == (elbonia.pk, "Elbonia")
    assert one.tags == [tags["talks"]]
    assert one.initial == {
        "target": elbonia.pk,
        "target_name": "Elbonia",
        "tags": [str(tags["talks"].pk)],
    }


def test_it_is_the_last_one_before_and_none_that_comes_later(coding, tags, quill, elbonia):
    make_attribution(coding, "wants a pause", tags["topic"], speaker=quill, target=elbonia)
    make_attribution(coding, "The harbour is closed", tags["talks"], speaker=quill)
    make_attribution(coding, "wants soup", tags["topic"], speaker=quill)

    assert found(coding, "wants two maps", quill) == Inherited(None, [tags["talks"]])
    assert found(coding, "Winter", quill) == Inherited()


@pytest.mark.parametrize("named", [True, False])
def test_another_speaker_near_by_gives_topics_only(coding, tags, quill, elbonia, named):
    make_attribution(coding, "The harbour is closed", tags["talks"], speaker=quill, target=elbonia)

    speaker = make_actor("Casimir Roth") if named else None

    assert found(coding, "wants two maps", speaker) == Inherited(None, [tags["talks"]])


def test_another_speaker_far_off_gives_nothing(coding, tags, quill):
    make_attribution(coding, "wants a pause", tags["talks"], speaker=quill)

    assert not found(coding, "wants two maps")
    assert found(coding, "wants a map").tags == [tags["talks"]]


def test_without_topics_in_the_codebook_tags_stay_where_they_are(coding, quill):
    make_attribution(
        coding, "wants a pause", make_tag(coding.project.codebook, "Demand"), speaker=quill
    )

    assert not found(coding, "wants two maps", quill)


def test_where_nothing_was_done_yet_there_is_nothing(coding):
    book = Tagbook(coding.project.codebook_id)

    assert not inherited(coding.project_article, None, book, 20, None)


def test_one_statement_or_many_take_as_many_queries(coding, tags, quill):
    make_attribution(coding, "wants a pause", tags["talks"], speaker=quill)
    few = queries_of(lambda: found(coding, "wants two maps", quill))
    for words in ("wants a map", "harbour", "closed", "a map", "pause"):
        make_attribution(coding, words, tags["talks"], tags["topic"], speaker=quill)

    many = queries_of(lambda: found(coding, "wants two maps", quill))

    assert AttributionTag.objects.count() > 6
    assert_same_count(few, many, at_most=5)
