"""Whether somebody wants the demo to end."""

import signal
import threading
from types import FrameType


class Stopping:
    """Ctrl-C, SIGTERM and a closed terminal, remembered until there is time for them."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def listen(self) -> None:
        signal.signal(signal.SIGINT, self._ask)
        signal.signal(signal.SIGTERM, self._ask)
        # Under nohup the terminal may go; whoever said so meant it.
        if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            signal.signal(signal.SIGHUP, self._ask)

    def wanted(self) -> bool:
        return self._asked.is_set()

    def wait(self, seconds: float) -> bool:
        """Sleep, but not past the wish to end. Whether there is one."""
        return self._asked.wait(seconds)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self._asked.set()
