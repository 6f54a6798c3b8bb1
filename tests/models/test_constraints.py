"""Foreign keys are looked at when they are told to be, and at the end as ever."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from annotations.models import Span, SpanTag, Tag
from annotations.models.constraints import KEYS_AMONG, check_at_once, checked_meanwhile
from tests.factories.annotations import make_coding, make_passage
from tests.factories.projects import make_tag

pytestmark = pytest.mark.django_db


@transaction.atomic
def tag_nothing(codebook, done):
    SpanTag(span_id=uuid4(), tag=make_tag(codebook, "Appeal")).save()
    done.append("written")
    with checked_meanwhile():
        done.append("meanwhile")
    done.append("more")


def test_a_key_that_leads_nowhere_is_told_before_the_transaction_ends(cast):
    done = []

    with pytest.raises(IntegrityError, match="is not present"):
        tag_nothing(cast.project.codebook, done)

    # A quick server says so before there is anything to do meanwhile.
    assert done in (["written"], ["written", "meanwhile"])
    assert not SpanTag.objects.exists()


def test_what_comes_after_the_look_is_looked_at_later_as_ever(cast):
    span = make_passage(make_coding(cast.project_article, cast.owner), "harbour")
    tag = make_tag(cast.project.codebook, "Appeal")

    with transaction.atomic():
        with checked_meanwhile():
            pass
        early = SpanTag(span_id=uuid4(), tag=tag)
        early.save()
        SpanTag.objects.filter(pk=early.pk).update(span=span)

    assert SpanTag.objects.get().span == span


def test_keys_among_some_tables_are_looked_at_with_the_rows_that_have_them(cast):
    lost = SpanTag(span_id=uuid4(), tag=make_tag(cast.project.codebook, "Appeal"))

    with transaction.atomic():
        check_at_once([Span, SpanTag])
        with pytest.raises(IntegrityError, match="is not present"), transaction.atomic():
            lost.save()

    assert not SpanTag.objects.exists()


def test_keys_to_other_tables_and_to_the_same_one_are_looked_at_later_as_ever(cast):
    span = make_passage(make_coding(cast.project_article, cast.owner), "harbour")

    with transaction.atomic():
        check_at_once([Tag, SpanTag])
        early = SpanTag(span_id=uuid4(), tag=make_tag(cast.project.codebook, "Appeal"))
        early.save()
        SpanTag.objects.filter(pk=early.pk).update(span=span)
    with connection.cursor() as cursor:
        cursor.execute(KEYS_AMONG, {"tables": ["annotations_suggestion"]})
        assert cursor.fetchall() == []

    assert SpanTag.objects.get().span == span
