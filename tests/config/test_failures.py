import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError

from config.bootstrap.trouble import SetupError
from config.failures import in_plain_words


class FromPostgres(Exception):
    def __init__(self, sqlstate: str | None) -> None:
        self.sqlstate = sqlstate


def failing(error: Exception, state: str | None = None) -> Exception:
    error.__cause__ = FromPostgres(state)
    return error


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (ImproperlyConfigured("Please set X."), "Please set X."),
        (failing(OperationalError("no\n  route")), "The database cannot be reached: no route"),
        (
            failing(ProgrammingError("relation"), "42P01"),
            "The database lacks a table, so it is empty or older than this program. "
            "First type: python3 manage.py migrate",
        ),
    ],
)
def test_what_people_meet_is_told_in_plain_words(error, sentence):
    with pytest.raises(SetupError) as caught, in_plain_words():
        raise error

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "error",
    [
        failing(ProgrammingError("syntax error"), "42601"),
        failing(OperationalError("deadlock detected"), "40P01"),
        KeyError("x"),
    ],
)
def test_the_programs_own_faults_keep_their_traceback(error):
    with pytest.raises(type(error)), in_plain_words():
        raise error


def test_the_traceback_can_be_asked_for():
    with pytest.raises(ImproperlyConfigured), in_plain_words(show_traceback=True):
        raise ImproperlyConfigured("Please set X.")
