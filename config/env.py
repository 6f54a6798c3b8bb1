"""Typed readers of the environment that refuse nonsense instead of guessing."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
# Persistent connections: a third faster than none, and no pool to size. A new one prepares its
# statements anew, so they last ten minutes.
KEPT_OPEN: dict[str, object] = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# A statement that a connection has sent five times is parsed and planned no more.
PREPARED: dict[str, object] = {"server_side_binding": True, "prepare_threshold": 5}


def text(name: str, default: str = "") -> str:
    """The variable, stripped; `default` when it is unset or blank."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    """A yes or no. Raises ImproperlyConfigured on anything else, so a typo never means "no"."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    value = raw.strip().lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be yes or no, not {raw!r}.")


def number(name: str, default: int, most: int) -> int:
    """A whole number from 1 to `most`. Raises ImproperlyConfigured on anything else."""
    value = text(name, str(default))
    if not value.isdecimal() or not 1 <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} must be a number from 1 to {most}, not {value!r}.")
    return int(value)


def choice(name: str, *choices: str) -> str:
    """One of the choices; the first when unset. Raises ImproperlyConfigured on anything else."""
    value = text(name, choices[0])
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {value!r}.")
    return value


def words(name: str) -> list[str]:
    """A comma-separated list without blanks."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def required(**meanings: str) -> None:
    """Stop the start with one sentence that names every missing variable and what it is for.

    Raises ImproperlyConfigured.
    """
    missing = [f"{name} ({meaning})" for name, meaning in meanings.items() if not text(name)]
    if missing:
        raise ImproperlyConfigured(
            "Attaché cannot start: please set " + ", ".join(missing) + " in the environment. "
            "To try it on this machine without any setting, run: python3 manage.py demo"
        )


def default_database(data: str) -> dict[str, object]:
    """The database of DATABASE_URL; without one, the embedded PostgreSQL with its files in `data`.

    The embedded one starts with the first connection. With ATTACHE_DATABASE=none there is none to
    connect to; even so PostgreSQL's dialect is needed, to write migrations of triggers.
    """
    if url := text("DATABASE_URL"):
        return database(url)
    if choice("ATTACHE_DATABASE", "embedded", "none") == "none":
        return database("postgresql:///none?host=/nonexistent")
    return {
        "ENGINE": "config.embedded.backend",
        "NAME": "attache",
        "USER": "attache",
        "DATA": data,
        "OPTIONS": dict(PREPARED),
        **KEPT_OPEN,
    }


def database(url: str) -> dict[str, object]:
    """Django's database settings from `postgresql://user:password@host:port/name?option=value`.

    A `host` option may hold a socket folder. With PREPARED_STATEMENTS=no none is prepared, for a
    pooler that cannot pass them on. Raises ImproperlyConfigured for other schemes.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name; "
            "Attaché speaks to PostgreSQL 15 or newer only."
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    if flag("PREPARED_STATEMENTS", True):
        options |= PREPARED
    host = str(options.pop("host", "")) or unquote(parts.hostname or "")
    return {
        "ENGINE": "config.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        **KEPT_OPEN,
    }
