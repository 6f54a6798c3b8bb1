"""What postmaster.pid says, and whether it is true.

The file outlives a crash, and its process number may then belong to anybody: PostgreSQL's own
tools take that for a running server. So a number counts only if that process really is a
PostgreSQL at work in this very folder.
"""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from config.embedded.places import Places
from config.processes import POSTGRES_ENDING, end, is_alive


@dataclass(frozen=True)
class Postmaster:
    pid: int
    socket: Path
    is_ready: bool


def read(cluster: Path) -> Postmaster | None:
    """What the file says; None when there is none or it was cut off in the writing."""
    try:
        lines = (cluster / "postmaster.pid").read_text("utf-8", "surrogateescape").splitlines()
        return Postmaster(int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")
    except (OSError, IndexError, ValueError):
        return None


def clear(where: Places) -> None:
    """Make way for a new server: end what is left of the last one, and its false traces.

    The caller holds the `keeping` lock, so no other keeper is at work here.
    """
    pid_file = where.cluster / "postmaster.pid"
    if not pid_file.exists():
        return
    said = read_pid(pid_file)
    if said and is_ours(said, where.cluster):
        end(said, POSTGRES_ENDING)
    # The helpers of a killed server notice within moments; one in a long query may need pushing.
    until = time.monotonic() + 3
    while (left := left_over(where)) and time.monotonic() < until:
        time.sleep(0.1)
    for pid in left:
        end(pid, [(signal.SIGQUIT, 1.0), (signal.SIGKILL, 10.0)])
    # A number that is nobody's is PostgreSQL's own business: it knows how to tell a crash.
    if pid_file.exists() and (said is None or is_alive(said)):
        pid_file.unlink()


def read_pid(pid_file: Path) -> int | None:
    try:
        return abs(int(pid_file.read_text("utf-8", "surrogateescape").split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def is_ours(pid: int, cluster: Path) -> bool:
    """Whether this process is the PostgreSQL of this folder, by its command line.

    Anybody may read that; where a process works is hidden even from root in many containers.
    """
    if not is_alive(pid):
        return False
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return is_ours_by_ps(pid, cluster)
    return words[0].endswith(b"postgres") and os.fsencode(cluster) in words


def is_ours_by_ps(pid: int, cluster: Path) -> bool:
    """The same on a machine without /proc, where the words of a command line run together."""
    command = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    shown = subprocess.run(command, capture_output=True, check=False).stdout
    return b"postgres -D " + os.fsencode(cluster) + b" " in shown


def left_over(where: Places) -> list[int]:
    """Processes of the server that outlived its head: they work in its folder (Linux only).

    The server's own user looks for them, since root may not everywhere.
    """
    look = 'for p in /proc/[0-9]*; do [ "$p/cwd" -ef "$1" ] && echo "${p#/proc/}"; done; :'
    found = subprocess.run(
        ["/bin/sh", "-c", look, "sh", str(where.cluster)],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
        **where.account.popen,
    ).stdout.split()
    return [int(pid) for pid in found if is_postgres(int(pid))]


def is_postgres(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text("utf-8", "replace").startswith("postgres")
    except OSError:
        return False
