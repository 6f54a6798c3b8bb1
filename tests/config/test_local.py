import stat

import pytest

from config import local


@pytest.mark.parametrize(
    ("arguments", "given", "mode"),
    [
        (["migrate"], {}, "local"),
        (["ingest", "a.txt"], {"DATABASE_URL": "postgresql:///x"}, "local"),
        (["migrate"], {"SECRET_KEY": "x"}, None),
        (["migrate"], {"ALLOWED_HOSTS": "x"}, None),
        (["migrate"], {"ATTACHE_MODE": "test"}, None),
        (["check"], {}, "local"),
        (["check", "--deploy"], {}, None),
        (["check", "--deploy"], {"DATABASE_URL": "postgresql:///x"}, None),
    ],
)
def test_a_command_is_local_unless_somebody_speaks_of_production(tmp_path, arguments, given, mode):
    added = local.environment(tmp_path, arguments, given)

    assert added.get("ATTACHE_MODE") == mode


@pytest.mark.parametrize(
    ("arguments", "given", "none"),
    [
        (["makemigrations", "--check"], {}, True),
        (["makemigrations"], {"ATTACHE_MODE": "test"}, True),
        (["makemigrations"], {"DATABASE_URL": "postgresql:///x"}, False),
        (["migrate"], {}, False),
    ],
)
def test_writing_migrations_asks_no_database_that_is_not_given(tmp_path, arguments, given, none):
    added = local.environment(tmp_path, arguments, given)

    assert (added.get("ATTACHE_DATABASE") == "none") is none


def test_the_secret_key_is_made_once_and_private(tmp_path):
    data = tmp_path / "var"

    key = local.secret_key(data)

    assert len(key) >= 50
    assert local.secret_key(data) == key
    assert stat.S_IMODE((data / "secret-key").stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_still_gives_a_key(tmp_path):
    (tmp_path / "file").touch()

    first, second = (local.secret_key(tmp_path / "file" / "var") for _ in range(2))

    assert len(first) >= 50
    assert first != second


def test_only_djangos_own_server_shows_tracebacks(tmp_path):
    assert local.environment(tmp_path, ["runserver"], {})["DEBUG"] == "yes"
    assert local.environment(tmp_path, ["runserver"], {"DEBUG": "no"})["DEBUG"] == "no"
    assert "DEBUG" not in local.environment(tmp_path, ["migrate"], {})
