"""Make the dependencies importable, with nothing but the standard library.

This package runs before anything is installed: it must never import a dependency.
"""

import os
import sys
from pathlib import Path

from config.bootstrap.locks import RUNTIME_LOCK, TEST_LOCK, checkout_lock
from config.bootstrap.needs import missing
from config.bootstrap.trouble import SetupError
from config.bootstrap.venv import Venv

# Set across the re-start below; a second re-start in a row would be an endless loop.
RESTARTED = "ATTACHE_BOOTSTRAPPED"


def ensure(root: Path, argv: list[str], *, for_tests: bool = False) -> None:
    """Return when this Python can import the dependencies; otherwise never return.

    Makes `<root>/.venv` from the hashed lock when it is absent, out of date or half made, and
    starts `argv` again in it. Raises SetupError with one sentence when that cannot be done.
    """
    venv = Venv(root, TEST_LOCK if for_tests else RUNTIME_LOCK)
    restarted = os.environ.pop(RESTARTED, "") == "1"
    # Another Python that has them is left alone, and so is a .venv that somebody made by hand.
    ours_and_stale = venv.is_running() and venv.was_made_here() and not venv.is_complete()
    if not missing(root, for_tests) and not ours_and_stale:
        return
    if restarted:
        raise SetupError(
            f"{venv.folder} is complete by its own record and yet lacks "
            f"{', '.join(missing(root, for_tests)) or 'its lock'}. "
            "Remove that folder and type the same command again."
        )
    # Running in a .venv that lost a package: its record is wrong, so install again.
    if not venv.is_complete() or venv.is_running():
        with checkout_lock(root):
            # Somebody else may have finished the job while we waited for the lock.
            if not venv.is_complete() or venv.is_running():
                venv.install()
    restart(venv, argv)


def restart(venv: Venv, argv: list[str]) -> None:
    """Replace this process by the same command in the virtual environment's Python."""
    sys.stdout.flush()
    sys.stderr.flush()
    environment = {**os.environ, RESTARTED: "1"}
    try:
        os.execve(venv.python, [str(venv.python), *argv], environment)
    except OSError as error:
        raise SetupError(
            f"{venv.python} cannot be started ({error.strerror}). "
            f"Remove {venv.folder} and type the same command again."
        ) from None
