"""What a file would do to the register, before anything is done."""

from datetime import date

import pytest

from annotations.actions.merging import merge_actors
from annotations.exchange.register.importing import plan
from annotations.models import Actor, Affiliation
from tests.factories.actors import make_actor, make_affiliation, make_name
from tests.helpers.queries import queries_of
from tests.helpers.register_files import ACTORS, NOW, POSTS, changes, kept, planned, plans

pytestmark = pytest.mark.django_db


def test_a_plan_names_every_change_and_writes_nothing():
    quill = make_actor("Ada Quill", country="FR", notes="Old")
    make_name(quill, "A. Quill", "short")

    upload = planned(
        ACTORS
        + ",person,Ada Quill,,Envoy,A. Quill [en] | 奎爾 [zh native],Q904,[clear]\n"
        + ",organisation,Coast Guard,BE,,,,\n"
        + ",person,Ada Quill,FR,,,,\n"
    )

    assert plans(upload) == ["change", "create", "twice"]
    assert changes(upload)[:2] == [
        [
            ("description", "", "Envoy"),
            ("wikidata", "", "Q904"),
            ("notes", "Old", ""),
            ("other_names", "A. Quill [short]", "A. Quill [en]"),
            ("other_names", "", "奎爾 [zh, native]"),
        ],
        [("kind", "", "organisation"), ("name", "", "Coast Guard"), ("country", "", "BE")],
    ]
    quill.refresh_from_db()
    assert (quill.notes, Actor.objects.count()) == ("Old", 1)


def test_somebody_is_found_by_id_item_or_name_and_else_is_new():
    by_id = make_actor("Ada Quill")
    make_actor("Wen Lian", wikidata="Q904")
    make_name(make_actor("Valmere", kind="country"), "Republic of Valmere")

    upload = planned(
        ACTORS
        + f"{by_id.pk},,Ada Q.,,,,,\n"
        + ",person,Lian Wen,,,,Q904,\n"
        + ",country,republic of VALMERE,,,,,\n"
        + ",organisation,Valmere,,,,,\n"
    )

    assert plans(upload) == ["change", "change", "same", "create"]
    assert changes(upload)[:2] == [
        [("name", "Ada Quill", "Ada Q.")],
        [("name", "Wen Lian", "Lian Wen")],
    ]


def test_who_could_be_several_is_refused_with_their_names():
    make_actor("Wang Wei", country="CN")
    make_actor("Wang Wei", country="SG", description="Trade envoy")

    upload = planned(ACTORS + ",person,Wang Wei,,,,,\n,person,Wang Wei,SG,,,,\n")

    assert plans(upload) == ["several_actors", "same"]
    candidates = upload.entries.get(number=1).params["candidates"]
    assert "Wang Wei, SG, Trade envoy" in candidates


def test_new_namesakes_of_one_file_need_something_that_tells_them_apart():
    upload = planned(
        ACTORS
        + ",person,Wang Wei,CN,,,,\n"
        + ",person,Wang Wei,CN,,,,\n"
        + ",person,Wang Wei,SG,,,,\n"
        + ",person,Wang Wei,CN,,,Q904,\n"
        + "a,person,Wen Lian,,,,,\nb,person,Wen Lian,,,,,\nb,person,Someone,,,,,\n"
    )

    assert plans(upload) == ["create", "twice", "create", "twice", "create", "create", "twice"]
    assert upload.entries.get(number=2).params == {"line": 2}


def test_a_kind_cannot_change_where_posts_are_held():
    person = make_actor()
    make_affiliation(person)

    upload = planned(
        ACTORS + f"{person.pk},organisation,Ada Quill,,,,,\n" + ",unnamed,Somebody,,,,,\n"
    )

    assert plans(upload) == ["kind_held", "create"]


def test_whose_family_name_comes_first_is_part_of_the_plan():
    upload = planned(ACTORS + ",person,Wen Lian,CN,,,,\n")

    assert ("family_first", "", "yes") in changes(upload)[0]


