"""`manage.py test`: pytest against a throw-away database."""

import os
import secrets
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from config import bootstrap
from config.processes import die_with_parent

# More processes than this gain little, and each has a database of its own.
MOST_PROCESSES = 4
# Questions to pytest that need no database for an answer.
ASKING = frozenset({"--version", "-V", "--help", "-h", "--markers"})
ENVIRONMENT = {
    "ATTACHE_MODE": "test",
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
}


def run(root: Path, argv: list[str]) -> int:
    """Set up, run pytest with the arguments after `test`, answer its exit code."""
    bootstrap.ensure(root, argv, for_tests=True)
    arguments = argv[2:]
    command = [sys.executable, "-m", "pytest", *in_parallel(arguments, os.cpu_count() or 1)]
    if not os.environ.get("DATABASE_URL", "").strip():
        # Nobody needs to drop what is thrown away with its server.
        command.append("--reuse-db")
    if ASKING.intersection(arguments):
        return follow(command, root, {**os.environ, **ENVIRONMENT})
    with database() as url:
        return follow(command, root, {**os.environ, **ENVIRONMENT, "DATABASE_URL": url})


def in_parallel(arguments: list[str], cores: int) -> list[str]:
    """pytest's arguments, with one process a core when the whole suite or a folder is asked for."""
    single = any(".py" in word or word in {"--pdb", "-s", "--collect-only"} for word in arguments)
    chosen = any(word.startswith(("-n", "--numprocesses", "--dist")) for word in arguments)
    if single or chosen or cores < 2:
        return arguments
    # A file stays in one process, and so its costly fixtures are made once. In their own order the
    # quick ones come last; xdist would end with those of few tests, which are the slow ones.
    spread = ["--dist", "loadfile", "--no-loadscope-reorder"]
    return ["-n", str(min(cores, MOST_PROCESSES)), *spread, *arguments]


@contextmanager
def database() -> Iterator[str]:
    """The URL of a database server for the tests: DATABASE_URL's, or one that is thrown away."""
    if given := os.environ.get("DATABASE_URL", "").strip():
        yield given
        return
    from config.embedded.server import Use

    folder = Path(tempfile.mkdtemp(prefix="attache-test-"))
    # As root, PostgreSQL's user passes through.
    folder.chmod(0o711)
    with Use(folder, throwaway=True) as server:
        yield f"postgresql://attache@/attache?host={quote(str(server.socket()))}"


def follow(command: list[str], root: Path, environment: dict[str, str]) -> int:
    """Run a command to its end and answer its exit code; our signals are its signals."""
    child = subprocess.Popen(
        command, cwd=root, env=environment, preexec_fn=die_with_parent(signal.SIGTERM)
    )
    # Ctrl-C reaches the whole foreground group; the child decides what to make of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, _frame: child.send_signal(received))
    code = child.wait()
    return code if code >= 0 else 128 - code
