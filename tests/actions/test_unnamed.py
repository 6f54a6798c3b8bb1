"""An unnamed speaker is one within an article, and somebody else in the next (ADR 18)."""

from datetime import UTC, datetime

import pytest

from annotations.actions.attributions import Facts, Places, create_attribution
from annotations.actions.people import Named
from annotations.models import Actor, Attribution
from annotations.queries.people import named_in, suggested
from tests.factories.actors import make_actor
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project
from tests.helpers.places import place_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
TEXT = "Talks\n\n“We wait,” a senior official said. “We hope,” the envoy added."


@pytest.fixture
def rows(cast):
    return [add_article(cast.project, make_article(TEXT)) for _ in range(2)]


def attribute(row, by, words="We wait", name="a senior official", kind="unnamed", field="speaker"):
    facts = Facts("direct", **{field: Named(f"{field}_name", name=name, kind=kind)})
    create_attribution(
        project_article=row, places=Places([place_of(row, words)]), facts=facts, by=by, at=NOW
    )
    return getattr(Attribution.objects.latest("created_at", "id"), field)


def test_the_same_words_in_another_article_are_somebody_else(cast, rows):
    first, second = (attribute(row, cast.owner) for row in rows)

    assert first != second
    assert {actor.name for actor in (first, second)} == {"a senior official"}


@pytest.mark.parametrize("kind", ["unnamed", ""])
@pytest.mark.parametrize("field", ["speaker", "target", "relayer"])
def test_within_an_article_they_are_one_for_all_who_code_it(cast, rows, kind, field):
    first = attribute(rows[0], cast.owner)

    again = attribute(rows[0], cast.owner, "We hope", kind=kind, field=field)
    another = attribute(rows[0], cast.second, name="A SENIOR OFFICIAL", kind=kind)

    assert (again, another) == (first, first)
    assert Actor.objects.count() == 1


def test_in_another_project_the_same_article_has_the_same_one(cast, rows):
    other = make_project("Grain")
    row = add_article(other, rows[0].article)

    assert attribute(rows[0], cast.owner) == attribute(row, cast.admin)


def test_a_name_without_a_kind_is_a_person_where_this_article_has_no_such_speaker(cast, rows):
    attribute(rows[0], cast.owner)

    assert attribute(rows[1], cast.owner, kind="").kind == "person"


def test_those_of_other_articles_are_neither_meant_nor_offered(cast, rows):
    attribute(rows[1], cast.owner)
    person = make_actor("a senior person")

    assert Actor.objects.meant_by(["a senior official"], None) == {}
    found = suggested("a senior", rows[0], None, None)
    assert [one.actor for one in found] == [person]
    assert named_in(rows[0], None) == []


def test_one_that_was_entered_is_free_until_an_article_has_it(cast, rows):
    entered = make_actor("a senior official", "unnamed")

    assert Actor.objects.meant_by(["a senior official"], None) == {"a senior official": entered}
    assert [one.actor for one in suggested("a senior", rows[0], None, None)] == [entered]
    assert attribute(rows[0], cast.owner) == entered
    assert attribute(rows[1], cast.owner) != entered
