"""What triggers ask for is set, so that none of them fails at asking."""

import pytest
from django.db import connection

from annotations.actions.history import without_history, written_by
from annotations.models import Span

pytestmark = pytest.mark.django_db


def ignored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pgtrigger.ignore', true)")
        return cursor.fetchone()[0]


def test_triggers_are_told_that_none_of_them_is_ignored(cast):
    with written_by(cast.owner):
        assert ignored() == "{}"


def test_those_that_are_ignored_still_are(cast):
    with without_history(Span):
        before = ignored()
        with written_by(cast.owner):
            assert ignored() == before != "{}"
