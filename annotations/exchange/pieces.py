"""A file that is kept in pieces in the database, read again as one, a piece at a time."""

import io
from typing import Any

from django.db.models import QuerySet


def opened(pieces: QuerySet[Any], size: int, in_a_piece: int) -> io.BufferedReader:
    """`pieces` have a `number` from 0 and `data`; each but the last is `in_a_piece` bytes long."""
    return io.BufferedReader(_Pieces(pieces, size, in_a_piece), buffer_size=in_a_piece)


class _Pieces(io.RawIOBase):
    """As all pieces have the same length, a place tells in which it is."""

    def __init__(self, pieces: QuerySet[Any], size: int, in_a_piece: int) -> None:
        self.pieces, self.size, self.in_a_piece, self.place = pieces, size, in_a_piece, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        self.place = max(0, start + offset)
        return self.place

    def readinto(self, buffer: Any) -> int:
        number, start = divmod(self.place, self.in_a_piece)
        data = self.pieces.filter(number=number).values_list("data", flat=True).first()
        if data is None:
            return 0
        part = bytes(data)[start : start + len(buffer)]
        buffer[: len(part)] = part
        self.place += len(part)
        return len(part)
