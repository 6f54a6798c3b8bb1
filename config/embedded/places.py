"""Where everything of one database lies."""

import contextlib
import hashlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from config.bootstrap.trouble import SetupError
from config.embedded.account import Account, server_account

# For root whose own folders PostgreSQL's user cannot enter.
REACHABLE = Path("/var/lib")
CLUSTER = "postgres"


@dataclass(frozen=True)
class Places:
    """The folders and files of one database.

    `data` is what the person calls the data folder: locks, logs, static files, secrets. `home`
    holds the database itself: the same folder, unless PostgreSQL's user cannot reach it.
    """

    data: Path
    home: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.home / CLUSTER

    @property
    def log(self) -> Path:
        return self.data / "logs" / "postgres.log"

    @property
    def using(self) -> Path:
        """Held by every process that uses the database, shared."""
        return self.data / "locks" / "using"

    @property
    def starting(self) -> Path:
        """Held while somebody sets up and starts the database."""
        return self.data / "locks" / "starting"

    @property
    def keeping(self) -> Path:
        """Held by the keeper as long as it lives."""
        return self.data / "locks" / "keeping"


def places(data: Path) -> Places:
    """Find the places of a data folder, and make the folder. Raises SetupError."""
    # Two names of one folder are one database.
    data = Path(os.path.realpath(data))
    try:
        make_data_folder(data)
        return _places(data)
    except OSError as error:
        raise SetupError(
            f"The data folder {data} cannot be used ({error.strerror}). Make it writable for "
            "you, or choose another with --data DIR or ATTACHE_DATA."
        ) from None


def _places(data: Path) -> Places:
    aside = REACHABLE / f"attache-{hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]}"
    here, there = data / CLUSTER, aside / CLUSTER
    # An existing database stays where it is, whatever has become of the folders around it.
    if here.exists() or not (os.geteuid() == 0 and there.exists()):
        account = server_account(here)
        if account.is_me or account.may("-x", here if here.exists() else data):
            return Places(data, data, account)
        if here.exists():
            raise SetupError(
                f"{account.name}, who owns the database in {here}, can no longer enter that "
                "folder. Give back the permission, or choose another folder with --data DIR."
            )
    if not aside.exists():
        aside.mkdir(mode=0o711)
        aside.chmod(0o711)
    return Places(data, aside, server_account(there))


def make_data_folder(data: Path) -> None:
    """Make the folder with its parts, private to its owner. What exists keeps its permissions."""
    # PostgreSQL's user passes through root's folder to its own; it cannot list or read it.
    passable = 0o711 if os.geteuid() == 0 else 0o700
    for folder, mode in ((data, passable), (data / "locks", 0o700), (data / "logs", 0o700)):
        if not folder.is_dir():
            folder.mkdir(parents=True)
            folder.chmod(mode)
            adopt(folder)


def adopt(path: Path) -> None:
    """What root makes inside somebody's folder belongs to that somebody."""
    parent = path.parent.stat()
    if os.geteuid() == 0 and parent.st_uid != 0 and not parent.st_mode & 0o1000:
        os.chown(path, parent.st_uid, parent.st_gid)


def say(sentence: str) -> None:
    """Tell the person at the terminal; standard output stays free for a command's own output."""
    # A terminal that has gone away is no reason to stop in the middle.
    with contextlib.suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)
