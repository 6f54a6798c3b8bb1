"""A whole project as one file, and a project out of such a file."""

from annotations.exchange.whole_project.reading import BadFile, open_file
from annotations.exchange.whole_project.restoring import restore_file
from annotations.exchange.whole_project.writing import leaves_nothing_out, project_file

__all__ = ["BadFile", "leaves_nothing_out", "open_file", "project_file", "restore_file"]
