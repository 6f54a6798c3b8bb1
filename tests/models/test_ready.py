"""A query that was put together once answers as a new one would."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from annotations.domain.identifiers import uuid7
from annotations.models import Act, Actor, Attribution, Span, SpanTag, Tag
from annotations.models.ready import (
    KEYS_AMONG,
    Ready,
    all_at_once,
    check_at_once,
    checked_meanwhile,
    insert,
    insertion_of,
    removals_of,
)
from tests.factories.actors import make_actor
from tests.factories.annotations import make_coding, make_passage, make_span
from tests.factories.projects import make_codebook, make_tag

pytestmark = pytest.mark.django_db


def tags_of(codebook, position):
    tags = Tag.objects.filter(codebook=codebook, position__gte=position, colour="teal")
    return tags.in_order().values_list("name", flat=True)


def test_it_answers_as_the_queryset_does_for_every_value(django_assert_num_queries):
    one, other = make_codebook("One"), make_codebook("Other")
    for codebook in (one, other):
        for place, colour in enumerate(["teal", "teal", "red"]):
            make_tag(codebook, f"{codebook.name} {place}", colour=colour, position=place)
    ready = Ready(tags_of, [UUID, int])

    with django_assert_num_queries(4):
        found = [ready.rows(book.pk, place) for book in (one, other) for place in (0, 1)]

    asked = [list(tags_of(book, place)) for book in (one, other) for place in (0, 1)]
    assert [[name for (name,) in rows] for rows in found] == asked
    assert ready.first(one.pk, 9) is None


def test_a_value_may_be_missing():
    codebook = make_codebook("One")
    make_tag(codebook, "Appeal")
    below = Ready(lambda parent: Tag.objects.filter(parent=parent).values_list("name"), [UUID])

    assert below.rows(None) == []


def test_a_value_that_is_not_used_is_a_mistake():
    ready = Ready(lambda codebook: Tag.objects.values_list("name"), [UUID])

    with pytest.raises(AssertionError, match="does not use"):
        ready.rows(make_codebook("One").pk)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_many_keys_are_one_value(count):
    codebook = make_codebook("One")
    tags = [make_tag(codebook, f"Tag {n}") for n in range(4)]
    keys = [tag.pk for tag in tags[:count]]
    by_key = Ready(lambda keys: Tag.objects.filter(pk__among=keys).values_list("id"), [list])
    of_codebooks = Ready(
        lambda codebooks: Tag.objects.filter(codebook__among=codebooks).values_list("id"), [list]
    )

    assert sorted(by_key.rows(keys)) == [(key,) for key in sorted(keys)]
    assert len(of_codebooks.rows([codebook.pk, uuid4()])) == 4


def test_it_is_put_together_once():
    made = []

    def make(codebook):
        made.append(codebook)
        return Tag.objects.filter(codebook=codebook).values_list("name")

    ready = Ready(make, [UUID])
    for name in ("One", "Other"):
        ready.rows(make_codebook(name).pk)

    assert len(made) == 1


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


def test_an_array_may_be_made_of_a_value():
    make_actor("Österreich", kind="country")
    named = Ready(lambda names: Actor.objects.printed_as(names).values_list("name"), [list[str]])

    assert named.rows(["ÖSTERREICH", "nobody"]) == [("Österreich",)]
    assert named.rows([]) == []
