"""A connection to exactly the number that was checked, and no longer than its time."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from threading import Timer

import certifi

from annotations.fetching.errors import NotFetched
from annotations.fetching.places import may_connect, may_use
from annotations.fetching.targets import Target

# Where `localhost`, and what ends so, leads on every machine.
LOOPBACK = ["127.0.0.1"]


class Deadline:
    """When all of it has to be over: looking up, connecting, every redirect, the last byte."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return self._ends - time.monotonic()

    def check(self, host: str) -> float:
        """The seconds that are left. Raises NotFetched: too_slow."""
        if self.left <= 0:
            raise NotFetched("too_slow", host=host, seconds=round(self.seconds))
        return self.left


@contextmanager
def connected(target: Target, deadline: Deadline) -> Iterator[socket.socket]:
    """A socket to the target, with TLS where it is https, that is cut off at the deadline.

    The name is looked up once, every number that it has is checked, and the connection is made to
    the number: no second look-up can lead elsewhere. Raises NotFetched.
    """
    if not may_use(target.port):
        raise NotFetched("port", port=target.port)
    numbers = look_up(target.host, target.port)
    # A name that leads inside as well as outside is a trap; it is not tried at its good numbers.
    if not numbers or not all(may_connect(number, target.port) for number in numbers):
        raise NotFetched("private", host=target.host)
    found = _opened(numbers, target, deadline)
    if target.scheme == "https":
        found = _with_tls(found, target, deadline)
    with found:
        # A timeout of the socket counts from one byte to the next: a server that drips would never
        # run into it. This does not ask how the time was spent.
        cut = Timer(max(deadline.left, 0), _cut, [found])
        cut.daemon = True
        cut.start()
        try:
            yield found
        finally:
            cut.cancel()


def demand_possible(target: Target) -> None:
    """Raises NotFetched (port, private) for what can be refused at once, whatever names lead to:
    nothing is asked of the network."""
    if not may_use(target.port):
        raise NotFetched("port", port=target.port)
    try:
        numbers = look_up(target.host, target.port, flags=socket.AI_NUMERICHOST)
    except NotFetched:
        numbers = LOOPBACK if f".{target.host}".lower().endswith(".localhost") else []
    if not all(may_connect(number, target.port) for number in numbers):
        raise NotFetched("private", host=target.host)


def look_up(host: str, port: int, flags: int = 0) -> list[str]:
    """All numbers of a name, or what a number means: decimal, octal, with parts left out."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    except (OSError, UnicodeError) as error:
        raise NotFetched("unknown_host", host=host) from error
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def _opened(numbers: list[str], target: Target, deadline: Deadline) -> socket.socket:
    """The first of the numbers that answers."""
    for tried, number in enumerate(numbers):
        # To each its share of the time: the first may be of a network that leads nowhere.
        share = deadline.check(target.host) / (len(numbers) - tried)
        try:
            found = socket.create_connection((number, target.port), share)
        except OSError:
            continue
        found.settimeout(deadline.seconds)
        return found
    deadline.check(target.host)
    raise NotFetched("unreachable", host=target.host)


def _with_tls(plain: socket.socket, target: Target, deadline: Deadline) -> socket.socket:
    plain.settimeout(deadline.check(target.host))
    try:
        return trust().wrap_socket(plain, server_hostname=target.host)
    except ssl.SSLError as error:
        raise NotFetched("insecure", host=target.host) from error
    except OSError as error:
        deadline.check(target.host)
        raise NotFetched("unreachable", host=target.host) from error


@cache
def trust() -> ssl.SSLContext:
    """The machine's authorities, and Mozilla's, since slim containers have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def _cut(found: socket.socket) -> None:
    with suppress(OSError):
        found.shutdown(socket.SHUT_RDWR)
