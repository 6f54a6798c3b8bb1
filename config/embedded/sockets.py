"""The folder of the server's socket: short, private, the same after a restart."""

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from config.embedded.places import Places

# A socket's name holds 107 bytes at most; data folders may be deeper than that.
BASE = Path("/tmp")


def make(where: Places) -> Path:
    """Make the folder for PostgreSQL's user only, or take over one that we left behind.

    /tmp is everybody's: a folder of that name that somebody else made is left alone.
    """
    key = hashlib.sha256(os.fsencode(where.cluster.resolve())).hexdigest()[:12]
    folder = BASE / f"attache-{where.account.uid}-{key}"
    try:
        folder.mkdir(mode=0o700)
        where.account.own(folder)
    except FileExistsError:
        if not is_private(folder, where.account.uid):
            folder = Path(tempfile.mkdtemp(prefix="attache-", dir=BASE))
            where.account.own(folder)
    clear(folder)
    return folder


def is_private(folder: Path, uid: int) -> bool:
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and not found.st_mode & 0o077


def clear(folder: Path) -> None:
    """Remove the socket and its lock of a server that is gone.

    The lock holds a process number too, and PostgreSQL believes it.
    """
    for left in folder.iterdir():
        left.unlink(missing_ok=True)


def remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
