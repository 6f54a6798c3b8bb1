"""Rows of one act are written and deleted as Django would do it."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from annotations.domain.identifiers import uuid7
from annotations.models import Act, Attribution, Span, SpanTag, Tag
from annotations.models.writing import all_at_once, insert, insertion_of, removals_of
from tests.factories.annotations import make_coding, make_passage, make_span
from tests.factories.projects import make_tag

pytestmark = pytest.mark.django_db


def test_rows_are_written_as_bulk_create_writes_them(cast, django_assert_num_queries):
    def act(number):
        return Act(
            coding=coding,
            number=number,
            verb="created",
            annotation=number,
            after={"number": 1, "tags": ["é"]},
            touched=[[1, 2]],
            at=datetime(2026, 3, 4, 9, 0, tzinfo=UTC),
            by=cast.owner,
        )

    coding = make_coding(cast.project_article, cast.owner)
    insert([])
    with django_assert_num_queries(2):
        insert([act(1), act(2)])
    Act.objects.bulk_create([act(3), act(4)])

    leave_out = {"id", "number", "annotation"}
    names = [one.attname for one in Act._meta.concrete_fields if one.attname not in leave_out]
    rows = Act.objects.order_by("number").values_list(*names)
    assert len(rows) == 4
    assert all(row == rows[0] for row in rows)


def test_rows_get_the_keys_that_the_database_hands_out(cast):
    tag = make_tag(cast.project.codebook, "Appeal")
    coding = make_coding(cast.project_article, cast.owner)
    span = make_span(coding, cast.project_article.article.title)

    insert([SpanTag(span=span, tag=tag)])

    assert SpanTag.objects.get().tag == tag


def test_rows_go_with_what_hangs_on_them(cast, django_assert_num_queries):
    tag = make_tag(cast.project.codebook, "Appeal")
    coding = make_coding(cast.project_article, cast.owner)
    text = coding.revision.text
    one, other, kept = (make_passage(coding, word, tag) for word in text.split()[:3])

    assert removals_of(Span, []) == []
    *owned, its = removals_of(Span, [one.pk, other.pk])
    with django_assert_num_queries(1):
        all_at_once(owned, its)

    assert [span.pk for span in Span.objects.all()] == [kept.pk]
    assert SpanTag.objects.get().span == kept
    coding.refresh_from_db()
    assert coding.annotation_count == 1


def test_what_is_asked_at_once_is_all_done(cast, django_assert_num_queries):
    tag = make_tag(cast.project.codebook, "Appeal")
    coding = make_coding(cast.project_article, cast.owner)
    old = make_passage(coding, coding.revision.text.split()[0], tag)
    span = copy_of(old)
    coming = [insertion_of(span), insertion_of(SpanTag(span=span, tag=tag))]
    count = "SELECT count(*) FROM annotations_span WHERE coding_id = %s", [coding.pk]

    with django_assert_num_queries(1):
        found = all_at_once([*removals_of(Span, [old.pk]), *coming], count)

    assert found == [(1,)], "the last one sees what was there before"
    assert [one.pk for one in Span.objects.all()] == [span.pk]
    assert SpanTag.objects.get().span == span
    coding.refresh_from_db()
    assert coding.annotation_count == 1


def test_a_model_on_whose_dependants_something_hangs_is_for_django_to_delete(cast):
    with pytest.raises(AssertionError):
        removals_of(Attribution, [cast.project.pk])


def copy_of(span):
    """The same again, with another key and number, that is not in the database."""
    new = Span.objects.get(pk=span.pk)
    new.pk, new.number = uuid7(), span.number + 1
    return new


def tags_named(codebook, *names):
    return [Tag(codebook=codebook, name=name, key=name.lower(), colour="teal") for name in names]


@transaction.atomic
def write_twice(codebook):
    insert(tags_named(codebook, "One", "One", "Two"))


def test_what_the_database_refuses_among_them_undoes_all(cast):
    with pytest.raises(IntegrityError):
        write_twice(cast.project.codebook)

    assert not Tag.objects.filter(name__in=["One", "Two"]).exists()
