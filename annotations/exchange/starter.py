"""The codebooks that come with the program: files in our own words, made into rows."""

import tomllib
from pathlib import Path
from typing import Any

from annotations.actions.codebooks import NewTag, create_codebook
from annotations.models import Codebook, User

# What one can begin with: statements by what is said in them, events by what is done.
STARTERS = {"statements": "starter.toml", "events": "events.toml"}


def read_starter(which: str = "statements") -> dict[str, Any]:
    """`name`, `description`, `language`, and `tags`: a list of NewTag, parents first."""
    file = Path(__file__).with_name(STARTERS[which])
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return content | {"tags": [NewTag(**tag) for tag in content["tags"]]}


def install_starter(*, which: str = "statements", name: str = "", by: User | None) -> Codebook:
    """A new codebook with a starter's tags, under its own name or another one.

    Raises CannotKeepCodebook.
    """
    starter = read_starter(which)
    return create_codebook(
        name=name or starter["name"],
        description=starter["description"],
        tags=starter["tags"],
        by=by,
    )
