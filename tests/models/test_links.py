"""What the database itself refuses of links between statements."""

import pytest
from django.db import IntegrityError, transaction

from annotations.models import Link
from tests.factories.actors import make_actor
from tests.factories.annotations import TOUCHED, make_attribution, make_coding
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_project


@pytest.fixture
def said(cast):
    """Three statements of one coding."""
    coding = make_coding(cast.project_article, cast.owner)
    quill = make_actor("Ada Quill")
    words = ("Both sides", "Nobody knows", "what comes next")
    return [make_attribution(coding, one, speaker=quill) for one in words]


def link(later, earlier, kind="walks_back", **fields):
    return Link.objects.create(
        **{"project": later.project} | fields,
        kind=kind,
        coding=later.coding,
        number=later.number,
        other_coding=earlier.coding,
        other_number=earlier.number,
        linked_at=TOUCHED,
    )


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_not_to_itself_and_not_twice(said):
    link(said[1], said[0])

    refused(lambda: link(said[0], said[0]))
    refused(lambda: link(said[1], said[0]))
    assert link(said[1], said[0], "denies").kind == "denies"


@pytest.mark.parametrize("kind", ["walks_back", "repeats", "clarifies"])
def test_what_goes_back_in_time_goes_in_no_circle(said, kind):
    link(said[1], said[0], kind)
    link(said[2], said[1], kind)

    refused(lambda: link(said[0], said[2], kind))
    refused(lambda: link(said[0], said[1], kind))


def test_another_kind_makes_no_circle(said):
    link(said[1], said[0], "repeats")

    assert link(said[0], said[1], "clarifies").kind == "clarifies"


def test_two_may_deny_each_other(said):
    link(said[1], said[0], "denies")

    assert link(said[0], said[1], "denies").number == said[0].number


def test_to_contradict_is_the_same_either_way_and_no_chain(said):
    link(said[1], said[0], "contradicts")
    link(said[2], said[1], "contradicts")

    refused(lambda: link(said[0], said[1], "contradicts"))
    assert link(said[0], said[2], "contradicts").number == said[0].number


def test_both_are_of_the_project(cast, said):
    other = make_project("Elsewhere")
    coding = make_coding(add_article(other, make_article()), cast.owner)
    theirs = make_attribution(coding, "Nobody knows")

    refused(lambda: link(said[0], theirs))
    refused(lambda: link(theirs, said[0]))
    refused(lambda: link(said[1], said[0], project=other))
