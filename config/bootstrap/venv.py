"""The virtual environment in the checkout: its record, its making and its repair."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from config.bootstrap.locks import RUNTIME_LOCK, TEST_LOCK, checksum
from config.bootstrap.pip import pip_install
from config.bootstrap.trouble import SetupError
from config.processes import die_with_parent

# Written when an install is complete: {lock file name: checksum}.
RECORD = "attache-installed.json"
# There while an install is under way; found at a start, it tells of an install that was cut off.
UNDER_WAY = "attache-installing"


class Venv:
    """`<root>/.venv` as seen by one of the two dependency locks."""

    def __init__(self, root: Path, lock_name: str) -> None:
        self.root = root
        self.lock_name = lock_name
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"

    def is_running(self) -> bool:
        """Whether the Python that runs this line is the environment's own."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def was_made_here(self) -> bool:
        return (self.folder / RECORD).exists() or (self.folder / UNDER_WAY).exists()

    def is_complete(self) -> bool:
        """Whether the whole of the current lock was installed, by the environment's own record."""
        if (self.folder / UNDER_WAY).exists() or not os.access(self.python, os.X_OK):
            return False
        return self._record().get(self.lock_name) == checksum(self.root / self.lock_name)

    def install(self) -> None:
        """Install the lock, and make the environment first if it is absent or half made.

        An install that was cut off leaves packages that pip takes for whole, so it is repaired by
        starting over. Raises SetupError.
        """
        try:
            if (self.folder / UNDER_WAY).exists() or not os.access(self.python, os.X_OK):
                self._make()
            (self.folder / UNDER_WAY).touch()
            (self.folder / RECORD).unlink(missing_ok=True)
            pip_install(self.python, self.root / self.lock_name)
            installed = [RUNTIME_LOCK, TEST_LOCK] if self.lock_name == TEST_LOCK else [RUNTIME_LOCK]
            record = {name: checksum(self.root / name) for name in installed}
            (self.folder / RECORD).write_text(json.dumps(record), "utf-8")
            (self.folder / UNDER_WAY).unlink()
        except OSError as error:
            raise SetupError(
                f"{self.folder} cannot be written ({error.strerror}). Make the checkout writable, "
                f"or install {self.lock_name} into a virtual environment of your own and run "
                "manage.py with that environment's Python."
            ) from None

    def _make(self) -> None:
        if importlib.util.find_spec("ensurepip") is None:
            raise SetupError(
                f"{sys.executable} cannot make virtual environments; on Debian and Ubuntu, type "
                "`sudo apt-get install python3-venv` and then the same command again."
            )
        print(f"Making {self.folder} …", file=sys.stderr, flush=True)
        if self.folder.is_symlink():
            raise SetupError(f"{self.folder} leads nowhere; remove it and try again.")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir()
        (self.folder / UNDER_WAY).touch()
        done = subprocess.run(
            [sys.executable, "-m", "venv", str(self.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            preexec_fn=die_with_parent(signal.SIGTERM),
            check=False,
        )
        if done.returncode:
            raise SetupError(
                f"{sys.executable} could not make {self.folder}:\n{done.stdout.strip()}"
            )

    def _record(self) -> dict[str, str]:
        try:
            record = json.loads((self.folder / RECORD).read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return record if isinstance(record, dict) else {}
