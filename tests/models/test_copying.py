"""Rows that are copied in are what rows are that Django saves."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.domain.identifiers import uuid7
from annotations.models import Act, ArticleTag, Relay, Span
from annotations.models.copying import Columns, copy_in
from tests.actions.conftest import NOW
from tests.factories.annotations import make_coding
from tests.factories.projects import make_tag

pytestmark = pytest.mark.django_db

NAMES = ("id", "project_id", "coding_id", "number", "start", "end", "words", "created_at")
PASSAGES = Columns(Span, *NAMES)
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@pytest.fixture
def coding(cast):
    return make_coding(cast.project_article, cast.owner)


def act(coding, number):
    return Act(
        coding=coding,
        number=number,
        verb="created",
        annotation=number,
        before=None,
        after={"number": 1, "tags": ["é"]},
        touched=[[1, 2]],
        at=NOW,
        by=coding.analyst,
    )


def passage(coding, number, words):
    own = (uuid7().hex, coding.project_id, coding.pk.hex, number)
    return (*own, 7, 7 + len(words), words, NOW)


def test_objects_are_copied_in_as_bulk_create_writes_them(coding):
    copy_in([])
    copy_in([act(coding, 1), act(coding, 2)])
    Act.objects.bulk_create([act(coding, 3), act(coding, 4)])

    leave_out = {"id", "number", "annotation"}
    names = [one.attname for one in Act._meta.concrete_fields if one.attname not in leave_out]
    rows = Act.objects.order_by("number").values_list(*names)
    assert len(rows) == 4
    assert all(row == rows[0] for row in rows)


def test_what_is_not_named_holds_what_any_new_row_holds(coding):
    PASSAGES.copy_in([])
    PASSAGES.copy_in([passage(coding, 1, "a vote"), passage(coding, 2, "a\tvote")])
    saved = Span.objects.create(
        project=coding.project, coding=coding, number=3, start=7, end=13, words="a vote"
    )

    left = [one.attname for one in Span._meta.concrete_fields if one.attname not in NAMES]
    assert {tuple(row) for row in Span.objects.values_list(*left)} == {
        tuple(getattr(saved, name) for name in left)
    }


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
def test_words_are_kept_to_the_letter(coding, words):
    with transaction.atomic():
        PASSAGES.copy_in([passage(coding, 1, words)])
        assert Span.objects.get(coding=coding, number=1).words == words
        transaction.set_rollback(True)


def test_constraints_and_triggers_see_what_is_copied_in(coding):
    PASSAGES.copy_in([passage(coding, 1, "a vote")])
    coding.refresh_from_db()
    assert coding.annotation_count == 1
    assert Span.pgh_event_model.objects.filter(coding=coding, pgh_label="insert").count() == 1

    wrong = (*passage(coding, 2, "a vote")[:5], 8, "a vote", NOW)
    with pytest.raises(IntegrityError, match="span_as_long_as_its_words"), transaction.atomic():
        PASSAGES.copy_in([wrong])
    with pytest.raises(IntegrityError, match="span_number_once"), transaction.atomic():
        PASSAGES.copy_in([passage(coding, 1, "a vote")])


def test_keys_that_the_database_hands_out_are_not_named(coding):
    tag = make_tag(coding.project.codebook, "Appeal")

    Columns(ArticleTag, "coding_id", "tag_id").copy_in([(coding.pk, tag.pk)])

    assert ArticleTag.objects.get().tag == tag


@pytest.mark.parametrize(
    ("names", "wrong"),
    [
        (["id", "attribution_id", "position"], "Relay: actor_id"),
        (["attribution_id", "position", "actor_id"], "Relay: id"),
        (["id", "attribution_id", "position", "actor_id", "mood"], "Relay: mood"),
    ],
    ids=["forgotten", "key forgotten", "unknown"],
)
def test_a_column_that_is_forgotten_or_unknown_is_noticed_at_once(names, wrong):
    with pytest.raises(TypeError, match=wrong):
        Columns(Relay, *names)
