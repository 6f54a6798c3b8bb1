"""The dependency locks (which packages) and the install lock (who may install)."""

import fcntl
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RUNTIME_LOCK = "requirements.txt"
# Holds everything of the runtime lock and the test tools.
TEST_LOCK = "requirements-dev.txt"


def checksum(path: Path) -> str:
    """The sha-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@contextmanager
def checkout_lock(root: Path) -> Iterator[None]:
    """One install at a time for each checkout.

    The lock is on the folder itself, so it leaves no file behind and works before `.venv` exists.
    The kernel releases it when the process ends, however it ends.
    """
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Waiting for another set-up of this checkout …", file=sys.stderr, flush=True)
            fcntl.flock(handle, fcntl.LOCK_EX)
        except OSError:
            # Some network file systems lock no folders; then two first starts at once may collide.
            pass
        yield
    finally:
        os.close(handle)
