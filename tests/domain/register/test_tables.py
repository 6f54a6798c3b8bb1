import pytest
from hypothesis import given

from annotations.domain.register import ActorRow, CannotRead, Name, PostRow, Reference
from annotations.domain.register.tables import (
    ACTOR_COLUMNS,
    ACTORS,
    POST_COLUMNS,
    POSTS,
    actor_of,
    cells_of_actor,
    cells_of_post,
    columns_of,
    post_of,
    table_of,
)
from tests.helpers.register_rows import actor_rows, post_rows


@given(actor_rows())
def test_what_is_written_of_an_actor_is_read_again(row):
    cells = cells_of_actor(row, "Sorted")

    assert actor_of(dict(zip(ACTOR_COLUMNS, cells, strict=True))) == row


@given(post_rows())
def test_what_is_written_of_a_post_is_read_again(row):
    cells = cells_of_post(row)

    assert post_of(dict(zip(POST_COLUMNS, cells, strict=True))) == row


def test_an_empty_cell_says_nothing_and_a_marked_one_clears():
    row = actor_of({"name": "Ada Quill", "country": "", "notes": " [Clear] "})

    assert row.values == {"name": "Ada Quill", "notes": ""}


@pytest.mark.parametrize(
    ("cell", "forgets", "names"),
    [
        ("", False, ()),
        ("[clear]", True, ()),
        ("[clear] Quill", True, (Name("Quill"),)),
        ("Quill | A. Quill [en, short]", False, (Name("Quill"), Name("A. Quill", "en", "short"))),
        ("奎爾 [zh-Hant native]", False, (Name("奎爾", "zh-hant", "native"),)),
        ("Quill||quill [fr] | ", False, (Name("Quill"),)),
        (r"A\|B \[C\] [former]", False, (Name("A|B [C]", "", "former"),)),
        ("Quill\\", False, (Name("Quill\\"),)),
    ],
)
def test_other_names_share_a_cell(cell, forgets, names):
    row = actor_of({"name": "Ada Quill", "other_names": cell})

    assert (row.forgets_names, row.names) == (forgets, names)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": ""}, "nameless"),
        ({"name": "\x01"}, "nameless"),
        ({"name": "[clear]"}, "not_clearable"),
        ({"name": "Q" * 201}, "too_long"),
        ({"name": "Quill \ud800"}, "half_character"),
        ({"name": "Quill", "kind": "robot"}, "choice"),
        ({"name": "Quill", "country": "Sylvania"}, "country"),
        ({"name": "Quill", "wikidata": "42"}, "wikidata"),
        ({"name": "Quill", "gender": "?"}, "choice"),
        ({"name": "Quill", "family_first": "perhaps"}, "choice"),
        ({"name": "Quill", "other_names": "A [fr"}, "brackets"),
        ({"name": "Quill", "other_names": "A [12]"}, "language"),
        ({"name": "Quill", "other_names": " [fr]"}, "nameless"),
    ],
)
def test_an_actor_that_makes_no_sense_is_refused(cells, code):
    with pytest.raises(CannotRead) as refusal:
        actor_of(cells)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"person": "Ada Quill", "post": ""}, "postless"),
        ({"person": "", "post": "Envoy"}, "personless"),
        ({"person": "Ada Quill", "post": "Envoy", "kind": "piracy"}, "choice"),
        ({"person": "Ada Quill", "post": "Envoy", "first_day": "soon"}, "day"),
        ({"person": "Ada Quill", "post": "Envoy", "first_day": "2021-02-30"}, "day"),
        ({"person": "Ada Quill", "post": "Envoy", "last_day": "9999"}, "day"),
        (
            {"person": "A", "post": "Envoy", "first_day": "2021-06", "last_day": "2021-05"},
            "backwards",
        ),
    ],
)
def test_a_post_that_makes_no_sense_is_refused(cells, code):
    with pytest.raises(CannotRead) as refusal:
        post_of(cells)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021-05-09", "2021-05-09", "2021-05-09"),
        ("2021-05-09 00:00:00", "2021-05-09", "2021-05-09"),
    ],
)
def test_part_of_a_date_means_all_of_its_days(written, first, last):
    row = post_of({"person": "A", "post": "Envoy", "first_day": written, "last_day": written})

    assert (row.values["first_day"], row.values["last_day"]) == (first, last)


def test_usual_ways_of_writing_are_understood():
    row = actor_of({"name": "Valmere", "kind": "Organization", "country": "fr", "wikidata": "q42"})

    assert row.values == {
        "name": "Valmere",
        "kind": "organisation",
        "country": "FR",
        "wikidata": "Q42",
    }
    page = actor_of({"name": "V", "wikidata": "https://www.wikidata.org/wiki/Q42"})
    assert page.values["wikidata"] == "Q42"
    assert columns_of([" Other Names", "Organization-ID", "FROM"]) == [
        "other_names",
        "organisation_id",
        "first_day",
    ]


@pytest.mark.parametrize(
    ("columns", "table"),
    [(["name", "kind"], ACTORS), (["person", "post"], POSTS), (["person_id", "post"], POSTS)],
)
def test_columns_tell_which_table_it_is(columns, table):
    assert table_of(columns) == table


def test_a_table_of_something_else_is_none():
    with pytest.raises(CannotRead) as refusal:
        table_of(["price", "amount"])

    assert refusal.value.params == {"columns": "amount, price"}


def test_rows_survive_being_kept_as_json():
    actor = ActorRow("k", {"name": "Quill"}, (Name("Q", "fr", "short"),), True)
    post = PostRow("k", Reference("p", "Quill"), Reference(), {"post": "Envoy"})

    assert ActorRow.of_json(actor.as_json()) == actor
    assert PostRow.of_json(post.as_json()) == post
