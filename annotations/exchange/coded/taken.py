"""What reading a file gives: documents, and what is no document."""

from dataclasses import dataclass

from annotations.actions.keeping import Refused
from annotations.domain.coded import Document


class BadFile(Refused):
    """Nothing of the file can be read."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A record that cannot be read. `at` says where it stands in its file."""

    at: str
    why: str


Given = Document | Trouble
