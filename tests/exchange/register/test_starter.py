from collections import Counter

import pytest

from annotations.domain.register import CannotRead
from annotations.exchange.register.importing import plan, start
from annotations.exchange.register.starter import keep_starter, read_starter, starter_rows
from annotations.models import Actor
from tests.helpers.register_files import LATER, NOW, plans

ROWS = [found.row for found in starter_rows()]


def by_name(name):
    return next(row for row in ROWS if row.name == name)


def words(row, kind):
    return {(name.words, name.language) for name in row.names if name.kind == kind}


def test_countries_have_their_names_in_other_languages_and_their_seats():
    china = by_name("China")

    assert (china.kind, china.values["country"]) == ("country", "CN")
    assert {("Chine", "fr"), ("中国", "zh"), ("الصين", "ar")} <= words(china, "full")
    assert ("Beijing", "en") in words(china, "nickname")
    assert ("Brussels", "en") in words(by_name("European Union"), "nickname")
    assert len([row for row in ROWS if row.kind == "country"]) == 250


def test_every_organisation_says_what_it_is():
    organisations = [row for row in ROWS if row.kind == "organisation"]

    assert len(organisations) >= 80
    assert all(row.values["description"] for row in organisations)


def test_no_name_means_two_of_them():
    names = Counter(
        name for row in ROWS for name in {row.name.lower(), *(n.words.lower() for n in row.names)}
    )

    assert [name for name, count in names.items() if count > 1] == []


def test_what_is_said_of_countries_is_said_of_some():
    codes = {row.values["country"] for row in ROWS if row.kind == "country"}

    starter = read_starter()
    assert {*starter["shown"], *starter["short"], *starter["metonyms"]} <= codes


def test_other_languages_can_be_chosen():
    rows = [found.row for found in starter_rows(["de", "zh-hant"])]

    china = next(row for row in rows if row.name == "China")
    assert words(china, "full") == {("中國", "zh-hant")}
    with pytest.raises(CannotRead):
        list(starter_rows(["xx"]))


@pytest.mark.django_db
def test_it_is_installed_once_however_often():
    first = plan(keep_starter(filename="starter", by=None, at=NOW), NOW)
    start(first, by=None, at=LATER)

    again = plan(keep_starter(filename="starter", by=None, at=NOW), NOW)

    assert Actor.objects.count() == len(ROWS) == plans(again).count("same")
    assert Actor.objects.called("kremlin").get().name == "Russia"
