"""Nothing inside is reached: by name, number, redirect, rebinding or proxy.

Each way in is first shown to be one: without the guard it leads to the outlet on loopback.
"""

import socket
import ssl
from urllib.request import ProxyHandler, build_opener

import pytest

from annotations.fetching import NotFetched, connecting, fetch
from tests.outlet import Outlet
from tests.outlet.server import CERTIFICATE

INSIDE = "<p>What is inside.</p>"
# Ways to write loopback; the system's own resolver understands all of them.
SPELLINGS = [
    *("127.0.0.1", "localhost", "LOCALHOST", "2130706433", "0177.0.0.1"),
    *("0x7f000001", "0x7f.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0"),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]"),
]
OUTSIDE = "93.184.215.14"


def refusal_of(url, **options):
    with pytest.raises(NotFetched) as refusal:
        fetch(url, **options)
    assert str(refusal.value)
    return refusal.value.code


def without_guard(url):
    """The same address by the standard library's own client."""
    with build_opener(ProxyHandler({})).open(url, timeout=5) as found:
        return found.read().decode()


@pytest.fixture
def inside(outlet, settings):
    """The outlet, its port open to fetching and its number not."""
    outlet.put("/", INSIDE)
    settings.FETCH_ALLOW = [f"192.0.2.1:{outlet.port}"]
    return outlet


@pytest.fixture
def names(monkeypatch):
    """`names["outlet.test"] = [["127.0.0.1"]]`: what is answered, one look-up after the other."""
    table, real = {}, socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if host not in table:
            return real(host, port, *args, **kwargs)
        answers = table[host]
        numbers = answers.pop(0) if len(answers) > 1 else answers[0]
        found = [real(number, port, *args, **kwargs) for number in numbers]
        return [each for some in found for each in some]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table


@pytest.fixture
def tried(monkeypatch):
    """The numbers that somebody tried to connect to; those outside do not answer."""
    seen, real = [], socket.create_connection

    def connect(address, *args, **kwargs):
        seen.append(address[0])
        if address[0] == OUTSIDE:
            raise ConnectionRefusedError
        return real(address, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", connect)
    return seen


def test_what_is_allowed_is_reached(outlet):
    outlet.put("/", INSIDE)

    found = fetch(outlet.url())

    assert found.data.decode() == INSIDE
    assert (found.url, found.status, found.media_type) == (outlet.url(), 200, "text/html")
    assert found.charset == "utf-8"
    assert outlet.requests[-1].headers["host"] == f"127.0.0.1:{outlet.port}"
    assert outlet.requests[-1].headers["user-agent"].startswith("Attache/")


@pytest.mark.parametrize("host", SPELLINGS)
def test_loopback_however_it_is_written(inside, host):
    url = inside.url(host=host)
    assert without_guard(url) == INSIDE
    inside.requests.clear()

    assert refusal_of(url) == "private"

    assert inside.requests == []


def test_loopback_in_other_digits(inside):
    assert refusal_of(inside.url(host="１２７.0.0.1")) == "private"
    assert refusal_of(inside.url(host="①②⑦.0.0.1")) == "private"


def test_a_name_that_leads_inside(inside, names, tried):
    names["inside.test"] = [["127.0.0.1"]]
    assert without_guard(inside.url(host="inside.test")) == INSIDE
    tried.clear()

    assert refusal_of(inside.url(host="inside.test")) == "private"

    assert tried == []


@pytest.mark.parametrize("numbers", [[OUTSIDE, "127.0.0.1"], ["127.0.0.1", OUTSIDE]])
def test_a_name_that_leads_outside_and_inside(inside, names, tried, numbers):
    names["both.test"] = [numbers]
    assert without_guard(inside.url(host="both.test")) == INSIDE
    tried.clear()

    assert refusal_of(inside.url(host="both.test")) == "private"

    assert tried == []


def test_a_name_that_changes_after_the_check(inside, names, tried, settings):
    settings.FETCH_ALLOW = [f"{OUTSIDE}:{inside.port}"]
    rebinding = [[OUTSIDE], ["127.0.0.1"]]
    names["turning.test"] = [*rebinding]
    assert connecting.look_up("turning.test", inside.port) == [OUTSIDE]
    assert without_guard(inside.url(host="turning.test")) == INSIDE
    tried.clear()
    names["turning.test"] = [*rebinding]
    inside.requests.clear()

    assert refusal_of(inside.url(host="turning.test")) == "unreachable"

    assert set(tried) == {OUTSIDE}
    assert inside.requests == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_inside(outlet, status):
    with Outlet() as other:
        other.put("/", INSIDE)
        outlet.move("/away", other.url(), status)
        assert without_guard(outlet.url("/away")) == INSIDE
        other.requests.clear()

        assert refusal_of(outlet.url("/away")) == "port"

        assert other.requests == []


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("http://10.0.0.1/", "private"),
        ("http://[fd00::1]/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("//127.1:{port}/", "reached"),
        ("//localhost:{port}/", "reached"),
        ("//me:word@127.0.0.1:{port}/", "credentials"),
        ("ftp://127.0.0.1/", "bad_address"),
        ("file:///etc/passwd", "bad_address"),
        ("http://127.0.0.1:22/", "port"),
        ("/round", "redirects"),
    ],
)
def test_each_hop_is_checked_as_if_it_were_typed(outlet, to, code):
    outlet.put("/", INSIDE)
    outlet.move("/round", "/round")
    outlet.move("/away", to.format(port=outlet.port))
    if code == "reached":
        assert fetch(outlet.url("/away")).data.decode() == INSIDE
    else:
        assert refusal_of(outlet.url("/away")) == code


