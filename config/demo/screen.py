"""What the person at the terminal reads."""

import contextlib
import sys


def show(text: str) -> None:
    """Print at once. A terminal that has gone away is no reason to stop in the middle."""
    with contextlib.suppress(OSError, ValueError):
        print(text, flush=True)


def agrees(question: str) -> bool | None:
    """Ask for yes or no, yes being the default; None when nobody is there to ask."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        return input(f"{question} [Y/n] ").strip().lower() in {"", "y", "yes"}
    except EOFError:
        return None
