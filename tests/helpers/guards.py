"""Doing what the database refuses: to see that somebody who got past it would be found out."""

from collections.abc import Iterator
from contextlib import contextmanager

import pgtrigger
from django.db import connection

IGNORE = "SELECT set_config('pgtrigger.ignore', %s, false)"


@contextmanager
def past_the_guards() -> Iterator[None]:
    """No trigger of ours fires within. pgtrigger's own way breaks prepared statements."""
    triggers = [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()]
    with connection.cursor() as cursor:
        cursor.execute(IGNORE, ["{" + ",".join(triggers) + "}"])
        yield
        cursor.execute(IGNORE, ["{}"])
