"""A connection that stays open is looked at before it is used again, without a question."""

from datetime import UTC, datetime
from time import monotonic

import pytest
from django.db import DataError, ProgrammingError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from config.postgres import asking

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def other():
    """A second connection to the same database."""
    made = connections.create_connection("default")
    made.connect()
    yield made
    made.close()


# So often a statement is sent before it is prepared: config/env.py.
THRESHOLD = 5


def prepared(one, words):
    """Whether a statement with these words is prepared on that line."""
    found = one.ask(
        "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [f"%{words}%"]
    )
    return found[0][0] > 0


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


def test_what_the_driver_has_prepared_is_answered_the_same(other):
    question = "SELECT %(of)s::text, %(n)s::int, %(day)s::timestamptz, %(n)s = ANY(%(some)s)"
    values = {"of": "é", "n": 7, "day": datetime(2026, 3, 4, 9, tzinfo=UTC), "some": [6, 7]}

    answers = [other.ask(question, values) for _ in range(2 * THRESHOLD)]

    assert prepared(other, "timestamptz")
    assert answers == [[("é", 7, values["day"], True)]] * len(answers)
    assert other.ask(question, values | {"of": None, "n": 5}) == [(None, 5, values["day"], False)]


def test_what_is_prepared_is_no_longer_after_a_rollback_and_is_asked_all_the_same(other):
    for _ in range(3):
        other.set_autocommit(False)
        asked = [other.ask("SELECT %s::int", [n]) for n in range(2 * THRESHOLD)]
        assert asked == [[(n,)] for n in range(2 * THRESHOLD)]
        other.rollback()
        other.set_autocommit(True)


def test_a_mistake_in_what_is_prepared_is_told_as_django_tells_it(other):
    for n in range(1, 2 * THRESHOLD):
        other.ask("SELECT 10 / %s", [n])

    with pytest.raises(DataError, match="division by zero"):
        other.ask("SELECT 10 / %s", [0])
    assert other.ask("SELECT 10 / %s", [5]) == [(2,)]


def test_what_is_asked_most_stays_prepared(other):
    for n in range(130):
        for _ in range(2 * THRESHOLD):
            other.ask(f"SELECT {n}", [])
        other.ask("SELECT 'again'", [])

    assert prepared(other, "again")
    assert not prepared(other, "SELECT 0")


SLOW, SECONDS = "SELECT pg_sleep(0.4)", 0.4


def test_statements_that_never_come_again_do_not_pile_up(other, monkeypatch):
    monkeypatch.setattr(asking, "MOST_KEPT", 10)

    for number in range(50):
        assert other.ask(f"SELECT {number}", []) == [(number,)]

    assert len(other._asking._queries) <= 10


def test_something_else_can_be_done_while_the_server_is_busy():
    pid_of(connection)
    begun = monotonic()

    with connection.busy_with(SLOW):
        meanwhile = monotonic() - begun

    assert meanwhile < SECONDS / 2
    assert monotonic() - begun >= SECONDS


@pytest.mark.parametrize("ask", [pid_of, lambda one: one.ask("SELECT pg_backend_pid()", [])[0][0]])
def test_who_asks_something_meanwhile_waits_and_is_answered(ask):
    pid, begun = pid_of(connection), monotonic()

    with connection.busy_with(SLOW):
        assert ask(connection) == pid
        assert monotonic() - begun >= SECONDS


def test_rows_can_be_copied_in_meanwhile():
    with transaction.atomic(), connection.busy_with(SLOW), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE copied (number int) ON COMMIT DROP")
        with cursor.copy("COPY copied FROM STDIN") as copy:
            copy.write_row([7])
        cursor.execute("SELECT number FROM copied")
        assert cursor.fetchone() == (7,)


def test_one_thing_after_another_keeps_it_busy():
    with connection.busy_with("SELECT 1"), connection.busy_with("SELECT 2", "SELECT 3"):
        pass

    assert connection.ask("SELECT 4", []) == [(4,)]


def test_what_goes_wrong_meanwhile_is_told_at_the_end_or_to_who_asks_something():
    wrong, done = "SELECT * FROM no_such_table", []
    told = pytest.raises(ProgrammingError, match="no_such_table")
    with told, connection.busy_with(wrong, "SELECT 1"):
        done.append("meanwhile")
    with told, connection.busy_with(wrong):
        done.append("meanwhile")
        pid_of(connection)
        done.append("more")

    # A quick server says so before there is anything to do meanwhile.
    assert set(done) <= {"meanwhile"}
    assert connection.ask("SELECT 1", []) == [(1,)]


def test_what_goes_wrong_here_is_told_and_nothing_is_left_unanswered():
    with pytest.raises(KeyError), connection.busy_with(SLOW):
        raise KeyError

    assert connection.ask("SELECT 1", []) == [(1,)]


def sleep(line):
    line.execute(SLOW)


def test_a_thread_waits_for_the_server_while_something_else_is_done():
    pid_of(connection)
    begun = monotonic()

    with connection.helped() as leave:
        leave(sleep)
        meanwhile = monotonic() - begun

    assert meanwhile < SECONDS / 2
    assert monotonic() - begun >= SECONDS


def test_who_leaves_it_more_or_asks_something_waits_for_what_was_left_to_it():
    pid_of(connection)
    begun, order = monotonic(), []

    with transaction.atomic(), connection.helped() as leave:
        leave(sleep)
        leave(lambda line: order.append(line.execute("SELECT 1").fetchone()))
        order.append("left")
        assert monotonic() - begun >= SECONDS
        pid_of(connection)
        order.append("asked")

    assert order.index((1,)) < order.index("asked")
    assert connection.ask("SELECT 1", []) == [(1,)]


def test_what_goes_wrong_in_the_thread_is_told_as_any_other_thing():
    def wrong(line):
        line.execute("SELECT * FROM no_such_table")

    told = pytest.raises(ProgrammingError, match="no_such_table")
    with told, connection.helped() as leave:
        leave(wrong)
    with told, connection.helped() as leave:
        leave(wrong)
        pid_of(connection)
    told = pytest.raises(KeyError)
    with told, connection.helped() as leave:
        leave(sleep)
        raise KeyError

    assert connection.ask("SELECT 1", []) == [(1,)]
