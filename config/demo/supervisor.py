"""Start the demo's processes, watch over them, and stop them in good order."""

import http.client
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.bootstrap.trouble import SetupError
from config.demo.address import Address
from config.demo.parts import ENDING, Part, last_words
from config.demo.stopping import Stopping
from config.embedded import server
from config.processes import stop

PULSE = 0.05
LOOK_AGAIN = 1.0
# The first page after a cold start, on a slow machine.
PATIENCE = 120.0
FIRST_PAGE = "/accounts/login/"


@contextmanager
def running(parts: list[Part]) -> Iterator[None]:
    """Whatever happens inside, none of the parts is left behind."""
    try:
        yield
    finally:
        for part in parts:
            part.ask_to_end()
        for part in parts:
            if part.process:
                stop(part.process, ENDING)


def wait_for_page(web: Part, address: Address, stopping: Stopping) -> None:
    """Wait until the first page is there. Raises SetupError when it will not come."""
    until = time.monotonic() + PATIENCE
    seconds = 1.0
    while not stopping.wait(PULSE):
        if web.process is not None and web.process.poll() is not None:
            raise SetupError(
                f"The {web.name} does not start. {web.log} ends with:\n{last_words(web.log)}"
            )
        # The socket is bound, so this waits for the server rather than failing.
        status = status_of_page(address, seconds)
        # Short at first, to hear Ctrl-C; longer on a machine that takes its time.
        seconds = min(seconds + 1, 15)
        if status is not None and status < 500:
            return
        if status is not None or time.monotonic() > until:
            raise SetupError(
                f"The first page cannot be shown (status {status}). {web.log} ends with:\n"
                + last_words(web.log)
            )


def status_of_page(address: Address, seconds: float) -> int | None:
    """The status of the first page; None when no answer came in so many seconds."""
    host = "127.0.0.1" if address.is_everywhere and ":" not in address.ip else address.ip
    host = "::1" if address.is_everywhere and ":" in address.ip else host
    connection = http.client.HTTPConnection(host, address.port, timeout=seconds)
    try:
        connection.request("GET", FIRST_PAGE, headers={"Host": address.url.split("/")[2]})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def watch(parts: list[Part], database: server.Use | None, stopping: Stopping) -> None:
    """Until somebody wants the end: whatever falls is started again. Raises SetupError."""
    while not stopping.wait(LOOK_AGAIN):
        for part in parts:
            part.tend()
        if database and not server.ready(database.where):
            database.socket(stopping.wanted)
