from uuid import UUID

import pytest

from annotations.domain.register import ActorRow, CannotRead, Name
from annotations.domain.register.matching import (
    KnownActor,
    KnownPost,
    actor_meant,
    overlap,
    post_meant,
)

A, B, C = (UUID(int=number) for number in (1, 2, 3))


def known(pk, name="Wang Wei", kind="person", names=(), **values):
    return KnownActor(pk, {"kind": kind, "name": name, **values}, names)


def row(name="Wang Wei", key="", **values):
    return ActorRow(key, {"kind": "person", "name": name, **values})


@pytest.mark.parametrize(
    ("given", "there", "meant"),
    [
        (row(), [], None),
        (row(), [known(A)], A),
        (row("WANG wei"), [known(A)], A),
        (row("Someone Else", wikidata="Q1"), [known(A, wikidata="Q1")], A),
        # Namesakes stay apart by country and item, and are told apart by them.
        (row(country="SG"), [known(A, country="CN")], None),
        (row(country="SG"), [known(A, country="CN"), known(B, country="SG")], B),
        (row(country="SG"), [known(A), known(B, country="SG")], B),
        (row(country="SG"), [known(A)], A),
        (row(wikidata="Q2"), [known(A, wikidata="Q1")], None),
        (row(), [known(A, kind="organisation")], None),
        # Another name counts where nobody is shown by it.
        (row("W. Wei"), [known(A, names=(Name("W. Wei"),))], A),
        (row(), [known(A, "Wei W.", names=(Name("Wang Wei"),)), known(B)], B),
    ],
)
def test_whom_a_row_means(given, there, meant):
    found = actor_meant(given, there)

    assert (found and found.id) == meant


def test_a_row_without_a_kind_may_mean_any():
    found = actor_meant(ActorRow("", {"name": "Valmere"}), [known(A, "Valmere", "country")])

    assert found.id == A


@pytest.mark.parametrize(
    ("given", "there"),
    [
        (row(), [known(A, description="Envoy"), known(B, country="SG")]),
        (row(wikidata="Q1"), [known(A, wikidata="Q1"), known(B, wikidata="Q1")]),
    ],
)
def test_who_could_be_several_is_nobody(given, there):
    with pytest.raises(CannotRead) as refusal:
        actor_meant(given, there)

    assert refusal.value.code == "several_actors"
    assert str(A) in refusal.value.params["candidates"]


def held(pk, first="", last="", organisation=None, post="Envoy"):
    days = {"first_day": first, "last_day": last}
    values = {"post": post} | {name: day for name, day in days.items() if day}
    return KnownPost(pk, C, organisation, "", values)


EARLY, LATE = held(A, "2010-01-01", "2012-12-31"), held(B, "2020-01-01")


@pytest.mark.parametrize(
    ("first", "last", "there", "meant"),
    [
        ("2010-01-01", "", [EARLY, LATE], A),
        ("2011-01-01", "2011-12-31", [EARLY, LATE], A),
        ("2015-01-01", "2016-01-01", [EARLY, LATE], None),
        ("2020-01-01", "2021-01-01", [EARLY, LATE], B),
        ("", "2012-12-31", [EARLY], A),
        ("", "", [], None),
        ("", "", [held(A, "2010-01-01")], A),
        ("", "", [held(A, organisation=C)], None),
        ("", "", [held(A, post="Consul")], None),
        ("", "", [held(A, "2010-01-01", "2011-01-01"), held(B, "2012-01-01")], B),
    ],
)
def test_which_post_a_row_means(first, last, there, meant):
    found = post_meant("ENVOY", first, last, None, there)

    assert (found and found.id) == meant


def test_what_could_be_several_posts_is_none():
    with pytest.raises(CannotRead) as refusal:
        post_meant("Envoy", "2009-01-01", "2021-01-01", None, [EARLY, LATE])

    assert refusal.value.code == "several_posts"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("", ""), ("", ""), True),
        (("2020-01-01", "2020-01-31"), ("2020-01-31", ""), True),
        (("2020-01-01", "2020-01-30"), ("2020-01-31", ""), False),
        (("2020-02-01", ""), ("", "2020-01-31"), False),
    ],
)
def test_times_overlap_when_they_share_a_day(one, other, expected):
    assert overlap(*one, *other) is overlap(*other, *one) is expected
