"""Who runs PostgreSQL: an ordinary user does so alone, root has somebody else do it."""

import os
import pwd
import shutil
from pathlib import Path

import psycopg

from config.embedded.places import places
from config.embedded.server import Use
from tests.launcher.people import as_root, ordinary, python_for
from tests.launcher.running import cleared
from tests.launcher.using import ask, hold


@as_root
def test_root_has_somebody_else_run_it_in_its_own_folder(folder):
    with cleared(folder / "of root") as data, Use(data) as use:
        cluster = use.where.cluster

        assert cluster == data / "postgres"
        assert cluster.owner() == "nobody"
        assert cluster.stat().st_mode & 0o077 == 0
        assert data.owner() == "root"
        assert (data / "locks").stat().st_mode & 0o077 == 0
        assert ask(use.socket(), "SELECT 1") == 1


@as_root
def test_a_private_home_of_root_stays_private(folder, capsys):
    home = folder / "private"
    home.mkdir(mode=0o700)
    data = home / "var"
    try:
        with cleared(data), Use(data) as use:
            aside = use.where.home

            assert aside.parent == Path("/var/lib")
            assert ask(use.socket(), "SELECT 1") == 1
            assert home.stat().st_mode & 0o777 == 0o700
            assert f"Making the database in {aside}" in capsys.readouterr().err
        # The next command finds it again, even when the way has been opened meanwhile.
        home.chmod(0o755)
        assert places(data).home == aside
    finally:
        shutil.rmtree(aside)


@as_root
def test_root_starts_what_an_ordinary_user_made_as_that_user(folder):
    folder.chmod(0o777)
    nobody = ordinary()
    python = python_for(nobody)
    with cleared(folder / "of nobody") as data:
        user = hold(data, popen=nobody.popen, **python)
        said = user.stdout.readline()
        user.communicate("\n")
        assert said, "the ordinary user could not start it"

        with Use(data) as use:
            assert use.where.account.name == nobody.name
            assert ask(use.socket(), "SELECT 1") == 1

        again = hold(data, popen=nobody.popen, **python)
        assert again.stdout.readline() == said
        again.communicate("\n")


@as_root
def test_an_ordinary_user_cannot_touch_what_belongs_to_another(folder):
    nobody = ordinary()
    with cleared(folder / "of daemon") as data:
        data.mkdir(mode=0o777)
        data.chmod(0o777)
        (data / "postgres").mkdir(mode=0o700)

        user = hold(data, popen=nobody.popen, **python_for(nobody))
        _, said = user.communicate()

    assert "belongs to another user (root)" in said


@as_root
def test_no_other_user_gets_in(folder):
    with cleared(folder / "closed") as data, Use(data) as use:
        socket = str(use.socket())
        # The folder stops them; and if it did not, PostgreSQL would.
        use.socket().chmod(0o755)
        (use.socket() / ".s.PGSQL.5432").chmod(0o777)

        assert "Peer authentication failed" in refusal(socket, pwd.getpwnam("daemon").pw_uid)


def refusal(socket: str, uid: int) -> str:
    """What PostgreSQL says to this user, asked from a fork that becomes that user."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setuid(uid)
            psycopg.connect(host=socket, user="attache", dbname="attache")
            os.write(writer, b"welcome")
        except Exception as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as said:
        words = said.read()
    os.waitpid(child, 0)
    return words
