"""Real processes of the launcher, started as a person would, and found again in /proc."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MANAGE = str(ROOT / "manage.py")
# For a machine that is busy with other tests; nothing waits longer than it has to.
PATIENCE = 240.0


def surroundings(**more: str) -> dict[str, str]:
    """An environment without anything that the test run itself was told."""
    return {"PATH": os.environ["PATH"], "HOME": "/tmp", "LANG": "C.UTF-8", **more}


def manage(*words: str, **more: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, MANAGE, *words],
        env=surroundings(**more),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=False,
    )


class Demo:
    """`manage.py demo` as a child process; its output goes to a file."""

    def __init__(self, data: Path, *words: str, python=(sys.executable,), popen=None, **more: str):
        self.data = data
        self.output = data.parent / f"{data.name}-{time.monotonic_ns()}.out"
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*python, MANAGE, "demo", "--port", "0", "--data", str(data), *words],
                env=surroundings(**more),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                **(popen or {}),
            )

    @property
    def said(self) -> str:
        return self.output.read_text("utf-8")

    @property
    def url(self) -> str:
        found = re.search(r"ready at +(http\S+)", self.said)
        assert found, self.said
        return found[1]

    def wait_until_ready(self) -> "Demo":
        until(lambda: "ready at" in self.said or self.process.poll() is not None)
        assert "ready at" in self.said, self.said
        return self

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)

    def stop(self, number: int) -> None:
        """End it by a signal: that stops everything, and is no trouble."""
        assert self.end(number) == 0
        assert processes(self.data) == []
        assert "Traceback" not in self.said

    def page(self) -> int:
        """The status of a page that asks the database."""
        return status(self.url + "accounts/login/")

    def part(self, words: str) -> int:
        """The number of the eldest process of this demo with these words in its command line."""
        return min(pid for pid in processes(self.data) if words in command_line(pid))


def status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def until(true: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Wait for something. Whether it came to pass."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def processes(data: Path) -> list[int]:
    """Every process that has to do with this data folder, by its command line or environment."""
    mark = os.fsencode(data)
    found = []
    for pid in (int(name) for name in os.listdir("/proc") if name.isdigit()):
        with contextlib.suppress(OSError):
            facts = Path(f"/proc/{pid}/cmdline").read_bytes()
            with contextlib.suppress(OSError):
                facts += Path(f"/proc/{pid}/environ").read_bytes()
            if mark in facts and pid != os.getpid():
                found.append(pid)
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def parent(pid: int) -> int:
    """The number of the process that started it; 0 where it has gone."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return 0
    return int(status.rpartition(")")[2].split()[1])


def nothing_is_left(data: Path) -> bool:
    return until(lambda: not processes(data), 20)


@contextlib.contextmanager
def cleared(data: Path) -> Iterator[Path]:
    """Whatever a failing test leaves running is ended after it, by number."""
    try:
        yield data
    finally:
        for pid in processes(data):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        until(lambda: not processes(data), 10)
