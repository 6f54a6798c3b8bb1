"""pip as a child process: progress while it works, its last words when it fails."""

import re
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path

from config.bootstrap.trouble import SetupError
from config.processes import die_with_parent

TAIL = 25


def pip_install(python: Path, lock: Path) -> None:
    """Install a hashed lock. PIP_* settings of the environment hold as they are.

    Raises SetupError with the end of pip's own output.
    """
    total = len(set(re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text("utf-8"), re.MULTILINE)))
    print(f"Installing {total} packages from {lock.name} …", file=sys.stderr, flush=True)
    command = [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(lock)]
    command += ["--no-input", "--progress-bar", "off", "--disable-pip-version-check"]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        preexec_fn=die_with_parent(signal.SIGTERM),
    ) as pip:
        last_words = deque[str](maxlen=TAIL)
        seen = 0
        assert pip.stdout is not None
        for line in pip.stdout:
            last_words.append(line.rstrip())
            if line.startswith("Collecting "):
                seen += 1
                show_progress(seen, total, line.split()[1].partition("=")[0])
            elif line.startswith("Installing collected packages"):
                print("  unpacking …", file=sys.stderr, flush=True)
    if pip.returncode < 0:
        raise SetupError(f"The installation was cut off by signal {-pip.returncode}.")
    if pip.returncode:
        # pip undoes what it began before it fails by itself, so nothing is half installed.
        (python.parent.parent / "attache-installing").unlink(missing_ok=True)
        raise SetupError(
            "The dependencies could not be installed. pip says:\n\n"
            + "\n".join(last_words)
            + "\n\nType the same command again to go on from here."
        )


def show_progress(seen: int, total: int, name: str) -> None:
    # The lock names packages for other systems as well, so fewer than `total` may ever come.
    if seen % 10 == 0 or sys.stderr.isatty():
        print(f"  {seen}/{total} {name}", file=sys.stderr, flush=True)
