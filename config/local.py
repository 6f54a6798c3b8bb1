"""The environment that lets a command run on this machine without any setting."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from config.demo.stamps import PREPARED, Stamps
from config.embedded.places import adopt, make_data_folder, places

# Django looks at the database before it writes a migration, and only warns when there is none.
WITHOUT_DATABASE = {"makemigrations"}
# After these, the demo cannot rely on what it prepared earlier.
CHANGES_TABLES = {"migrate", "flush", "dbshell", "loaddata"}


def environment(root: Path, arguments: list[str], given: Mapping[str, str]) -> dict[str, str]:
    """What to add to the environment for one of Django's commands; nothing in production.

    A command line is local unless somebody chose a mode, or gave SECRET_KEY or ALLOWED_HOSTS,
    which only production asks for; `check --deploy` is about production by its nature.
    """
    deploys = arguments[:1] == ["check"] and "--deploy" in arguments
    if given.get("ATTACHE_MODE") or given.get("SECRET_KEY") or given.get("ALLOWED_HOSTS"):
        return without_database(arguments, given)
    if deploys:
        return {}
    data = data_folder(root, given)
    return {
        "ATTACHE_MODE": "local",
        "ATTACHE_DATA": str(data),
        "SECRET_KEY": secret_key(data),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        # Django's own server is for those who change the code: no collected files, but tracebacks.
        **({"DEBUG": given.get("DEBUG", "yes")} if arguments[:1] == ["runserver"] else {}),
        **without_database(arguments, given),
    }


def before(command: str, surroundings: Mapping[str, str]) -> None:
    """What the embedded database needs to know before one of Django's commands runs."""
    if surroundings.get("ATTACHE_MODE") != "local" or surroundings.get("DATABASE_URL"):
        return
    if command in CHANGES_TABLES:
        Stamps(places(Path(surroundings["ATTACHE_DATA"])).home / PREPARED).forget()
    if command == "runserver":
        from config.embedded.backend.base import socket

        # Kept by the process that watches the code, not only by the one that it starts anew.
        socket(surroundings["ATTACHE_DATA"])


def without_database(arguments: list[str], given: Mapping[str, str]) -> dict[str, str]:
    if arguments[:1] and arguments[0] in WITHOUT_DATABASE and not given.get("DATABASE_URL"):
        return {"ATTACHE_DATABASE": "none"}
    return {}


def data_folder(root: Path, given: Mapping[str, str]) -> Path:
    """`var/` in the checkout, or the folder of ATTACHE_DATA."""
    return Path(os.path.abspath(given.get("ATTACHE_DATA") or root / "var"))


def secret_key(data: Path) -> str:
    """This machine's key, made at the first need; one that nobody will remember if it cannot be."""
    path = data / "secret-key"
    key = secrets.token_urlsafe(50)
    try:
        make_data_folder(data)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip() or key
    except OSError:
        # A filter works in a checkout that is only readable, too.
        return key
    with os.fdopen(handle, "w") as file:
        file.write(key)
    adopt(path)
    return key
