"""Who runs PostgreSQL: it refuses root, so root hands it to an unprivileged user."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.bootstrap.trouble import SetupError

UNPRIVILEGED = ("nobody", "daemon")


@dataclass(frozen=True)
class Account:
    """A user of this machine, as PostgreSQL's owner."""

    name: str
    uid: int
    gid: int

    @property
    def is_me(self) -> bool:
        return self.uid == os.geteuid()

    @property
    def popen(self) -> dict[str, Any]:
        """Arguments for subprocess that run a command as this user."""
        if self.is_me:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may(self, test: str, path: Path) -> bool:
        """Whether this user passes the shell's file test, such as `-x`, asked of the kernel."""
        command = ["/bin/sh", "-c", f'[ {test} "$1" ]', "sh", str(path)]
        try:
            return subprocess.run(command, cwd="/", check=False, **self.popen).returncode == 0
        except PermissionError:
            raise SetupError(
                f"PostgreSQL must not run as root, and here root may not become {self.name}. "
                "Run this command as an ordinary user, or set DATABASE_URL."
            ) from None

    def own(self, path: Path) -> None:
        """Give a file that we made to this user."""
        if not self.is_me:
            os.chown(path, self.uid, self.gid)


def server_account(cluster: Path) -> Account:
    """The user who runs, or will run, the database in this folder. Raises SetupError."""
    me = os.geteuid()
    owner = cluster.stat().st_uid if cluster.exists() else None
    if me != 0:
        if owner not in (None, me):
            raise SetupError(
                f"{cluster} belongs to another user ({name_of(owner)}). Run this command as that "
                "user, or choose another folder with --data DIR or ATTACHE_DATA."
            )
        return by_uid(me)
    if owner:
        return by_uid(owner)
    for name in UNPRIVILEGED:
        try:
            return by_uid(pwd.getpwnam(name).pw_uid)
        except KeyError:
            continue
    raise SetupError(
        "PostgreSQL must not run as root, and this machine has no user "
        + " or ".join(UNPRIVILEGED)
        + ". Run this command as an ordinary user, or set DATABASE_URL."
    )


def by_uid(uid: int) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise SetupError(
            f"User number {uid} has no name on this machine, and PostgreSQL needs one. "
            "Add the user to /etc/passwd, or set DATABASE_URL."
        ) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def name_of(uid: int | None) -> str:
    try:
        return pwd.getpwuid(uid or 0).pw_name
    except KeyError:
        return f"number {uid}"