def test_redirects_are_followed_and_told(outlet):
    outlet.put("/new/page?id=1&x=é", "")
    outlet.put("/new/page", INSIDE)
    outlet.move("/old", "/older")
    outlet.move("/older", "new/page?id=1#part", 301)

    assert fetch(outlet.url("/old")).url == outlet.url("/new/page?id=1")


@pytest.mark.parametrize("port", [22, 25, 6379, 8080, 65535])
def test_other_ports(port, tried, db):
    assert refusal_of(f"http://{OUTSIDE}:{port}/") == "port"
    assert tried == []


def test_a_proxy_of_the_environment_is_not_used(outlet, monkeypatch):
    outlet.put("/", INSIDE)
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with pytest.raises(OSError, match="refused"):
        build_opener().open(outlet.url())

    assert fetch(outlet.url()).data.decode() == INSIDE


def test_the_next_number_is_tried_where_one_does_not_answer(outlet, names, tried, settings):
    outlet.put("/", INSIDE)
    settings.FETCH_ALLOW.append(f"{OUTSIDE}:{outlet.port}")
    names["both.test"] = [[OUTSIDE, "127.0.0.1"]]

    assert fetch(outlet.url(host="both.test")).data.decode() == INSIDE
    assert tried[:2] == [OUTSIDE, "127.0.0.1"]


def test_unknown_names_and_closed_doors(outlet, names):
    assert refusal_of("https://no-such-name.invalid/") == "unknown_host"
    outlet.__exit__()
    assert refusal_of(outlet.url()) == "unreachable"
    outlet.__enter__()


class TestCertificates:
    @pytest.fixture
    def secure(self, db, settings, names):
        with Outlet(tls=True) as running:
            running.put("/", INSIDE)
            settings.FETCH_ALLOW = [f"127.0.0.1:{running.port}"]
            names["outlet.test"] = names["other.test"] = [["127.0.0.1"]]
            yield running

    @pytest.fixture
    def trusted(self, monkeypatch):
        context = ssl.create_default_context(cafile=str(CERTIFICATE))
        monkeypatch.setattr(connecting, "trust", lambda: context)

    def test_the_right_name_of_a_trusted_one(self, secure, trusted):
        found = fetch(secure.url(host="outlet.test"))

        assert found.data.decode() == INSIDE
        assert secure.requests[-1].headers["host"] == f"outlet.test:{secure.port}"

    @pytest.mark.parametrize("host", ["other.test", "127.0.0.1"])
    def test_another_name(self, secure, trusted, host):
        assert refusal_of(secure.url(host=host)) == "insecure"
        assert secure.requests == []

    def test_nobody_trusts_it(self, secure):
        assert refusal_of(secure.url(host="outlet.test")) == "insecure"
        assert secure.requests == []

    def test_no_tls_at_all(self, outlet):
        assert refusal_of(f"https://127.0.0.1:{outlet.port}/") in {"insecure", "unreachable"}
