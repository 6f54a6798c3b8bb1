"""Who was signed in before sessions said whose they are stays signed in."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from annotations.models import Session
from tests.factories.users import make_user

take_over = import_module("annotations.migrations.0083_sessions_say_whose_they_are").take_over
TABLE = """
    CREATE TABLE django_session (
        session_key varchar(40), session_data text, expire_date timestamptz)
"""


@pytest.mark.django_db
def test_open_sessions_are_taken_over_with_whose_they_are():
    ada = make_user("ada")
    tomorrow = timezone.now() + timedelta(days=1)
    hers = SessionStore().encode({SESSION_KEY: str(ada.pk)})
    rows = [
        ("hers", hers, tomorrow),
        ("ended", hers, timezone.now() - timedelta(days=1)),
        ("nobody's", SessionStore().encode({"language": "nl"}), tomorrow),
        ("signed with another secret", "x" + hers, tomorrow),
        ("of somebody deleted", SessionStore().encode({SESSION_KEY: "7"}), tomorrow),
    ]
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        cursor.executemany("INSERT INTO django_session VALUES (%s, %s, %s)", rows)

    take_over(apps, SimpleNamespace(connection=connection))

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_session")
        assert cursor.fetchone() == (0,)
    assert dict(Session.objects.values_list("pk", "user")) == {
        "hers": ada.pk,
        "nobody's": None,
        "signed with another secret": None,
    }


@pytest.mark.django_db
def test_a_new_database_has_none_to_take_over():
    take_over(apps, SimpleNamespace(connection=connection))

    assert not Session.objects.exists()
