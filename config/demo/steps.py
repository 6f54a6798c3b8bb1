"""What has to be done before the demo can start, and doing it."""

import json
import subprocess
import sys
from pathlib import Path

from config.bootstrap.trouble import SetupError
from config.demo import stamps
from config.demo.parts import ENDING, last_words, open_log
from config.demo.prepare import STEPS
from config.demo.stamps import Stamps
from config.demo.stopping import Stopping
from config.embedded.places import Places
from config.processes import die_with_parent, stop


class Steps:
    """The steps of prepare.py that are due, by the stamps of those that were done."""

    def __init__(self, root: Path, where: Places, known: dict[str, str]) -> None:
        self.root = root
        self.log = where.data / "logs" / "prepare.log"
        self.known = known
        # A stamp lies beside what it speaks of, and goes where that goes.
        database, files = Stamps(where.home / stamps.PREPARED), Stamps(where.data / "static.json")
        self.stamps = {"tables": database, "static": files, "demo": database, "passwords": database}
        self.prints = {
            "tables": stamps.of_tables(root),
            "static": stamps.of_static_files(root),
            "demo": stamps.of_demo_data(root),
            "passwords": stamps.fingerprint([json.dumps(known)]),
        }
        self.static = where.data / "static"

    def due(self, *, embedded: bool) -> list[str]:
        """Which steps to do. Another's database may have changed in any way since last time."""
        due = [step for step in STEPS if not self.stamps[step].says(step, self.prints[step])]
        if not embedded:
            due = [step for step in STEPS if step != "static" or step in due]
        if not self.static.exists() and "static" not in due:
            due.append("static")
        if "demo" in due and "passwords" not in due:
            due.append("passwords")
        return sorted(due, key=list(STEPS).index)

    def do(self, due: list[str], environment: dict[str, str], stopping: Stopping) -> None:
        """Do them in one process, and stamp them. Raises SetupError."""
        command = [sys.executable, "-m", "config.demo.prepare", *due]
        with open_log(self.log) as output:
            child = subprocess.Popen(
                command,
                cwd=self.root,
                env=environment,
                stdin=subprocess.PIPE,
                # It tells the person itself what it is doing.
                stdout=None,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent(ENDING[0][0]),
            )
        try:
            assert child.stdin is not None
            child.stdin.write(json.dumps(self.known).encode())
            child.stdin.close()
            while child.poll() is None:
                if stopping.wait(0.05):
                    raise SetupError("Stopped before everything was ready; start again to go on.")
        finally:
            stop(child, ENDING)
        if child.returncode:
            raise SetupError(
                f"The demo could not be prepared. {self.log} ends with:\n{last_words(self.log)}"
            )
        for step in due:
            self.stamps[step].put(step, self.prints[step])
