"""The files in a zip that is taken in, one after another, in bounded memory."""

import zipfile
import zlib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.archives import opened
from annotations.exchange.coded.taken import BadFile

MOST = 256 * 1024**2
MARKS = (BOM_UTF16_LE, BOM_UTF16_BE)
DAMAGED = (
    *(CannotExtract, EOFError, NotImplementedError, OSError, RuntimeError),
    *(zipfile.BadZipFile, zlib.error, UnicodeDecodeError),
)


@contextmanager
def unpacked(file: BinaryIO) -> Iterator["Archive"]:
    """Raises BadFile, also for what is raised within of a damaged zip."""
    try:
        with opened(file) as archive:
            yield Archive(archive)
    except DAMAGED as error:
        raise BadFile(_("This is no zip, or it is damaged, or too large.")) from error


class Archive:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        # Two of one name would be the second one twice.
        self.members: dict[str, zipfile.ZipInfo] = {}
        for one in archive.infolist():
            if one.filename and not one.is_dir() and not _is_hidden(one.filename):
                self.members[_free(_slashed(one.filename), self.members)] = one
        self.names = list(self.members)

    def ending(self, *endings: str) -> list[str]:
        return [name for name in self.names if name.lower().endswith(endings)]

    def read(self, name: str) -> bytes:
        """Raises BadFile where it is damaged, or larger than any of these files has to be."""
        try:
            with self.opened(name) as member:
                data = member.read(MOST + 1)
        except DAMAGED as error:
            raise BadFile(_("“%(name)s” is damaged.") % {"name": name}) from error
        if len(data) > MOST:
            raise BadFile(_("“%(name)s” is too large.") % {"name": name})
        return data

    def opened(self, name: str) -> IO[bytes]:
        """Raises BadFile."""
        try:
            return self.archive.open(self.members[name])
        except (*DAMAGED, ValueError) as error:
            # The directory can say that it begins before the zip does.
            raise BadFile(_("“%(name)s” is damaged.") % {"name": name}) from error

    def text(self, name: str) -> str:
        """As UTF-8, or as UTF-16 where it begins with a mark of that. Raises BadFile."""
        data = self.read(name)
        try:
            return data.decode("utf-16" if data.startswith(MARKS) else "utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadFile(_("“%(name)s” is not UTF-8.") % {"name": name}) from error


def _slashed(name: str) -> str:
    """Some programs on Windows write folders in their own way."""
    return name if "/" in name else name.replace("\\", "/")


def _free(name: str, taken: Collection[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, wanted = 2, name
    while name in taken:
        name, number = f"{stem}-{number}{dot}{ending}" if dot else f"{wanted}-{number}", number + 1
    return name


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
