"""The files in a zip that is taken in, one after another, in bounded memory."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.archives import opened
from annotations.exchange.coded.taken import BadFile

MOST = 256 * 1024**2
DAMAGED = (
    *(CannotExtract, EOFError, NotImplementedError, OSError, RuntimeError),
    *(zipfile.BadZipFile, UnicodeDecodeError),
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
        names = [one.filename for one in archive.infolist() if not one.is_dir()]
        self.names = [name for name in names if not _is_hidden(name)]

    def ending(self, *endings: str) -> list[str]:
        return [name for name in self.names if name.lower().endswith(endings)]

    def read(self, name: str) -> bytes:
        """Raises BadFile where it is larger than any of these files has to be."""
        with self.archive.open(name) as member:
            data = member.read(MOST + 1)
        if len(data) > MOST:
            raise BadFile(_("“%(name)s” is too large.") % {"name": name})
        return data

    def text(self, name: str) -> str:
        return self.read(name).decode("utf-8-sig")


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))
