"""The processes that the demo consists of, apart from the database."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

from config.bootstrap.trouble import SetupError
from config.demo.screen import show
from config.processes import die_with_parent

ENDING = [(signal.SIGTERM, 8.0), (signal.SIGKILL, 5.0)]
LARGEST_LOG = 5_000_000
# A part that falls this often within a minute will fall again.
TRIES = 5


class Part:
    """One process, started again when it falls."""

    def __init__(
        self, name: str, words: list[str], *, root: Path, log: Path, environment: dict[str, str]
    ) -> None:
        self.name = name
        self.words = words
        self.root = root
        self.log = log
        self.environment = environment | {"ATTACHE_PARENT": str(os.getpid())}
        self.handles: tuple[int, ...] = ()
        self.process: subprocess.Popen[bytes] | None = None
        self._falls: list[float] = []

    def start(self) -> None:
        with open_log(self.log) as output:
            self.process = subprocess.Popen(
                [sys.executable, *self.words],
                cwd=self.root,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=self.handles,
                # Ctrl-C is for the launcher, who tells the parts in good order.
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),
            )

    def tend(self) -> None:
        """Start it again if it has fallen. Raises SetupError when that is no use."""
        if self.process is None or self.process.poll() is None:
            return
        code = self.process.returncode
        how = f"signal {-code}" if code < 0 else f"code {code}"
        now = time.monotonic()
        self._falls = [*(fall for fall in self._falls if fall > now - 60), now]
        if len(self._falls) == TRIES:
            raise SetupError(
                f"The {self.name} ends again and again ({how}), so everything is stopped. "
                f"{self.log} ends with:\n{last_words(self.log)}"
            )
        show(f"The {self.name} ended unexpectedly ({how}); starting it again.")
        self.start()

    def ask_to_end(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()


def open_log(path: Path) -> BinaryIO:
    """Append to a log that only its owner reads; an overlong one is put aside first."""
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.rename(path.with_suffix(".old"))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def last_words(path: Path, lines: int = 12) -> str:
    try:
        return "\n".join(path.read_text("utf-8", "replace").strip().splitlines()[-lines:])
    except OSError:
        return "(nothing)"
