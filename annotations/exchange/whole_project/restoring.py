"""A project out of a file."""

from datetime import datetime
from typing import BinaryIO

from annotations.actions.restoring import Restored, restore_project
from annotations.exchange.whole_project.reading import open_file
from annotations.models import User


def restore_file(file: BinaryIO, *, by: User, at: datetime, name: str = "") -> Restored:
    """Under the name in the file, unless another one is given. Raises BadFile, CannotRestore."""
    opened = open_file(file)
    return restore_project(rows=opened.rows, name=name or opened.name, by=by, at=at)
