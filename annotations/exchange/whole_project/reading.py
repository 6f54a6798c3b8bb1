"""A file of a project, looked over before a row of it is believed."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused
from annotations.exchange.whole_project.writing import FORMAT, MANIFEST, VERSION, name_of
from annotations.models.belonging import OWNED, SHARED
from annotations.models.rows import AnyModel

# What a file may unpack to, all together and in one line: a bomb is not read to its end.
MOST_BYTES = 8 * 1024**3
LONGEST_LINE = 128 * 1024**2
MOST_MANIFEST = 1024**2
PIECE = 1024**2
READ = json.JSONDecoder().decode


class BadFile(Refused):
    """It is no file of a project, was changed or cut off, or is of a later version."""


@dataclass(frozen=True)
class ProjectFile:
    """One that is whole: every table is there and has the bytes that were written."""

    name: str
    file: zipfile.ZipFile

    def rows(self, model: AnyModel) -> Iterator[dict[str, Any]]:
        """Raises BadFile where a line is no row."""
        table: Any = self.file.open(name_of(model))
        with io.BufferedReader(table, PIECE) as member:
            while line := member.readline(LONGEST_LINE):
                try:
                    row = READ(line.decode())
                except ValueError as error:
                    raise BadFile(_("The file holds a line that is no row.")) from error
                if not isinstance(row, dict):
                    raise BadFile(_("The file holds a line that is no row."))
                yield row


@dataclass(frozen=True)
class Said:
    """What a file says of itself: the name of the project, and how many rows all tables have."""

    name: str
    total: int


def look_into(file: BinaryIO) -> Said:
    """Whether it could be a file of a project at all, without reading it. Raises BadFile."""
    with _refused():
        return _said(_manifest(zipfile.ZipFile(file)))


def open_file(file: BinaryIO) -> ProjectFile:
    """Reads it once from end to end, in little memory. Raises BadFile."""
    with _refused():
        archive = zipfile.ZipFile(file)
        manifest = _manifest(archive)
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise BadFile(_("The file unpacks to more than a project can be."))
        for model in [*(each.model for each in OWNED), *(each.model for each in SHARED)]:
            _check(archive, name_of(model), manifest["tables"])
        return ProjectFile(_said(manifest).name, archive)


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadFile(_("This is no file of a project, or it was cut off.")) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadFile(_("This is no file of a project.")) from error


def _said(manifest: dict[str, Any]) -> Said:
    total = sum(int(table["rows"]) for table in manifest["tables"].values())
    return Said(str(manifest["name"])[:200], max(total, 0))


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open(MANIFEST) as member:
        said: dict[str, Any] = json.loads(member.read(MOST_MANIFEST))
    if said["format"] != FORMAT:
        raise BadFile(_("This is no file of a project."))
    if said["version"] > VERSION:
        raise BadFile(_("This file was written by a later version. Update this one first."))
    return said


def _check(archive: zipfile.ZipFile, name: str, tables: dict[str, Any]) -> None:
    """What is in the member, and no more than it says: sizes in a zip are only claims."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as member:
        while piece := member.read(PIECE):
            digest.update(piece)
            size += len(piece)
            if size > MOST_BYTES:
                raise BadFile(_("The file unpacks to more than a project can be."))
    if digest.hexdigest() != tables[name]["sha256"]:
        raise BadFile(_("“%(name)s” in the file is not as it was written.") % {"name": name})
