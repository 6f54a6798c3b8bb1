from dataclasses import dataclass

from annotations.domain.extraction import MEDIA_TYPES, Extract, Format, extract
from annotations.domain.extraction.rows import bytes_of
from annotations.domain.text import CannotExtract


@dataclass(frozen=True, slots=True)
class Item:
    """One article of many as it lies in a file: its bytes, or why it cannot be had.

    `name` is that of a member of an archive; a row has the `line` that it begins in instead.
    """

    name: str = ""
    line: int = 0
    data: bytes = b""
    media_type: str = ""
    refusal: CannotExtract | None = None

    @classmethod
    def of_row(cls, line: int, row: dict[str, str]) -> "Item":
        return cls(line=line, data=bytes_of(row), media_type=MEDIA_TYPES[Format.ROW])

    @property
    def filename(self) -> str:
        """The name of the file itself, without the folders that it is in."""
        return self.name.rpartition("/")[2]

    def read(self) -> Extract:
        """Raises CannotExtract."""
        if self.refusal:
            raise self.refusal
        return extract(self.data, filename=self.filename, media_type=self.media_type)
