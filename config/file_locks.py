"""Locks that the kernel gives back however their holder ends. Standard library only."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def open_lock(path: Path) -> int:
    """An open handle on a lock file, made when absent; it belongs to its folder's owner.

    Root may work in the folder of a user who must still be able to lock tomorrow.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    owner = path.parent.stat()
    if os.geteuid() == 0 and os.fstat(handle).st_uid != owner.st_uid:
        os.fchown(handle, owner.st_uid, owner.st_gid)
    return handle


def take(handle: int, *, shared: bool = False, wait: bool = True) -> bool:
    """Take or convert the lock; False when somebody else has it and `wait` is off."""
    how = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    try:
        fcntl.flock(handle, how)
    except BlockingIOError:
        return False
    return True


def release(handle: int) -> None:
    """Give the lock back and keep the handle."""
    fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock alone, waiting for it as long as it takes."""
    handle = open_lock(path)
    try:
        take(handle)
        yield
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Whether some process holds the lock for itself right now."""
    if not path.exists():
        return False
    handle = open_lock(path)
    try:
        return not take(handle, shared=True, wait=False)
    finally:
        os.close(handle)
