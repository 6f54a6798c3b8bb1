"""Plain commands: the database is there for those that ask it, and for no others."""

import os
import subprocess
import sys

import pytest

from tests.launcher.running import MANAGE, ROOT, cleared, manage, processes, surroundings

PRODUCTION = {
    "SECRET_KEY": "v8Q2xLr5Tn0ZbYd3Gk7WmPs1Hf6Jc9AeUo4RiXqNyMtKwEzBtd5",
    "ALLOWED_HOSTS": "attache.example",
    "DATABASE_URL": "postgresql://attache@db.example/attache",
}


@pytest.fixture(scope="module")
def data(folder):
    with cleared(folder / "var"):
        yield folder / "var"


@pytest.mark.parametrize(
    "words",
    [
        ["help"],
        ["check"],
        ["makemigrations", "--check", "--dry-run"],
        ["migrate", "--help"],
        ["findstatic", "css/tokens.css"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_what_asks_no_database_starts_none(data, words):
    done = manage(*words, ATTACHE_DATA=str(data))

    assert "Traceback" not in done.stderr
    assert "RuntimeWarning" not in done.stderr
    assert not (data / "postgres").exists()
    assert processes(data) == []


def test_what_asks_the_database_starts_it_and_stops_it_again(data):
    empty = manage(
        "createsuperuser", "--noinput", "--username=a", "--email=", ATTACHE_DATA=str(data)
    )
    asked = manage("showmigrations", "annotations", ATTACHE_DATA=str(data), LC_ALL="C")

    assert empty.returncode == 1
    assert empty.stderr.endswith("First type: python3 manage.py migrate\n")
    assert "Traceback" not in empty.stderr
    assert "[ ] 0001_squashed_0068" in asked.stdout
    # The database had been made by the command before.
    assert asked.stderr == ""
    assert processes(data) == []


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_says_in_one_sentence_what_it_lacks(name):
    given = {other: value for other, value in PRODUCTION.items() if other != name}

    done = manage("check", "--deploy", **given)

    others = set(PRODUCTION) - {name}
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"please set {name} (" in done.stderr
    assert not any(f"{other} (" in done.stderr for other in others)


def test_production_settings_pass_the_deploy_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_web_server_without_settings_says_so_and_gives_up():
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "--no-control-socket",
            "--bind=127.0.0.1:0",
            "config.wsgi",
        ],
        cwd=ROOT,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 4
    assert "please set SECRET_KEY (" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_not_there_is_one_sentence():
    done = manage("showmigrations", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")

    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be reached: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("body", "code"), [("assert False", 1), ("os.abort()", 134)])
def test_the_exit_code_of_the_tests_is_passed_on(tmp_path, body, code):
    test = tmp_path / "test_something.py"
    test.write_text(f"import os\ndef test_something():\n    {body}\n", "utf-8")

    done = manage("test", str(test), "-q", "-p", "no:cacheprovider", "-p", "no:faulthandler")

    assert done.returncode == code, done.stdout + done.stderr


def test_tests_run_against_a_database_that_is_thrown_away(tmp_path):
    test = tmp_path / "test_something.py"
    test.write_text(
        "import os, psycopg\n"
        "def test_something():\n"
        "    with psycopg.connect(os.environ['DATABASE_URL']) as connection:\n"
        "        print('fsync', *connection.execute('SHOW fsync').fetchone(), connection.info.host)\n",
        "utf-8",
    )

    done = manage("test", str(test), "-s", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout + done.stderr
    socket = done.stdout.partition("fsync off ")[2].split()[0]
    assert not os.path.exists(socket)


def test_an_old_python_gets_a_sentence():
    old = next((path for path in map(os.path.expanduser, OLD) if os.access(path, os.X_OK)), None)
    if old is None:
        pytest.skip("no Python older than 3.11 here")

    done = subprocess.run([old, MANAGE], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("This needs Python 3.11 or newer, and ")


OLD = ["~/.pyenv/versions/3.9.18/bin/python3", "/usr/bin/python3.9", "/usr/bin/python3.10"]
