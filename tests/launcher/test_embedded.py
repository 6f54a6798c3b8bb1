"""The embedded database on its own: shared, found again, and safe from what was left behind."""

import os
import signal
import time
from pathlib import Path

import psycopg
import pytest

from config import file_locks
from config.embedded import postmaster
from config.embedded.places import places
from config.embedded.server import Use
from tests.launcher.running import cleared, command_line, parent, processes, until
from tests.launcher.using import ask, hold


@pytest.fixture(scope="module")
def data(folder):
    with cleared(folder / "data"):
        yield folder / "data"


def test_letters_are_letters_whatever_the_locale(data):
    other = hold(data, LC_ALL="C", LANG="C")
    socket = other.stdout.readline().strip()

    answer = ask(socket, r"SELECT lower('É') = 'é' AND 'é' ~ '^\w$' AND 'ش' ~ '^\w$'")
    other.communicate("\n")

    assert answer is True


def test_nothing_listens_on_the_network_and_the_socket_is_private(data):
    with Use(data) as use:
        socket = use.socket()

        assert ask(socket, "SHOW listen_addresses") == ""
        assert socket.stat().st_mode & 0o077 == 0
        assert len(os.fsencode(socket)) < 80
        with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
            psycopg.connect(host=str(socket), user="postgres", dbname="postgres")


def test_it_runs_as_long_as_anybody_uses_it(data):
    first = hold(data)
    first.stdout.readline()
    second = hold(data)
    socket = second.stdout.readline().strip()

    # The one that started it leaves.
    first.communicate("\n")
    still = ask(socket, "SELECT 1")
    second.communicate("\n")

    assert still == 1
    assert processes(data) == []


def test_it_stops_when_its_only_user_is_killed(data):
    user = hold(data)
    user.stdout.readline()

    user.kill()
    user.communicate()

    assert until(lambda: not processes(data), 20)


def test_many_at_once_get_the_same_server(data):
    users = [hold(data) for _ in range(4)]
    sockets = {user.stdout.readline() for user in users}
    alike = [pid for pid in processes(data) if "bin/postgres -D" in command_line(pid)]
    # A server's helpers bear its command line until they have named themselves.
    servers = [pid for pid in alike if parent(pid) not in alike]
    for user in users:
        user.communicate("\n")

    assert len(sockets) == 1
    assert len(servers) == 1
    assert processes(data) == []


def test_an_initdb_that_was_cut_off_leaves_no_database(folder):
    with cleared(folder / "cut off") as data:
        user = hold(data)
        until(lambda: list(data.glob("postgres.new-*")))
        user.kill()
        user.communicate()
        rubbish = data / "postgres.new-rubbish"
        rubbish.mkdir()

        with Use(data) as use:
            assert ask(use.socket(), "SELECT 1") == 1

        assert not rubbish.exists()
        assert not list(data.glob("postgres.new-*"))


def test_false_traces_of_a_server_are_seen_through(data):
    """A restart of the machine gave the old number to another process, here to this one."""
    where = places(data)
    with Use(data) as use:
        socket = use.socket()
    pid_file = where.cluster / "postmaster.pid"
    pid_file.write_text(
        f"{os.getpid()}\n{where.cluster}\n1\n5432\n{socket}\n\n  1 1\nready\n", "utf-8"
    )
    socket.mkdir(mode=0o700)
    where.account.own(socket)
    (socket / ".s.PGSQL.5432.lock").write_text(f"{os.getpid()}\n", "utf-8")

    with Use(data) as use:
        assert ask(use.socket(), "SELECT 1") == 1


def test_an_empty_pid_file_of_a_crash_is_no_obstacle(data):
    (places(data).cluster / "postmaster.pid").touch()

    with Use(data) as use:
        assert ask(use.socket(), "SELECT 1") == 1


def test_a_socket_folder_that_somebody_else_made_is_left_alone(data):
    with Use(data) as use:
        usual = use.socket()
    usual.mkdir(mode=0o755)
    try:
        with Use(data) as use:
            assert use.socket() != usual
            assert ask(use.socket(), "SELECT 1") == 1
    finally:
        usual.rmdir()


def test_helpers_that_outlive_a_killed_server_are_ended_first(data):
    where = places(data)
    with Use(data) as use:
        said = postmaster.read(where.cluster)
        assert said
        # A helper that is stopped does not notice that its head is gone.
        helper = next(pid for pid in postmaster.left_over(where) if pid != said.pid)
        os.kill(helper, signal.SIGSTOP)
        os.kill(said.pid, signal.SIGKILL)

        assert until(lambda: not Path(f"/proc/{helper}").exists(), 30)
        assert ask(use.socket(), "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(data):
    where = places(data)
    version = where.cluster / "PG_VERSION"
    right = version.read_text("ascii")
    version.write_text("17\n", "ascii")
    try:
        user = hold(data)
        _, said = user.communicate()
    finally:
        version.write_text(right, "ascii")

    assert "was written by PostgreSQL 17, and this is PostgreSQL 18" in said


def test_a_long_wait_is_explained(data, monkeypatch, capsys):
    monkeypatch.setattr("config.embedded.server.PATIENCE", 0.0)

    with Use(data):
        pass

    assert "Waiting for PostgreSQL" in capsys.readouterr().err


def test_the_lock_of_a_forked_process_is_its_own(data):
    with Use(data) as use:
        use.socket()
        child = os.fork()
        if child == 0:
            use.leave()
            os._exit(0 if file_locks.is_held(use.where.keeping) else 1)
        _, status = os.waitpid(child, 0)
        time.sleep(0.3)

        assert status == 0
        assert ask(use.socket(), "SELECT 1") == 1
