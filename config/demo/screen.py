"""What the person at the terminal reads."""

import os
import sys


def show(text: str) -> None:
    """Print at once. A terminal that has gone away is no reason to stop in the middle."""
    try:
        print(text, flush=True)
    except OSError:
        # Python would fail at its end on what it could not write.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def agrees(question: str) -> bool | None:
    """Ask for yes or no, yes being the default; None when nobody is there to ask."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    try:
        return input(f"{question} [Y/n] ").strip().lower() in {"", "y", "yes"}
    except EOFError:
        return None
