"""One process of a run migrates; the databases of the others are copies of what it made.

Migrating takes a dozen seconds of a processor, a copy a tenth of one.
"""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from config import file_locks


def template_for(shared: Path, name: str, is_kept: bool) -> str | None:
    """The name of a database to copy; None where there is one already, or nobody to share it with.

    `shared` is a folder that all processes of the run have, `name` the database of this one.
    """
    if processes() < 2 or (is_kept and exists(name)):
        return None
    template = f"{name.rpartition('_')[0]}_template"
    with file_locks.locked(shared / "template.lock"):
        made = shared / "template.made"
        # One that takes the place of a process that broke down comes when it has been dropped.
        if not (made.exists() and exists(template)):
            migrate(template)
            made.touch()
    return template


def has_copied(shared: Path, template: str) -> None:
    """Drop the template once every process has its copy."""
    with file_locks.locked(shared / "template.lock"):
        with (shared / "template.copies").open("a+") as copies:
            copies.write("x")
            copies.flush()
            if copies.tell() < processes():
                return
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {connection.ops.quote_name(template)}")


def processes() -> int:
    return int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def exists(name: str) -> bool:
    with connection.creation._nodb_cursor() as cursor:
        return connection.creation._database_exists(cursor, name)


def migrate(template: str) -> None:
    """Make a database of this name with all tables in it, which nobody is connected to."""
    facts = connection.settings_dict
    before, own = facts["NAME"], facts["TEST"]["NAME"]
    facts["TEST"]["NAME"] = template
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    finally:
        connection.close()
        facts["TEST"]["NAME"] = own
        settings.DATABASES[connection.alias]["NAME"] = facts["NAME"] = before
