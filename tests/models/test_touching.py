"""What a write changes in a coding is in no index, so that the row is changed in its place."""

import pytest
from django.db import connection

from annotations.models import Coding

pytestmark = pytest.mark.django_db

WRITTEN = {"acts_done", "next_number", "annotation_count", "changed_at"}


def test_no_index_has_what_every_write_changes():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Coding._meta.db_table)
    indexes = [one for one in found.values() if one["index"] or one["unique"]]
    indexed = {column for one in indexes for column in one["columns"] if column}

    assert indexed >= {"id", "analyst_id", "changed_about"}
    assert indexed & WRITTEN == set()
    assert {one.column for one in Coding._meta.concrete_fields} >= WRITTEN
