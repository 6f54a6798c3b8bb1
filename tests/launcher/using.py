"""The embedded database, used from another process."""

import subprocess
import sys
from pathlib import Path

import psycopg

from tests.launcher.running import ROOT, surroundings

HOLD = """
import sys, time
from pathlib import Path
from config.embedded.server import Use
with Use(Path(sys.argv[1])) as use:
    print(use.socket(), flush=True)
    sys.stdin.readline()
"""


def hold(data: Path, *, python=(sys.executable,), popen=None, **more: str) -> subprocess.Popen[str]:
    """Another process that uses the database until it gets a line, or its input ends."""
    return subprocess.Popen(
        [*python, "-c", HOLD, str(data)],
        cwd=ROOT,
        env=surroundings(**more),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **(popen or {}),
    )


def ask(socket: object, question: str) -> object:
    with psycopg.connect(host=str(socket), user="attache", dbname="attache") as connection:
        row = connection.execute(question).fetchone()
        assert row
        return row[0]
