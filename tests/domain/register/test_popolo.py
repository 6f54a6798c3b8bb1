import json
from collections import Counter

import pytest
from hypothesis import given

from annotations.domain.register import ActorRow, CannotRead, Name, Reference
from annotations.domain.register.popolo import (
    actor_as_popolo,
    area_as_popolo,
    memberships_in,
    organisation_of,
    person_of,
    post_as_popolo,
    post_of,
)
from annotations.domain.register.rows import PEOPLE
from tests.helpers.register_rows import actor_rows, post_rows


def read(found, is_person=True):
    ignored = Counter()
    return (person_of if is_person else organisation_of)(found, ignored), ignored


@given(actor_rows())
def test_what_is_written_of_an_actor_is_read_again(row):
    found = json.loads(json.dumps(actor_as_popolo(row, "Sorted")))

    again, ignored = read(found, row.kind in PEOPLE)

    assert again == row
    assert not ignored


@given(post_rows())
def test_what_is_written_of_a_post_is_read_again(row):
    ignored = Counter()

    assert post_of(json.loads(json.dumps(post_as_popolo(row))), ignored) == row
    assert not ignored


def test_a_person_of_another_project_is_understood():
    row, ignored = read(
        {
            "id": "person/7",
            "name": "Wen Lian",
            "family_name": "Wen",
            "given_name": "Lian",
            "birth_date": "1961-02-03",
            "gender": "f",
            "summary": "Harbour minister",
            "email": None,
            "identifiers": [
                {"scheme": "wikidata", "identifier": "Q904"},
                {"scheme": "parliament", "identifier": "12"},
            ],
            "links": [{"url": "https://example.org/wen"}],
            "other_names": [
                {"name": "文莲", "lang": "zh_Hans", "note": "native"},
                {"name": "Lian W.", "note": "multilingual", "start_date": "1999"},
            ],
        }
    )

    assert row == ActorRow(
        "person/7",
        {
            "kind": "person",
            "name": "Wen Lian",
            "family_first": "yes",
            "description": "Harbour minister",
            "wikidata": "Q904",
        },
        (Name("文莲", "zh-hans", "native"), Name("Lian W.")),
    )
    assert ignored == {
        "birth_date": 1,
        "gender": 1,
        "identifiers": 1,
        "links": 1,
        "other_names.note": 1,
        "start_date": 1,
    }


def test_a_page_of_wikidata_is_as_good_as_the_identifier():
    row, _ = read({"name": "Quill", "links": [{"url": "http://www.wikidata.org/wiki/Q904"}]})

    assert row.values["wikidata"] == "Q904"


def test_organizations_are_organisations_or_countries():
    guard, ignored = read({"name": "Coast Guard", "classification": "agency"}, is_person=False)
    land, _ = read(
        {"name": "Valmere", "classification": "country", "area_id": "country:FR"}, is_person=False
    )

    assert guard.kind == "organisation"
    assert ignored == {"classification": 1}
    assert (land.kind, land.values["country"]) == ("country", "FR")


def test_a_membership_is_a_post_and_may_stand_within_a_person():
    person = {"id": "p", "name": "Quill", "memberships": [{"role": "Envoy", "area_id": "fr"}]}

    [(key, within)] = memberships_in(person)
    row = post_of(within, Counter(), key)

    assert row.person == Reference("p")
    assert row.values == {"post": "Envoy", "represents": "FR"}
    assert memberships_in({"memberships": 3}) == memberships_in([]) == []


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ([], "no_object"),
        ({}, "nameless"),
        ({"name": ["Quill"]}, "no_words"),
        ({"name": "Quill \ud800"}, "half_character"),
        ({"name": "Quill", "other_names": "Q"}, "no_list"),
        ({"name": "Quill", "other_names": ["Q"]}, "no_list"),
        ({"name": "Quill", "identifiers": [{"scheme": "wikidata", "identifier": "x"}]}, "wikidata"),
    ],
)
def test_what_is_no_person_is_refused(found, code):
    with pytest.raises(CannotRead) as refusal:
        read(found)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("found", "code"),
    [
        ({"role": "Envoy"}, "personless"),
        ({"person_id": "p"}, "postless"),
        ({"person_id": "p", "role": "Envoy", "start_date": "?"}, "day"),
    ],
)
def test_what_is_no_membership_is_refused(found, code):
    with pytest.raises(CannotRead) as refusal:
        post_of(found, Counter())

    assert refusal.value.code == code


def test_an_area_has_the_code_of_its_country():
    assert area_as_popolo("FR", "France") == {
        "id": "country:FR",
        "name": "France",
        "classification": "country",
        "identifiers": [{"scheme": "iso-3166-1-alpha-2", "identifier": "FR"}],
    }
