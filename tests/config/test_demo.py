"""The demo's small parts; tests/launcher runs the whole."""

import errno
import socket

import pytest

from config.bootstrap.trouble import SetupError
from config.demo import address, logins, options, stamps
from config.demo.stamps import Stamps


def test_the_options_have_defaults_and_are_read(tmp_path):
    assert options.parse([]) == options.Options("127.0.0.1", 8000, None, False)

    words = ["--host", "0.0.0.0", "--port", "81", "--data", str(tmp_path), "--reset"]

    assert options.parse(words) == options.Options("0.0.0.0", 81, tmp_path, True)


@pytest.mark.parametrize("word", ["x", "-1", "65536", "80.5", "٨٠"])
def test_a_port_that_is_none_is_refused_with_a_sentence(word, capsys):
    with pytest.raises(SystemExit):
        options.parse([f"--port={word}"])

    assert f"{word} is not a port between 0 and 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "is_loopback", "is_everywhere", "name"),
    [
        ("127.0.0.1", True, False, "127.0.0.1"),
        ("127.0.0.2", True, False, "127.0.0.2"),
        ("localhost", True, False, "localhost"),
        ("0.0.0.0", False, True, "localhost"),
    ],
)
def test_an_address_knows_who_can_reach_it(host, is_loopback, is_everywhere, name):
    found = address.listen(host, 0)

    with found.listener:
        assert (found.is_loopback, found.is_everywhere) == (is_loopback, is_everywhere)
        assert found.url == f"http://{name}:{found.port}/"
        assert ("*" in found.allowed_hosts) is is_everywhere


def test_a_taken_port_is_refused_when_the_person_says_so(monkeypatch):
    monkeypatch.setattr(address, "agrees", lambda question: False)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(SetupError, match=f"Port {port} is taken"):
            address.listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("no.such.host.invalid", "There is no address for --host no.such.host.invalid."),
        ("192.0.2.1", "Cannot listen on 192.0.2.1, port 8999: "),
    ],
)
def test_a_host_that_is_not_here_is_refused(host, sentence):
    with pytest.raises(SetupError, match=sentence):
        address.listen(host, 8999)


def test_a_port_of_roots_is_explained(monkeypatch):
    def refuse(*_):
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(SetupError, match="Port 80 may be used by root only"):
        address.bind("127.0.0.1", 80)


def test_on_loopback_everybody_has_the_demos_password(tmp_path):
    assert set(logins.passwords(tmp_path, is_public=False).values()) == {"demo"}
    assert list(tmp_path.iterdir()) == []


def test_elsewhere_passwords_are_random_private_and_stay(tmp_path):
    made = logins.passwords(tmp_path, is_public=True)

    assert made.keys() == logins.PARTS.keys() == set(logins.DEMO_LOGINS)
    assert len(set(made.values())) == len(made)
    assert "demo" not in made.values()
    assert logins.passwords(tmp_path, is_public=True) == made
    assert (tmp_path / "demo-passwords.json").stat().st_mode & 0o077 == 0
    assert all(f"{name} " in logins.table(made) for name in made)


def test_a_stamp_holds_until_what_it_speaks_of_changes(tmp_path):
    stamped = Stamps(tmp_path / "stamps.json")

    stamped.put("tables", "one")

    assert stamped.says("tables", "one")
    assert not stamped.says("tables", "two")
    assert not stamped.says("static", "one")
    stamped.forget()
    assert not stamped.says("tables", "one")


def test_a_spoiled_stamp_says_nothing(tmp_path):
    (tmp_path / "stamps.json").write_text("{", "utf-8")

    assert not Stamps(tmp_path / "stamps.json").says("tables", "one")


@pytest.mark.parametrize(
    ("of", "path"),
    [
        (stamps.of_tables, "annotations/migrations/0002_more.py"),
        (stamps.of_static_files, "static/css/new.css"),
        (stamps.of_demo_data, "annotations/demo/a text.md"),
        (stamps.of_demo_data, "annotations/exchange/demo.py"),
    ],
)
def test_a_new_file_changes_the_fingerprint(tmp_path, of, path):
    before = of(tmp_path)
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text("something", "utf-8")

    assert before == of(tmp_path / "elsewhere")
    assert of(tmp_path) != before
