"""A connection that stays open is looked at before it is used again, without a question."""

import pytest
from django.db import connection, connections

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other():
    """A second connection to the same database."""
    made = connections.create_connection("default")
    made.connect()
    yield made
    made.close()


def pid_of(one):
    with one.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_line_on_which_nothing_came_in_is_usable(django_assert_num_queries, other):
    pid_of(other)

    with django_assert_num_queries(0, connection=other):
        assert other.is_usable()


def test_the_server_has_hung_up(other):
    pid = pid_of(other)

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])

    assert not other.is_usable()


def test_something_came_in_that_is_no_goodbye(other):
    with other.cursor() as cursor:
        cursor.execute("LISTEN news")
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY news")

    assert other.is_usable()
