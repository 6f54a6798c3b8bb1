import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("raw", "value"),
    [("1", True), ("Yes", True), (" on ", True), ("0", False), ("no", False), ("", False)],
)
def test_a_flag_is_yes_or_no(monkeypatch, raw, value):
    monkeypatch.setenv("A_FLAG", raw)

    assert env.flag("A_FLAG") is value


def test_a_flag_that_is_a_typo_is_refused(monkeypatch):
    monkeypatch.setenv("A_FLAG", "ture")

    with pytest.raises(ImproperlyConfigured, match="A_FLAG must be yes or no, not 'ture'"):
        env.flag("A_FLAG")


def test_an_unset_flag_has_its_default(monkeypatch):
    monkeypatch.delenv("A_FLAG", raising=False)

    assert env.flag("A_FLAG", True) is True


def test_a_choice_is_the_first_one_when_unset_and_refuses_others(monkeypatch):
    monkeypatch.delenv("A_CHOICE", raising=False)
    assert env.choice("A_CHOICE", "one", "two") == "one"

    monkeypatch.setenv("A_CHOICE", "three")
    with pytest.raises(ImproperlyConfigured, match="A_CHOICE must be one or two, not 'three'"):
        env.choice("A_CHOICE", "one", "two")


def test_a_number_has_its_bounds(monkeypatch):
    monkeypatch.delenv("A_NUMBER", raising=False)
    assert env.number("A_NUMBER", 7, most=9) == 7

    for value in ("0", "10", "-1", "many", "1.5"):
        monkeypatch.setenv("A_NUMBER", value)
        with pytest.raises(ImproperlyConfigured, match="A_NUMBER must be a number from 1 to 9"):
            env.number("A_NUMBER", 7, most=9)


def test_words_are_parted_by_commas(monkeypatch):
    monkeypatch.setenv("SOME_WORDS", " a.example, ,b.example,")

    assert env.words("SOME_WORDS") == ["a.example", "b.example"]


def test_everything_that_is_missing_is_named_in_one_sentence(monkeypatch):
    monkeypatch.setenv("HERE", "x")
    monkeypatch.setenv("BLANK", "  ")
    monkeypatch.delenv("GONE", raising=False)

    with pytest.raises(ImproperlyConfigured) as caught:
        env.required(HERE="what is here", BLANK="what is blank", GONE="what is gone")

    assert "please set BLANK (what is blank), GONE (what is gone) in" in str(caught.value)
    assert "HERE" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgresql://ann:s%40cret@db.example:5433/news?sslmode=require",
            {
                "NAME": "news",
                "USER": "ann",
                "PASSWORD": "s@cret",
                "HOST": "db.example",
                "PORT": "5433",
                "OPTIONS": {"sslmode": "require", **env.PREPARED},
            },
        ),
        (
            "postgres://attache@/attache?host=/tmp/a%20folder",
            {
                "NAME": "attache",
                "USER": "attache",
                "HOST": "/tmp/a folder",
                "OPTIONS": env.PREPARED,
            },
        ),
        ("postgresql:///news", {"NAME": "news", "USER": "", "HOST": "", "PORT": ""}),
    ],
)
def test_a_database_url_becomes_settings(url, expected):
    settings = env.database(url)

    assert {name: settings[name] for name in expected} == expected
    assert settings["CONN_HEALTH_CHECKS"] is True


def test_statements_are_not_prepared_where_a_pooler_cannot_pass_them_on(monkeypatch):
    monkeypatch.setenv("PREPARED_STATEMENTS", "no")

    assert env.database("postgresql://a@b/c")["OPTIONS"] == {}


@pytest.mark.parametrize(
    "url", ["sqlite:///db.sqlite3", "mysql://a@b/c", "postgresql://a@b", "nonsense"]
)
def test_other_databases_are_refused(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like postgresql://"):
        env.database(url)


def test_without_a_url_the_database_is_the_embedded_one(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("ATTACHE_DATABASE", raising=False)

    settings = env.default_database("/some/folder")

    assert settings["ENGINE"] == "config.embedded.backend"
    assert settings["DATA"] == "/some/folder"


def test_a_command_can_be_kept_from_starting_a_database(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ATTACHE_DATABASE", "none")

    settings = env.default_database("/some/folder")

    assert settings["ENGINE"] == "config.postgres"
    assert settings["HOST"] == "/nonexistent"
