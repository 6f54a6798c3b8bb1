"""Which of the declared dependencies this Python lacks."""

import re
import tomllib
from importlib import metadata
from pathlib import Path


def missing(root: Path, for_tests: bool) -> list[str]:
    """Names of the direct dependencies in pyproject.toml that are not installed here.

    Looks for their metadata only: importing them all would cost more than a second.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = list(project["dependencies"])
    if for_tests:
        wanted += project["optional-dependencies"]["dev"]
    names = [re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0] for requirement in wanted]
    return [name for name in names if not is_installed(name)]


def is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True
