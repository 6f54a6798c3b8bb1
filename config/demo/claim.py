"""One demo for each data folder, and what it tells a second one."""

import json
import os
import time
from pathlib import Path

from config import file_locks
from config.demo.screen import show
from config.processes import is_alive

LOCK = "demo"
PULSE = 0.2
PATIENCE = 3.0


class Claim:
    """The demo's hold on a data folder.

    The demo's parts inherit the lock, so it lasts until the last of them has ended, also when the
    launcher itself was killed.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / "locks" / LOCK
        self.handle = file_locks.open_lock(self.path)

    def take(self) -> bool:
        """Take it; False when another demo runs on this data. Waits for one that is ending."""
        began = said = time.monotonic()
        while not file_locks.take(self.handle, wait=False):
            if (pid := self.told().get("pid")) and is_alive(int(str(pid))):
                return False
            if said == began and time.monotonic() - began > PATIENCE:
                said = time.monotonic()
                show("Waiting for the parts of the last demo to end …")
            time.sleep(PULSE)
        os.set_inheritable(self.handle, True)
        self.tell()
        return True

    def tell(self, **facts: str) -> None:
        """Say to whom it may concern what runs here."""
        text = json.dumps({"pid": os.getpid(), **facts}).encode()
        os.ftruncate(self.handle, 0)
        os.pwrite(self.handle, text, 0)

    def told(self) -> dict[str, str | int]:
        """What the demo that has the folder says: `pid`, and `url` once it answers there."""
        try:
            facts = json.loads(os.pread(self.handle, 10_000, 0))
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}
