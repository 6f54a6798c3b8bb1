"""The demo among kills, crashes and other demos.

Each start takes six seconds of a processor. So that signals stop everything is asked at the end of
tests that have started it for something else: `stop` with SIGTERM, SIGHUP and SIGINT.
"""

import contextlib
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.launcher.people import as_root, ordinary, python_for
from tests.launcher.running import (
    MANAGE,
    Demo,
    cleared,
    command_line,
    manage,
    nothing_is_left,
    processes,
    surroundings,
    until,
)


def test_a_second_start_prepares_nothing_and_keeps_the_data(data):
    first = Demo(data).wait_until_ready()
    made = manage(
        *("createsuperuser", "--noinput", "--username=visitor", "--email=v@example.org"),
        ATTACHE_DATA=str(data),
        DJANGO_SUPERUSER_PASSWORD="a word that nobody guesses",
    )
    still_there = first.page()
    first.end(signal.SIGTERM)

    second = Demo(data).wait_until_ready()

    assert (made.returncode, made.stderr, still_there) == (0, "", 200)
    assert "Making" not in second.said
    assert "Loading" not in second.said
    again = manage(
        *("createsuperuser", "--noinput", "--username=visitor", "--email=v@example.org"),
        ATTACHE_DATA=str(data),
        DJANGO_SUPERUSER_PASSWORD="a word that nobody guesses",
    )
    assert "already taken" in again.stderr
    second.stop(signal.SIGTERM)


def test_a_closed_terminal_stops_everything(data):
    terminal, inside = pty.openpty()
    demo = subprocess.Popen(
        ["setsid", "--ctty", sys.executable, MANAGE, "demo", "--port=0", f"--data={data}"],
        env=surroundings(),
        stdin=inside,
        stdout=inside,
        stderr=inside,
    )
    os.close(inside)
    said = b""
    while b"ready at" not in said:
        said += os.read(terminal, 1000)

    os.close(terminal)

    assert nothing_is_left(data)
    assert demo.wait(20) == 0


def test_a_killed_launcher_leaves_nothing_and_can_start_again(data):
    demo = Demo(data).wait_until_ready()
    port = re.search(r":(\d+)/", demo.url)[1]

    demo.end(signal.SIGKILL)
    # At once: its parts may not have ended yet, and still hold the port.
    again = Demo(data, "--port", port).wait_until_ready()

    assert again.url == demo.url
    assert again.page() == 200
    again.end(signal.SIGKILL)
    assert nothing_is_left(data)


def test_whatever_part_is_killed_comes_back(data):
    demo = Demo(data).wait_until_ready()
    assert until(lambda: any("procrastinate" in command_line(pid) for pid in processes(data)))

    for words in (
        "-m gunicorn",
        "procrastinate worker",
        "bin/postgres -D",
        "config.embedded.keeper",
    ):
        killed = demo.part(words)
        os.kill(killed, signal.SIGKILL)

        def another_is_there(words=words, killed=killed):
            found = [pid for pid in processes(data) if words in command_line(pid)]
            return found and killed not in found and demo.page() == 200

        assert until(another_is_there), (words, demo.said)

    assert demo.said.count("ended unexpectedly (signal 9); starting it again") >= 2
    assert demo.end(signal.SIGINT) == 0
    assert processes(data) == []


def test_everything_killed_at_once_is_recovered_from(data):
    """As after a power cut; and by now the old process number belongs to somebody else."""
    demo = Demo(data).wait_until_ready()
    for pid in processes(data):
        # One that is no more, whose head was killed before, is as good as killed.
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    demo.process.wait()
    assert nothing_is_left(data)
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        for pid_file in data.rglob("postmaster.pid"):
            lines = pid_file.read_text("utf-8").split("\n", 1)
            pid_file.write_text(f"{stranger.pid}\n{lines[1]}", "utf-8")

        again = Demo(data).wait_until_ready()

        assert again.page() == 200
        assert stranger.poll() is None
        assert again.end(signal.SIGTERM) == 0
    finally:
        stranger.kill()
        stranger.wait()


def test_a_taken_port_is_named_and_the_next_one_used(data):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        demo = Demo(data, "--port", str(taken)).wait_until_ready()

        assert f"Port {taken} is taken; using " in demo.said
        assert demo.page() == 200
        demo.stop(signal.SIGHUP)


def test_of_two_at_once_one_runs_and_the_other_says_where(data):
    both = [Demo(data), Demo(data)]
    until(lambda: any(demo.process.poll() is not None for demo in both))

    joined = next(demo for demo in both if demo.process.poll() is not None)
    serving = next(demo for demo in both if demo is not joined).wait_until_ready()

    assert joined.process.returncode == 0
    assert serving.url in joined.said
    assert serving.page() == 200
    assert serving.end(signal.SIGTERM) == 0


def test_others_get_passwords_that_nobody_knows(data):
    demo = Demo(data, "--host", "0.0.0.0").wait_until_ready()

    passwords = re.findall(r"^ +(?:analyst|second|curator|admin) +(\S+)", demo.said, re.MULTILINE)

    assert len(set(passwords)) == 4
    assert all(len(password) >= 14 for password in passwords)
    demo.stop(signal.SIGINT)


@as_root
def test_an_ordinary_user_can_run_it_too(prepared):
    nobody = ordinary()
    python = python_for(nobody)
    prepared.parent.chmod(0o777)
    with cleared(prepared.parent / "of nobody") as data:
        subprocess.run(["cp", "-a", str(prepared), str(data)], check=True)
        subprocess.run(["chown", "-R", nobody.name, str(data)], check=True)
        demo = Demo(data, popen=nobody.popen, **python).wait_until_ready()
        owners = {Path(f"/proc/{pid}").owner() for pid in processes(data)}

        assert owners == {nobody.name}
        assert demo.page() == 200
        assert demo.end(signal.SIGTERM) == 0
        assert processes(data) == []


def test_a_reset_throws_the_data_away(data):
    (data / "static" / "left-over.css").touch()

    demo = Demo(data, "--reset")
    until(lambda: "Making the tables" in demo.said)
    began = time.monotonic()
    code = demo.end(signal.SIGINT)

    assert "Throwing away" in demo.said
    assert not (data / "static" / "left-over.css").exists()
    assert (code, processes(data)) == (0, [])
    assert time.monotonic() - began < 20
