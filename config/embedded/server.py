"""Use the database: start it when it is not running, keep it while it is needed."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config import file_locks
from config.bootstrap.trouble import SetupError
from config.embedded import binaries, cluster, postmaster
from config.embedded.places import Places, places, say

ROOT = Path(__file__).resolve().parent.parent.parent
PULSE = 0.03
# A start takes a fraction of a second; longer than this, and it is repairing itself.
PATIENCE = 10.0
LARGEST_LOG = 5_000_000


class Use:
    """This process's use of the database in one data folder. A context manager.

    The use ends with the process, however that ends; `leave` also waits until PostgreSQL has
    stopped when this was the last use.
    """

    def __init__(self, data: Path, *, throwaway: bool = False) -> None:
        self.where: Places = places(data)
        self.throwaway = throwaway
        self._handle: int | None = None
        self._pid = 0
        self._keeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Use":
        self.socket()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def socket(self, cancelled: Callable[[], bool] = lambda: False) -> Path:
        """The folder of a ready server's socket. Cheap when it runs.

        Raises SetupError, also when `cancelled` says so while the server is being waited for.
        """
        if self._handle is None or self._pid != os.getpid():
            # A fork shares its parent's lock, and its use would end with the parent's.
            self._handle, self._pid = file_locks.open_lock(self.where.using), os.getpid()
            file_locks.take(self._handle, shared=True)
        while True:
            if found := ready(self.where):
                return found
            with file_locks.locked(self.where.starting):
                if not file_locks.is_held(self.where.keeping):
                    self._start(cancelled)
                elif not ready(self.where):
                    self._wait(None, cancelled)

    def leave(self) -> None:
        """End this use; the last one out sees the server stopped."""
        if self._handle is None or self._pid != os.getpid():
            return
        handle, self._handle = self._handle, None
        file_locks.release(handle)
        while file_locks.is_held(self.where.keeping):
            if file_locks.take(handle, wait=False):
                # Nobody is left: the keeper takes it next, and holds it until the server is down.
                file_locks.release(handle)
            elif file_locks.take(handle, shared=True, wait=False):
                # Others use it; they share the lock, which the keeper never does.
                break
            time.sleep(PULSE)
        else:
            if self._keeper:
                # It has given everything back and is about to end.
                self._keeper.wait()
        os.close(handle)
        if self._keeper and self._keeper.poll() is None:
            # It goes on for others, and no longer concerns this process.
            self._keeper.returncode = 0
        self._keeper = None

    def _start(self, cancelled: Callable[[], bool]) -> None:
        programs = binaries.programs(self.where)
        cluster.make(self.where, programs)
        log = self.where.log
        if log.exists() and log.stat().st_size > LARGEST_LOG:
            log.rename(log.with_suffix(".old"))
        with log.open("ab") as output:
            begin = output.tell()
            self._keeper = subprocess.Popen(
                [sys.executable, "-S", "-m", "config.embedded.keeper"]
                + [str(self.where.data), str(programs)]
                + (["--throwaway"] if self.throwaway else []),
                cwd=ROOT,
                env={k: v for k, v in os.environ.items() if k != "PYTHONSAFEPATH"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        self._wait(self._keeper, cancelled, begin)

    def _wait(
        self,
        keeper: "subprocess.Popen[bytes] | None",
        cancelled: Callable[[], bool],
        begin: int = 0,
    ) -> None:
        """Wait until the server is ready or its keeper has given up."""
        started = said = time.monotonic()
        while not ready(self.where):
            if cancelled():
                raise SetupError("Stopped while PostgreSQL was starting.")
            if keeper and keeper.poll() is not None:
                raise SetupError(
                    f"PostgreSQL does not start. {self.where.log} ends with:\n"
                    + last_words(self.where.log, begin)
                )
            if not keeper and not file_locks.is_held(self.where.keeping):
                return
            if time.monotonic() - said > PATIENCE:
                said = time.monotonic()
                say(
                    f"Waiting for PostgreSQL, {said - started:.0f} s so far. After a crash it "
                    "repairs its files first; nothing is lost by waiting."
                )
            time.sleep(PULSE)


def ready(where: Places) -> Path | None:
    """The socket's folder if the server is up and its keeper is alive."""
    said = postmaster.read(where.cluster)
    if not said or not said.is_ready or not file_locks.is_held(where.keeping):
        return None
    return said.socket if postmaster.is_ours(said.pid, where.cluster) else None


def last_words(log: Path, begin: int) -> str:
    with contextlib.suppress(OSError), log.open("rb") as text:
        text.seek(begin)
        return "\n".join(text.read().decode("utf-8", "replace").strip().splitlines()[-8:])
    return "(nothing)"
