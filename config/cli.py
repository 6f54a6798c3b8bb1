"""What `manage.py` does with its arguments.

`demo` and `test` are ours; everything else is Django's, in an environment that fits this machine.
Expected failures end in one sentence; `--traceback` shows where they came from.
"""

import os
import sys
import warnings
from io import TextIOWrapper
from pathlib import Path

from config import bootstrap
from config.bootstrap.trouble import SetupError

ROOT = Path(__file__).resolve().parent.parent
OURS = """\
Attaché's own commands:
  demo     Set everything up and run the app with demo data on this machine
  test     Set everything up and run the tests; arguments go to pytest
"""


def main(argv: list[str]) -> int:
    """Run a command line. Answers the exit code."""
    command = next(iter(argv[1:2]), "help")
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a letter shows a question mark, not a traceback.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        if command == "demo":
            from config.demo.command import run

            return run(ROOT, argv)
        if command == "test":
            from config.testing import run as run_tests

            return run_tests(ROOT, argv)
        bootstrap.ensure(ROOT, argv)
        return django(command, argv)
    except SetupError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nobody is there to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def django(command: str, argv: list[str]) -> int:
    """Run one of Django's commands; its sentences instead of tracebacks for what people meet."""
    from config import local

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= local.environment(ROOT, argv[1:], os.environ)
    # Only after the environment is complete: settings read it once.
    from config import failures

    if command == "help" and len(argv) <= 2:
        print(OURS)
    if os.environ.get("ATTACHE_DATABASE") == "none":
        # makemigrations compares with the applied migrations where it can; here it need not.
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history")
    try:
        with failures.in_plain_words(show_traceback="--traceback" in argv):
            from django.core.management import execute_from_command_line

            local.before(command, os.environ)
            execute_from_command_line(argv)
    finally:
        if backend := sys.modules.get("config.embedded.backend.base"):
            backend.leave_all()
    return 0
