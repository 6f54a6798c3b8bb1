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
# What a page says of the one after it.
NEXT = "next"


def objects_in(file: BinaryIO, *names: str) -> Iterator[Any]:
    """The items of the array that the file is, or of the arrays that the object in it has under
    `names`, itself or in its `first`; else the object. JSON lines of all these are read as well.
    Of a page after which there are others the address of the next one comes last. Raises
    BadFile."""
    pieces = _Pieces(file)
    pieces.skip()
    if pieces.is_at_end:
        raise BadFile(_("The file is empty."))
    if not pieces.starts("[") and not pieces.starts("{"):
        raise BadFile(_("This is not JSON."))
    while not pieces.is_at_end:
        if pieces.starts("["):
            yield from _each(pieces)
        elif names and pieces.starts("{"):
            yield from _items_or_itself(pieces, names)
        else:
            yield pieces.value()
        pieces.skip()


def _items_or_itself(
    pieces: "_Pieces", names: tuple[str, ...], is_within: bool = False
) -> Iterator[Any]:
    """Of the object that begins here, field by field: with its items it can be too large to be
    held. `is_within` the `first` of another one."""
    found: dict[str, Any] = {}
    is_given, begun = False, pieces.passed
    pieces.forward(1)
    while True:
        pieces.skip()
        if pieces.starts("}"):
            pieces.forward(1)
            break
        name = pieces.value()
        pieces.skip()
        if not isinstance(name, str) or not pieces.starts(":"):
            raise BadFile(_("This is not JSON."))
        pieces.forward(1)
        pieces.skip()
        if name in names and pieces.starts("["):
            is_given = True
            yield from _each(pieces)
        elif names and name == WITHIN and not is_within and pieces.starts("{"):
            is_given = True
            yield from _items_or_itself(pieces, names, is_within=True)
        elif is_given and name != NEXT:
            pieces.value()
        else:
            found[name] = pieces.value()
        if not is_given and pieces.passed - begun > LONGEST:
            raise BadFile(_("An object in the file is too long."))
    if not is_given:
        yield found
    elif found.get(NEXT):
        yield found[NEXT]


def _each(pieces: "_Pieces") -> Iterator[Any]:
    pieces.forward(1)
    while True:
        pieces.skip()
        if pieces.is_at_end:
            raise BadFile(_("The file was cut off."))
        if pieces.starts("]"):
            pieces.forward(1)
            return
        yield pieces.value()


class _Pieces:
    """A text of which only what is not read yet is held."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.held, self.at = file, "", 0
        self.decoder = json.JSONDecoder()
        self.bytes = codecs.getincrementaldecoder("utf-8-sig")()
        self.is_read = False
        self.before = 0

    @property
    def passed(self) -> int:
        """How many letters have been read."""
        return self.before + self.at

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
        self.before += self.at
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
