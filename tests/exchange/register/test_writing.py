"""What leaves comes back: whatever is in the register, an empty one is filled with it again."""

import csv
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from psycopg.types.range import DateRange

from annotations.exchange.register.writing import WRITERS, written
from annotations.models import Actor, ActorName, Affiliation, RegisterImport
from annotations.queries.register_files import leaving
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.helpers.queries import queries_of
from tests.helpers.register_files import applied, planned, plans
from tests.helpers.register_rows import LINES, actor_rows


def exported(form, kind="", typed=""):
    return b"".join(written(form, leaving(kind, typed)))


def tables(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
        ]


def make_register(rows, posts):
    """Made of rows as files have them; posts are of whom can hold them, one after the other."""
    actors = []
    for row in rows:
        values = dict(row.values)
        family_first = values.pop("family_first", "no") == "yes"
        actor = Actor.objects.create(pk=row.key, family_first=family_first, **values)
        for name in row.names:
            ActorName.objects.create(
                actor=actor, name=name.words, language=name.language, kind=name.kind
            )
        actors.append(actor)
    people = [each for each in actors if each.kind in {"person", "unnamed"}]
    others = [None, *(each for each in actors if each not in people)]
    for number, (post, kind) in enumerate(posts if people else []):
        begins = date(2000 + number, 1, 1)
        Affiliation.objects.create(
            person=people[number % len(people)],
            organisation=others[number % len(others)],
            post=post,
            kind=kind,
            represents="FR" if kind else "",
            valid=DateRange(
                begins, date(2001 + number, 1, 1) if number % 2 else begins.replace(month=2)
            ),
        )


class TestThereAndBack(TestCase):
    @given(
        st.sampled_from(sorted(WRITERS)),
        st.lists(actor_rows(), max_size=4, unique_by=lambda row: row.key),
        st.lists(st.tuples(LINES, st.sampled_from(["", "diplomacy"])), max_size=4),
    )
    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    def test_an_empty_register_becomes_the_same(self, form, rows, posts):
        make_register(rows, posts)
        before = exported("popolo")
        data = exported(form)
        again = planned(data)
        assert set(plans(again)) <= {"same"}

        Affiliation.objects.all().delete()
        Actor.objects.all().delete()
        applied(data)

        assert json.loads(exported("popolo")) == json.loads(before)


@pytest.fixture
def register(db):
    quill = make_actor("Ada Quill", country="FR", description="=1+1")
    guard = make_actor("Coast Guard", kind="organisation", country="BE")
    make_name(quill, "奎爾", "native", "zh")
    make_affiliation(quill, "Envoy", guard, date(2020, 1, 1), date(2021, 1, 1))
    return quill, guard


def test_a_table_has_a_row_for_each_and_no_formula(register):
    quill, guard = register

    people, posts = tables(exported("csv"))

    assert [row[2] for row in people] == ["name", "Coast Guard", "Ada Quill"]
    assert dict(zip(people[0], people[2], strict=True)) == {
        "id": str(quill.pk),
        "kind": "person",
        "name": "Ada Quill",
        "sort_name": "Quill, Ada",
        "family_first": "no",
        "other_names": "奎爾 [zh, native]",
        "country": "FR",
        "wikidata": "",
        "gender": "",
        "description": "'=1+1",
        "notes": "",
    }
    assert posts[1][1:] == [
        str(quill.pk),
        "Ada Quill",
        "Envoy",
        str(guard.pk),
        "Coast Guard",
        "",
        "",
        "2020-01-01",
        "2020-12-31",
    ]


def test_popolo_has_its_four_lists(register):
    found = json.loads(exported("popolo"))

    assert list(found) == ["persons", "organizations", "areas", "memberships"]
    assert found["persons"][0]["sort_name"] == "Quill, Ada"
    assert found["organizations"][0]["area_id"] == found["areas"][0]["id"] == "country:BE"
    assert found["areas"][0]["name"] == "Belgium"
    assert found["memberships"][0]["end_date"] == "2020-12-31"


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_only_what_is_asked_for_leaves(register, form):
    data = exported(form, "person", "quill")
    RegisterImport.objects.all().delete()

    upload = planned(data)

    # The organisation stays behind, but is still known by its id.
    assert plans(upload) == ["same", "same"]


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_as_many_queries_for_a_full_register_as_for_one_entry(register, form):
    few = len(queries_of(lambda: exported(form)))
    for number in range(20):
        person = make_actor(f"Person {number}", country="FR")
        make_name(person, "Somebody")
        make_affiliation(person, "Envoy", register[1])

    assert len(queries_of(lambda: exported(form))) == few
