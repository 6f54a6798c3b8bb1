"""The objects in a JSON array, one at a time: a file of a million needs no memory."""

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.exchange.coded.taken import BadFile

PIECE = 1024**2
# One object may be as long; a file that is one object as well.
LONGEST = 64 * 1024**2
SPACE = " \t\r\n,"
# Under which a collection has its first page.
WITHIN = "first"


def objects_in(file: BinaryIO, *names: str) -> Iterator[Any]:
    """The items of the array that the file is, or of the array that the object in it has under one
    of `names`, itself or in its `first`; else the object. JSON lines are read as well. Raises
    BadFile."""
    pieces = _Pieces(file)
    pieces.skip()
    if pieces.starts("["):
        pieces.forward(1)
        yield from _each(pieces, "]")
    elif pieces.starts("{"):
        pieces.forward(1)
        yield from _items_or_itself(pieces, names)
        yield from _each(pieces, "")
    elif pieces.is_at_end:
        raise BadFile(_("The file is empty."))
    else:
        raise BadFile(_("This is not JSON."))


def _items_or_itself(
    pieces: "_Pieces", names: tuple[str, ...], is_within: bool = False
) -> Iterator[Any]:
    """Of an object that has begun, field by field: it can be too large to be held. Where it has the
    items, nothing more of it is read. `is_within` the `first` of another one."""
    found: dict[str, Any] = {}
    while True:
        pieces.skip()
        if pieces.starts("}"):
            pieces.forward(1)
            yield found
            return
        name = pieces.value()
        pieces.skip()
        if not isinstance(name, str) or not pieces.starts(":"):
            raise BadFile(_("This is not JSON."))
        pieces.forward(1)
        pieces.skip()
        if name in names and pieces.starts("["):
            pieces.forward(1)
            yield from _each(pieces, "]")
            pieces.end()
            return
        if names and name == WITHIN and not is_within and pieces.starts("{"):
            pieces.forward(1)
            yield from _items_or_itself(pieces, names, is_within=True)
            pieces.end()
            return
        found[name] = pieces.value()


def _each(pieces: "_Pieces", end: str) -> Iterator[Any]:
    while True:
        pieces.skip()
        if pieces.is_at_end:
            if end:
                raise BadFile(_("The file was cut off."))
            return
        if end and pieces.starts(end):
            return
        yield pieces.value()


class _Pieces:
    """A text of which only what is not read yet is held."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.held, self.at = file, "", 0
        self.decoder = json.JSONDecoder()
        self.bytes = codecs.getincrementaldecoder("utf-8-sig")()
        self.is_read = False

    def more(self) -> bool:
        if self.is_read:
            return False
        rest = self.held[self.at :]
        if len(rest) > LONGEST:
            raise BadFile(_("An object in the file is too long."))
        data = self.file.read(max(PIECE, len(rest)))
        try:
            text = self.bytes.decode(data, final=not data)
        except UnicodeDecodeError as error:
            raise BadFile(_("This is not UTF-8.")) from error
        self.is_read = not data
        self.held, self.at = rest + text, 0
        return not self.is_read

    @property
    def is_at_end(self) -> bool:
        while self.at >= len(self.held):
            if not self.more():
                return True
        return False

    def skip(self) -> None:
        while not self.is_at_end and self.held[self.at] in SPACE:
            self.at += 1

    def starts(self, letter: str) -> bool:
        return not self.is_at_end and self.held[self.at] == letter

    def forward(self, count: int) -> None:
        self.at += count

    def value(self) -> Any:
        while True:
            try:
                found, end = self.decoder.raw_decode(self.held, self.at)
            except (ValueError, RecursionError) as error:
                if not self.more():
                    raise BadFile(_("This is not JSON.")) from error
                continue
            if end == len(self.held) and self.more():
                # A number could go on; an object could not, but reading on costs nothing.
                continue
            self.at = end
            return found

    def end(self) -> None:
        """Nothing of what follows is wanted."""
        self.held, self.at, self.is_read = "", 0, True
