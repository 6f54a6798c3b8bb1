"""A whole project as one file, and a project out of such a file."""

from annotations.exchange.whole_project.reading import BadFile, open_file
from annotations.exchange.whole_project.restoring import keep_file, restore_file, restore_kept
from annotations.exchange.whole_project.writing import leaves_nothing_out, project_file

__all__ = [
    "BadFile",
    "keep_file",
    "leaves_nothing_out",
    "open_file",
    "project_file",
    "restore_file",
    "restore_kept",
]
