"""What the migrations leave is what the models say, where `makemigrations --check` cannot see it."""

import re
from importlib import import_module
from pathlib import Path

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection

MIGRATIONS = Path(__file__).resolve().parents[2] / "annotations" / "migrations"
SQUASHED = import_module("annotations.migrations.0001_squashed_0068").Migration


@pytest.mark.django_db
def test_every_trigger_of_a_model_is_in_the_database():
    states = {
        f"{model._meta.label}: {trigger.name}": trigger.get_installation_status(model)[0]
        for model, trigger in pgtrigger.registered()
    }

    assert len(states) > 100
    assert {name: state for name, state in states.items() if state != "INSTALLED"} == {}


def test_what_is_squashed_replaces_all_that_came_before():
    last = 68
    names = sorted(
        path.stem for path in MIGRATIONS.glob("[0-9]*.py") if "squashed" not in path.stem
    )
    numbered = {name: int(re.match(r"\d+", name)[0]) for name in names}

    assert [name for _app, name in SQUASHED.replaces] == [
        name for name in names if numbered[name] <= last
    ]


# Whole indexes, with the columns that they begin with: those over a part of the rows, or over
# something made of columns, answer not everything that is asked by a column.
INDEXES = """
    SELECT indrelid::regclass::text, array(
        SELECT attname::text FROM unnest(indkey) WITH ORDINALITY AS part (number, place)
        JOIN pg_attribute ON attrelid = indrelid AND attnum = number ORDER BY place
    ) FROM pg_index WHERE indpred IS NULL AND indexprs IS NULL
"""


@pytest.mark.django_db
def test_a_foreign_key_has_an_index_of_its_own_where_the_model_says_so():
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        found = {(table, tuple(columns)) for table, columns in cursor.fetchall()}
    keys = [
        (model._meta.db_table, field.column, field.db_index)
        for model in apps.get_app_config("annotations").get_models()
        for field in model._meta.local_fields
        if field.many_to_one and not field.primary_key
    ]

    assert {is_indexed for _table, _column, is_indexed in keys} == {True, False}
    wrong = [
        (table, column)
        for table, column, is_indexed in keys
        if ((table, (column,)) in found) is not is_indexed
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "key",
    [
        "act.coding",
        "attribution.coding",
        "attributiontag.attribution",
        "paragraph.revision",
        "span.coding",
        "spantag.span",
    ],
)
def test_one_without_is_found_by_another_index_that_begins_with_it(key):
    model, name = key.split(".")
    field = apps.get_model("annotations", model)._meta.get_field(name)

    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        begin = {(table, columns[0]) for table, columns in cursor.fetchall() if columns}

    assert not field.db_index
    assert (field.model._meta.db_table, field.column) in begin