def test_posts_are_of_people_in_the_register():
    quill, guard = make_actor("Ada Quill"), make_actor("Coast Guard", kind="organisation")
    make_affiliation(quill, "Envoy", guard, date(2020, 1, 1), None)

    upload = planned(
        POSTS
        + ",Ada Quill,envoy,Coast Guard,2020-01-01,2021\n"
        + ",Ada Quill,Envoy,Coast Guard,2022,\n"
        + ",Ada Quill,Consul,,,\n"
        + ",Nobody Known,Envoy,,,\n"
        + ",Ada Quill,Envoy,Nowhere,,\n"
        + ",Coast Guard,Envoy,,,\n"
        + ",Ada Quill,Envoy,Ada Quill,,\n"
    )

    assert plans(upload) == [
        "change",
        "create",
        "create",
        "unknown_person",
        "unknown_employer",
        "unknown_person",
        "unknown_employer",
    ]
    assert changes(upload)[0] == [("post", "Envoy", "envoy"), ("last_day", "", "2021-12-31")]
    assert Affiliation.objects.count() == 1


def test_a_post_is_found_by_its_id_and_may_move():
    quill, guard = make_actor("Ada Quill"), make_actor("Coast Guard", kind="organisation")
    post = make_affiliation(quill, "Envoy", guard)
    make_actor("Someone Else")

    upload = planned(POSTS + f"{post.pk},Ada Quill,Consul,,,\n{post.pk},Someone Else,Envoy,,,\n")

    assert plans(upload) == ["change", "other_person"]
    assert changes(upload)[0] == [("post", "Envoy", "Consul")]


def test_no_post_is_held_twice_at_a_time():
    quill = make_actor("Ada Quill")
    post = make_affiliation(quill, "Envoy", None, date(2010, 1, 1), date(2012, 1, 1))
    make_affiliation(quill, "Envoy", None, date(2015, 1, 1), date(2016, 1, 1))

    upload = planned(
        POSTS
        + f"{post.pk},Ada Quill,Envoy,,2010,2015\n"
        + ",Ada Quill,Envoy,,2011,2015-06\n"
        + ",Ada Quill,Consul,,2010,2011\n"
        + ",Ada Quill,Consul,,2011,2012\n"
    )

    assert plans(upload) == ["overlaps", "several_posts", "create", "twice"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (",person,,,,,,\n", "nameless"),
        (",person,Ada Quill,France,,,,\n", "country"),
        (",person,Ada Quill,,,,,,,too many\n", "cells"),
    ],
)
def test_a_row_that_makes_no_sense_stops_no_other(row, code):
    upload = planned(ACTORS + row + ",person,Wen Lian,,,,,\n")

    assert plans(upload) == [code, "create"]
    assert list(upload.entries.values_list("line", flat=True).order_by("number")) == [2, 3]


def test_a_plan_takes_as_many_queries_for_many_rows_as_for_one():
    rows = [f",person,Person {number},,,,,\n" for number in range(40)]

    one, many = (kept(ACTORS + "".join(some)) for some in (rows[:1], rows))
    counts = [len(queries_of(lambda upload=upload: plan(upload, NOW))) for upload in (one, many)]

    assert counts[0] == counts[1]


def test_who_was_merged_is_found_by_the_old_id(cast):
    kept, gone = make_actor("Ada Quill"), make_actor("A. Quill")
    key = str(gone.pk)
    merge_actors(kept=kept, gone=gone, by=cast.owner, at=NOW, evidence="The same letters")

    people = planned(ACTORS + f"{key},person,Ada Quill,,Envoy,,,\n")
    posts = planned(POSTS.replace("person,", "person_id,") + f",{key},Envoy,,,\n")

    assert plans(people) == ["change"]
    assert changes(people) == [[("description", "", "Envoy")]]
    assert posts.entries.get().person == kept.pk
