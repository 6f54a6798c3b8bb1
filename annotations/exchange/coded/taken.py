"""What reading a file gives: documents, and what is no document."""

from dataclasses import dataclass

from annotations.actions.keeping import Refused
from annotations.domain.coded import Document


class BadFile(Refused):
    """Nothing of the file can be read."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A record that cannot be read, or that is left out: by the rules of the house, or since there
    is nothing here that could hold it. `at` says where it stands in its file."""

    at: str
    why: str
    is_left_out: bool = False


Given = Document | Trouble
