"""One line on a terminal that tells how far a long command is."""

from typing import Any


class Progress:
    """Written over itself; nothing at all where nobody looks on."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream
        self.shown = stream.isatty()

    def tell(self, words: str) -> None:
        if self.shown:
            self.stream.write(f"\r{words}\x1b[K", ending="")
            self.stream.flush()

    def clear(self) -> None:
        """Before something else is written, and at the end."""
        self.tell("")
