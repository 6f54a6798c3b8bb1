"""A connection that stays open is looked at before it is used again, without a question."""

import pytest
from django.db import ProgrammingError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

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


def test_what_is_asked_is_answered_the_same_whether_somebody_listens_or_not(
    django_assert_num_queries,
):
    question = "SELECT number, %s::text FROM generate_series(1, %s) number", ["é", 2]

    quietly = connection.ask(*question)
    with django_assert_num_queries(1):
        listened_to = connection.ask(*question)

    assert quietly == listened_to == [(1, "é"), (2, "é")]


def test_who_forbids_a_statement_is_asked_first():
    def refuse(*args):
        raise PermissionError

    connection.ask("SELECT 1", [])
    with connection.execute_wrapper(refuse), pytest.raises(PermissionError):
        connection.ask("SELECT 1", [])


def test_a_mistake_is_told_as_django_tells_it():
    with pytest.raises(ProgrammingError, match="no_such_table"):
        connection.ask("SELECT * FROM no_such_table", [])


def test_nothing_is_asked_in_a_transaction_that_has_failed():
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            connection.ask("SELECT 1", [])


def test_it_is_asked_on_a_new_line_where_the_old_one_was_closed(other):
    before = other.ask("SELECT pg_backend_pid()", [])
    other.close()

    assert other.ask("SELECT pg_backend_pid()", []) != before
