"""A query that was put together once answers as a new one would."""

from uuid import UUID, uuid4

import pytest

from annotations.models import Actor, Tag
from annotations.models.ready import Ready
from tests.factories.actors import make_actor
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


def test_an_array_may_be_made_of_a_value():
    make_actor("Österreich", kind="country")
    named = Ready(lambda names: Actor.objects.printed_as(names).values_list("name"), [list[str]])

    assert named.rows(["ÖSTERREICH", "nobody"]) == [("Österreich",)]
    assert named.rows([]) == []
