"""The site as it runs in production: gunicorn, collected static files, a database of its own."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from config.processes import die_with_parent
from tests.bench.workbench import a_database

ROOT = Path(__file__).resolve().parent.parent.parent
WORKERS = 2
THREADS = 4


TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Site:
    """A running site. Its database is this program's, too."""

    url: str
    server: "subprocess.Popen[bytes]"

    def worked(self) -> tuple[float, float]:
        """Milliseconds that the site's processes and the database's have had a processor."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
            backends = [pid for (pid,) in cursor.fetchall()]
        tasks = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        return worked(int(pid) for pid in tasks.split()), worked(backends)


def worked(pids: Iterable[int]) -> float:
    """Milliseconds on a processor, where the processes are on this machine and it is a Linux."""
    total = 0
    for pid in pids:
        # After the name, which may hold blanks, the 12th and 13th are ticks of its own and the
        # kernel's on its behalf.
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(after_name[11]) + int(after_name[12])
    return total * 1000 / TICKS


@contextmanager
def a_site() -> Iterator[Site]:
    """gunicorn on loopback until the end of the block; `django.setup()` first."""
    with a_database(), tempfile.TemporaryDirectory(prefix="attache-bench-") as folder:
        environment = os.environ | {
            "ATTACHE_MODE": "local",
            "ATTACHE_STATIC_ROOT": folder,
            "DATABASE_URL": address_of_database(),
            "DEBUG": "no",
        }
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
        subprocess.run(collect, cwd=ROOT, env=environment, check=True)
        with socket.create_server(("127.0.0.1", 0)) as listener:
            os.set_inheritable(listener.fileno(), True)
            command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--preload"]
            command += ["--bind", f"fd://{listener.fileno()}", "--log-level", "warning"]
            command += ["--worker-class", "gthread", "--no-control-socket", "--keep-alive", "15"]
            command += ["--workers", str(WORKERS), "--threads", str(THREADS)]
            server = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                pass_fds=[listener.fileno()],
                preexec_fn=die_with_parent(signal.SIGTERM),
            )
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            wait_for(f"{url}/accounts/login/", server)
            yield Site(url, server)
        finally:
            server.terminate()
            server.wait()


def address_of_database() -> str:
    from django.db import connection

    its = connection.settings_dict
    who = quote(its["USER"]) + (f":{quote(its['PASSWORD'])}" if its["PASSWORD"] else "")
    where = urlencode({"host": its["HOST"], "port": its["PORT"] or "5432"})
    return f"postgresql://{who}@/{its['NAME']}?{where}"


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        try:
            urlopen(url).close()
            return
        except OSError:
            assert server.poll() is None, "gunicorn has given up"
            time.sleep(0.1)
    raise TimeoutError(url)
