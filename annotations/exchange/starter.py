"""The codebook that comes with the program: a file in our own words, made into rows."""

import tomllib
from pathlib import Path
from typing import Any

from annotations.actions.codebooks import NewTag, create_codebook
from annotations.models import Codebook, User

STARTER = Path(__file__).with_name("starter.toml")


def read_starter() -> dict[str, Any]:
    """`name`, `description`, `language`, and `tags`: a list of NewTag, parents first."""
    content = tomllib.loads(STARTER.read_text(encoding="utf-8"))
    return content | {"tags": [NewTag(**tag) for tag in content["tags"]]}


def install_starter(*, name: str = "", by: User | None) -> Codebook:
    """A new codebook with the starter's tags, under its own name or another one.

    Raises CannotKeepCodebook.
    """
    starter = read_starter()
    return create_codebook(
        name=name or starter["name"],
        description=starter["description"],
        tags=starter["tags"],
        by=by,
    )
