"""Several files of one format in a zip."""

import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from annotations.exchange.bulk.archives import MAX_UNPACKED
from annotations.exchange.coded.packing import MANIFEST
from annotations.exchange.coded.tables import PLACE_FILE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.unpacking import DAMAGED, Archive, unpacked

# What says of a zip what is in it: ours, and INCEpTION's.
NO_MEMBERS = {MANIFEST, "exportedproject.json"}
# What files of a format are called that come alone, and not in a zip of their own.
LINES = (".jsonl", ".ndjson", ".json")
ALONE = {
    "jsonl": LINES,
    "doccano": LINES,
    "doccano-labels": LINES,
    "label-studio": (".json",),
    "web-annotation": (".jsonld", *LINES),
    "csv": (".csv", ".tsv", ".zip"),
    "xlsx": (".xlsx",),
    "parquet": (".parquet",),
}


def is_of_several(file: BinaryIO, form: str) -> bool:
    """Whether it is a zip of files that could have come alone. Leaves it at its beginning."""
    file.seek(0)
    is_zip = file.read(4) == b"PK\x03\x04"
    file.seek(0)
    if not is_zip:
        return False
    try:
        with unpacked(file) as archive:
            return bool(members_of(archive, form))
    except BadFile:
        return False
    finally:
        file.seek(0)


def members_of(archive: Archive, form: str = "") -> list[str]:
    """Files of `form`, or of any, in a zip that is not itself one file of it, as a workbook is."""
    plain = {name.rpartition("/")[2] for name in archive.names}
    if plain & {"[Content_Types].xml", PLACE_FILE}:
        return []
    # Of the other formats one file is a zip.
    every = {ending for some in ALONE.values() for ending in some}
    endings = tuple(ALONE.get(form, (".zip",)) if form else sorted({*every, ".zip"}))
    found = archive.ending(*endings)
    return [name for name in found if name.rpartition("/")[2] not in NO_MEMBERS]


@contextmanager
def opened_member(archive: Archive, name: str) -> Iterator[BinaryIO]:
    """Outside of the zip, so that it can be read here and there. Raises BadFile."""
    with TemporaryFile() as file:
        try:
            if archive.members[name].file_size > MAX_UNPACKED:
                raise BadFile(_("“%(name)s” is too large.") % {"name": name})
            with archive.opened(name) as member:
                shutil.copyfileobj(member, file, 1024 * 1024)
        except DAMAGED as error:
            raise BadFile(_("This is no zip, or it is damaged, or too large.")) from error
        file.seek(0)
        yield cast(BinaryIO, file)


def packed_together(files: Iterable[tuple[str, BinaryIO]], to: BinaryIO) -> None:
    """Several files as one zip, not made smaller. Files of one name get a number."""
    taken: set[str] = set()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        for wanted, file in files:
            stem, dot, ending = wanted.rpartition(".")
            name, number = wanted, 2
            while name in taken:
                name, number = f"{stem}-{number}{dot}{ending}", number + 1
            taken.add(name)
            with archive.open(name, "w", force_zip64=True) as member:
                shutil.copyfileobj(file, member, 1024 * 1024)
    to.seek(0)


def placed_in(given: Given, name: str) -> Given:
    """What was found in the member `name` of a zip says so."""
    if isinstance(given, Trouble):
        return replace(given, at=f"{name}: {given.at}" if given.at != name else name)
    given.at = f"{name}: {given.at}"
    return given
