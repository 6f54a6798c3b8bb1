"""The process that keeps PostgreSQL running for as long as anybody uses it.

Started by the first user in a session of its own, so that neither Ctrl-C nor a closed terminal
reaches the database before its users are done with it:

    python -m config.embedded.keeper DATA PROGRAMS [--throwaway]
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from config import file_locks
from config.embedded import options, postmaster, sockets
from config.embedded.places import Places, places
from config.processes import POSTGRES_ENDING, die_with_parent, stop

PULSE = 0.1
# A server that falls over this often within a minute has a cause that starting does not cure.
TRIES = 4
ANOTHER_KEEPER = 3


def main(arguments: list[str]) -> int:
    os.chdir("/")
    data, programs, *flags = arguments
    throwaway = "--throwaway" in flags
    where = places(Path(data))
    keeping = file_locks.open_lock(where.keeping)
    # Somebody may be looking whether the lock is held, which holds it for a moment.
    until = time.monotonic() + 2
    while not file_locks.take(keeping, wait=False):
        if time.monotonic() > until:
            return ANOTHER_KEEPER
        time.sleep(PULSE)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    using = file_locks.open_lock(where.using)
    postmaster.clear(where)
    socket = sockets.make(where)
    options.admit(where)
    try:
        return keep(
            where, options.command(Path(programs), where, socket, throwaway=throwaway), using
        )
    finally:
        sockets.remove(socket)
        if throwaway:
            for folder in {where.home, where.data}:
                shutil.rmtree(folder, ignore_errors=True)


def keep(where: Places, command: list[str], using: int) -> int:
    """Run the server until nobody uses it. 1 when it would not stay up."""
    falls: list[float] = []
    while True:
        server = start(where, command)
        try:
            while server.poll() is None:
                if file_locks.take(using, wait=False):
                    return 0
                time.sleep(PULSE)
        finally:
            # Newcomers wait for the `using` lock meanwhile, and then start a server of their own.
            stop(server, POSTGRES_ENDING)
        falls = [*(fall for fall in falls if fall > time.monotonic() - 60), time.monotonic()]
        if len(falls) == TRIES:
            return 1
        postmaster.clear(where)


def start(where: Places, command: list[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        # If the keeper itself is killed, the kernel tells PostgreSQL to finish.
        preexec_fn=die_with_parent(signal.SIGINT),
        **where.account.popen,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
