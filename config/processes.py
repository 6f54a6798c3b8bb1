"""Processes that must not outlive the one that started them. Standard library only."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

PR_SET_PDEATHSIG = 1
# Signals to send in turn, each with the seconds to wait for the end.
Ending = Sequence[tuple[int, float]]

# What PostgreSQL understands: finish now but cleanly, drop everything, no more asking.
POSTGRES_ENDING = [(signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)]


def die_with_parent(signal_number: int) -> Callable[[], None] | None:
    """A `preexec_fn` that has the kernel send `signal_number` once the starting thread ends.

    Call Popen from the main thread: the kernel watches the thread, not the process. Elsewhere
    than on Linux there is nothing of the kind, and the answer is None.
    """
    if not sys.platform.startswith("linux"):
        return None
    # Loaded before the fork: between fork and exec only the plainest calls are safe.
    libc = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(signal_number), 0, 0, 0)
        # The parent may have died before the kernel was asked.
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def watch_parent() -> None:
    """End this process once the launcher has ended, where the kernel cannot be asked to do it."""
    parent = os.environ.get("ATTACHE_PARENT")
    if not parent or sys.platform.startswith("linux"):
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def stop(child: subprocess.Popen[bytes], signals: Ending) -> None:
    """Send each signal and wait so many seconds for the end, until the child has ended."""
    for number, seconds in signals:
        if child.poll() is not None:
            return
        child.send_signal(number)
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            continue


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists, whoever owns it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not _is_zombie(pid)


def end(pid: int, signals: Ending) -> bool:
    """Like `stop`, for a process that is not a child of ours. Whether it has ended."""
    for number, seconds in signals:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not is_alive(pid):
                return True
            time.sleep(0.05)
    return not is_alive(pid)


def _is_zombie(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", "rb") as stat:
            return stat.read().rpartition(b")")[2].split()[:1] == [b"Z"]
    except OSError:
        return False
