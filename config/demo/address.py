"""The address that the demo listens on.

The launcher binds it and hands the open socket to the web server: what was free stays ours, and
a browser waits instead of failing while the web server is started again.
"""

import errno
import ipaddress
import socket
from dataclasses import dataclass

from config.bootstrap.trouble import SetupError
from config.demo.screen import agrees, show

# How many ports after a taken one are looked at.
NEXT_PORTS = 100
WAITING_CONNECTIONS = 128


@dataclass(frozen=True)
class Address:
    listener: socket.socket
    host: str

    @property
    def ip(self) -> str:
        return str(self.listener.getsockname()[0])

    @property
    def port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return ipaddress.ip_address(self.ip.partition("%")[0]).is_loopback

    @property
    def is_everywhere(self) -> bool:
        return ipaddress.ip_address(self.ip).is_unspecified

    @property
    def name(self) -> str:
        """The host as a browser on this machine writes it."""
        if self.is_everywhere:
            return "localhost"
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def url(self) -> str:
        return f"http://{self.name}:{self.port}/"

    @property
    def allowed_hosts(self) -> str:
        """Django's ALLOWED_HOSTS: who listens everywhere does not know all of its names."""
        return "*" if self.is_everywhere else f"localhost,127.0.0.1,[::1],{self.name}"


def listen(host: str, port: int) -> Address:
    """Bind the address, or one of the next ports when it is taken. Raises SetupError."""
    if first := bind(host, port):
        return Address(first, host)
    for other in range(port + 1, min(port + NEXT_PORTS, 65535) + 1):
        if found := bind(host, other):
            break
    else:
        raise SetupError(f"Port {port} is taken. Choose another with --port N.")
    if agrees(f"Port {port} is taken. Use {other} instead?") is False:
        found.close()
        raise SetupError(f"Port {port} is taken. Choose another with --port N.")
    show(f"Port {port} is taken; using {other} instead.")
    return Address(found, host)


def bind(host: str, port: int) -> socket.socket | None:
    """A listening socket; None when the port is taken. Raises SetupError for other reasons."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError):
        raise SetupError(f"There is no address for --host {host}.") from None
    listener = socket.socket(family, kind, protocol)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen(WAITING_CONNECTIONS)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            return None
        if error.errno == errno.EACCES:
            raise SetupError(
                f"Port {port} may be used by root only. Choose one from 1024 with --port N."
            ) from None
        raise SetupError(f"Cannot listen on {host}, port {port}: {error.strerror}.") from None
    return listener
