"""Which numbers may be connected to: the public ones, and what an installation allows."""

from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from django.conf import settings

from annotations.fetching.targets import PORTS

Number = IPv4Address | IPv6Address

# Everything that IANA keeps for special purposes, written out: Python's own `is_global` has
# changed from one patch release to the next.
SPECIAL_4 = [
    IPv4Network(each)
    for each in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24"),
        *("192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        # A public number behind which a cloud keeps the metadata of its machines.
        "168.63.129.16/32",
    )
]
# In IPv6 only this is handed out to the public. It leaves out loopback, link-local, private and
# multicast numbers, and those with a number of IPv4 within: mapped, compatible, translated, NAT64.
GLOBAL_6 = IPv6Network("2000::/3")
# Within it: Teredo and other protocols, documentation, 6to4.
SPECIAL_6 = [
    IPv6Network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
]


@dataclass(frozen=True, slots=True)
class Allowed:
    """Numbers that an installation lets us fetch from, on one port or the usual ones."""

    network: IPv4Network | IPv6Network
    port: int | None

    @classmethod
    def read(cls, written: str) -> "Allowed":
        """From 10.1.2.3, 10.1.0.0/16, 10.1.2.3:8080 or [fd00::1]:8080. Raises ValueError."""
        number, port = written, ""
        if written.startswith("["):
            number, _, port = written[1:].partition("]")
            port = port.removeprefix(":")
        elif written.count(":") == 1:
            number, _, port = written.partition(":")
        return cls(ip_network(number), int(port) if port else None)

    def covers(self, number: Number, port: int) -> bool:
        is_port = port == self.port if self.port else port in PORTS.values()
        return is_port and number.version == self.network.version and number in self.network


def may_connect(number: str, port: int) -> bool:
    """Whether there may be a connection to this number and port."""
    found = ip_address(number)
    if any(Allowed.read(each).covers(found, port) for each in settings.FETCH_ALLOW):
        return True
    return port in PORTS.values() and is_public(found)


def may_use(port: int) -> bool:
    """Whether any connection may be made to this port, whatever the number."""
    allowed = (Allowed.read(each).port for each in settings.FETCH_ALLOW)
    return port in PORTS.values() or port in allowed


def is_public(number: Number) -> bool:
    if isinstance(number, IPv4Address):
        return not any(number in network for network in SPECIAL_4)
    return number in GLOBAL_6 and not any(number in network for network in SPECIAL_6)
