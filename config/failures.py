"""Failures that a person at the terminal may well meet, in plain words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError

from config.bootstrap.trouble import SetupError

UNDEFINED_TABLE = "42P01"


@contextmanager
def in_plain_words(*, show_traceback: bool = False) -> Iterator[None]:
    """Turn expected failures into SetupError with one sentence, unless the traceback is wanted."""
    try:
        yield
    except (ImproperlyConfigured, OperationalError, ProgrammingError) as error:
        sentence = in_one_sentence(error)
        if show_traceback or sentence is None:
            raise
        raise SetupError(sentence) from None


def in_one_sentence(error: Exception) -> str | None:
    """What to tell, or None for a failure that is nobody's but the program's."""
    if isinstance(error, ImproperlyConfigured):
        return str(error)
    state = getattr(error.__cause__, "sqlstate", None)
    if state == UNDEFINED_TABLE:
        return (
            "The database lacks a table, so it is empty or older than this program. "
            "First type: python3 manage.py migrate"
        )
    # libpq reports a connection that never came about without a state.
    if isinstance(error, OperationalError) and state is None:
        return f"The database cannot be reached: {' '.join(str(error).split())}"
    return None
