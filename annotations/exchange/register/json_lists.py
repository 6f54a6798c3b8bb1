"""A large JSON object of lists, item by item: no more than one of them is held in memory."""

import io
import json
from collections.abc import Generator, Iterator
from typing import Any, BinaryIO

from annotations.domain.register import CannotRead

PIECE = 64 * 1024
# No person needs as many characters.
LONGEST_ITEM = 1024 * 1024


def items_of(file: BinaryIO) -> Generator[tuple[str, int, Any], None, None]:
    """(list, number, item) of every list at the top; what is no list is passed over.

    Raises CannotRead.
    """
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig")
    try:
        yield from _Reader(text).items()
    except UnicodeDecodeError as error:
        raise CannotRead("not_utf8") from error
    finally:
        # The file is somebody else's, who may go on reading it.
        text.detach()


class _Reader:
    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text, self.buffer, self.place, self.ended = text, "", 0, False
        self.decoder = json.JSONDecoder()

    def items(self) -> Iterator[tuple[str, int, Any]]:
        self._take("{")
        if self._peek() == "}":
            return
        while True:
            name = self._value()
            self._take(":")
            if self._peek() == "[":
                yield from ((str(name), number, item) for number, item in self._list())
            else:
                self._value()
            if self._take(",}") == "}":
                return

    def _list(self) -> Iterator[tuple[int, Any]]:
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        number = 0
        while True:
            number += 1
            yield number, self._value()
            if self._take(",]") == "]":
                return

    def _peek(self) -> str:
        while True:
            while self.place < len(self.buffer):
                if not self.buffer[self.place].isspace():
                    return self.buffer[self.place]
                self.place += 1
            if not self._more():
                return ""

    def _take(self, expected: str) -> str:
        found = self._peek()
        if not found or found not in expected:
            raise CannotRead("not_json")
        self.place += 1
        return found

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.place)
            except RecursionError as error:
                raise CannotRead("not_json") from error
            except ValueError as error:
                if len(self.buffer) - self.place > LONGEST_ITEM or not self._more():
                    raise CannotRead("not_json") from error
                continue
            # A number that ends with what has been read may go on.
            if end < len(self.buffer) or not self._more():
                self.place = end
                return value

    def _more(self) -> bool:
        """Read on; what is done with is forgotten."""
        if self.ended:
            return False
        piece = self.text.read(max(PIECE, len(self.buffer) - self.place))
        self.ended = not piece
        self.buffer, self.place = self.buffer[self.place :] + piece, 0
        return bool(piece)
