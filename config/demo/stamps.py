"""What was prepared already, so that a second start skips it."""

import hashlib
import json
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

# Their tables and static files come with them.
PACKAGES = ("django", "django-allauth", "django-htmx", "django-pghistory", "procrastinate")
# Beside the database: what was done in it.
PREPARED = "prepared.json"


class Stamps:
    """A small file of {step: fingerprint of what it was done with}, beside what it speaks of."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def says(self, step: str, fingerprint: str) -> bool:
        return self._read().get(step) == fingerprint

    def put(self, step: str, fingerprint: str) -> None:
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(self._read() | {step: fingerprint}), "utf-8")
        new.rename(self.path)

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)

    def _read(self) -> dict[str, str]:
        try:
            stamps = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamps if isinstance(stamps, dict) else {}


def of_tables(root: Path) -> str:
    return fingerprint([*versions(), *contents((root / "annotations" / "migrations").glob("*.py"))])


def of_static_files(root: Path) -> str:
    """By size and time: reading them all would take longer than it saves."""
    facts = []
    for folder in (root / "static", root / "annotations" / "static"):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                found = path.stat()
                facts.append(f"{path.relative_to(root)} {found.st_size} {found.st_mtime_ns}")
    return fingerprint([*versions(), *facts])


def of_demo_data(root: Path) -> str:
    app = root / "annotations"
    files = [path for path in (app / "demo").rglob("*") if path.is_file()]
    files += [*app.glob("exchange/demo*.py"), *app.glob("exchange/demo*/*.py")]
    files += app.glob("management/commands/load_demo.py")
    return fingerprint(contents(files))


def versions() -> list[str]:
    return [f"{name} {metadata.version(name)}" for name in PACKAGES]


def contents(paths: Iterable[Path]) -> list[str]:
    files = (path for path in paths if "__pycache__" not in path.parts)
    return [f"{path.name} {path.read_text('utf-8', 'replace')}" for path in sorted(files)]


def fingerprint(facts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(facts).encode()).hexdigest()
