"""Which numbers are public."""

from ipaddress import ip_address

import pytest

from annotations.fetching.checks import allowances_make_sense
from annotations.fetching.places import is_public, may_connect, may_use

PUBLIC = ["1.1.1.1", "93.184.215.14", "172.15.255.255", "172.32.0.0", "2606:4700::1111", "2a00::1"]
NOT_PUBLIC = {
    "this network": ["0.0.0.0", "0.1.2.3"],
    "private": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12::1"],
    "carrier's": ["100.64.0.1", "100.100.100.200", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.0.1", "fe80::1", "fe80::1%1", "fec0::1"],
    "metadata of clouds": ["169.254.169.254", "fd00:ec2::254", "168.63.129.16", "192.0.0.192"],
    "protocols": ["192.0.0.1", "192.88.99.1", "2001::1", "2001:20::1", "5f00::1", "100::1"],
    "documentation": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
    "benchmarks": ["198.18.0.1", "198.19.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"],
    "reserved": ["240.0.0.1", "255.255.255.255", "::"],
    "IPv4 mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:1.1.1.1"],
    "IPv4 compatible, translated": ["::127.0.0.1", "::ffff:0:127.0.0.1"],
    "6to4, Teredo": ["2002:7f00:1::", "2002:0a00:1::1", "2001:0:7f00:1::"],
    "NAT64": ["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1"],
}


@pytest.mark.parametrize("number", PUBLIC)
def test_public_numbers(number):
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    ("why", "number"), [(why, each) for why, numbers in NOT_PUBLIC.items() for each in numbers]
)
def test_numbers_that_are_not(why, number):
    assert not is_public(ip_address(number)), why


@pytest.mark.parametrize(
    ("allowed", "number", "port", "expected"),
    [
        ([], "1.1.1.1", 443, True),
        ([], "1.1.1.1", 22, False),
        ([], "1.1.1.1", 8080, False),
        ([], "10.0.0.1", 443, False),
        (["10.0.0.0/24"], "10.0.0.1", 443, True),
        (["10.0.0.0/24"], "10.0.0.1", 8080, False),
        (["10.0.0.0/24"], "10.0.1.1", 443, False),
        (["10.0.0.1:8080"], "10.0.0.1", 8080, True),
        (["10.0.0.1:8080"], "10.0.0.1", 443, False),
        (["10.0.0.1:8080"], "1.1.1.1", 8080, False),
        (["[fd00::1]:8080"], "fd00::1", 8080, True),
        (["fd00::/8"], "fd00::1", 443, True),
        (["127.0.0.1"], "::ffff:127.0.0.1", 443, False),
    ],
)
def test_what_an_installation_allows_is_allowed_and_no_more(
    settings, allowed, number, port, expected
):
    settings.FETCH_ALLOW = allowed

    assert may_connect(number, port) is expected


def test_other_ports_only_where_one_is_allowed(settings):
    settings.FETCH_ALLOW = ["10.0.0.1:8080", "10.0.0.2"]

    assert [port for port in (22, 25, 80, 443, 6379, 8080) if may_use(port)] == [80, 443, 8080]


@pytest.mark.parametrize("written", ["", "inside", "10.0.0.1:http", "10.0.0.1/24"])
def test_nonsense_is_told_at_the_start(settings, written):
    settings.FETCH_ALLOW = ["10.0.0.0/8:8080", "[fd00::1]:80"]
    assert allowances_make_sense(None) == []

    settings.FETCH_ALLOW = ["10.0.0.0/8", written]

    assert [error.id for error in allowances_make_sense(None)] == ["annotations.E001"]
