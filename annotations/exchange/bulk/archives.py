"""The files in a zip, one after another. Nothing is ever unpacked to a disk."""

import stat
import zipfile
import zlib
from collections.abc import Generator
from typing import BinaryIO

from annotations.domain.text import MAX_BYTES, CannotExtract
from annotations.exchange.bulk.items import Item

MAX_MEMBERS = 50_000
# All that they unpack to, and how much of it a byte may unpack to.
MAX_UNPACKED = 4 * 1024**3
MAX_RATIO = 250
# What is small may be as repetitive as it likes.
SMALL = 1024 * 1024
MAX_DIRECTORY = 32 * 1024 * 1024
END = b"PK\x05\x06"
END_SIZE, MAX_COMMENT = 22, 65_535
ENCRYPTED = 1
ARCHIVES = {"zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst"}


def items_of_archive(file: BinaryIO) -> Generator[Item, None, None]:
    """One item for each file in the zip, in the order of its directory; hidden ones left out."""
    try:
        archive = opened(file)
    except CannotExtract as refusal:
        yield Item(refusal=refusal)
        return
    unpacked = 0
    with archive:
        for info in archive.infolist():
            if not info.filename or info.is_dir() or _is_hidden(info.filename):
                continue
            unpacked += info.file_size
            if unpacked > MAX_UNPACKED:
                yield Item(info.filename, refusal=CannotExtract("too_complex", detail="all of it"))
                return
            try:
                yield Item(info.filename, data=_bytes_of(archive, info))
            except CannotExtract as refusal:
                yield Item(info.filename, refusal=refusal)


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """Its directory is held in memory, so how large that is decides first. Raises CannotExtract."""
    size = file.seek(0, 2)
    file.seek(max(0, size - END_SIZE - MAX_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    end = tail[at : at + END_SIZE]
    if at < 0 or len(end) < END_SIZE:
        raise CannotExtract("broken_file", what=".zip")
    members, directory = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY:
        raise CannotExtract("too_many", limit=MAX_MEMBERS)
    file.seek(0)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise CannotExtract("broken_file", what=".zip") from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise CannotExtract("too_many", limit=MAX_MEMBERS)
    return archive


def _bytes_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Never more than one article may have, whatever the directory says. Raises CannotExtract."""
    if info.flag_bits & ENCRYPTED:
        raise CannotExtract("encrypted")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise CannotExtract("a_link")
    if _leads_out(info.filename):
        raise CannotExtract("unsafe_name")
    if info.filename.rpartition(".")[2].lower() in ARCHIVES:
        raise CannotExtract("nested_zip")
    if info.file_size > MAX_BYTES:
        raise CannotExtract("too_large", bytes=info.file_size)
    if info.file_size > max(SMALL, MAX_RATIO * info.compress_size):
        ratio = info.file_size // max(1, info.compress_size)
        raise CannotExtract("too_complex", detail=f"{ratio} times its size")
    try:
        with archive.open(info) as member:
            return member.read(MAX_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise CannotExtract("broken_file", what="packed") from error


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _is_hidden(name: str) -> bool:
    """Hidden ones, and what a Mac packs beside each file."""
    return any(
        part == "__MACOSX" or (part.startswith(".") and part.strip(".")) for part in _parts(name)
    )


def _leads_out(name: str) -> bool:
    parts = _parts(name)
    return ".." in parts or parts[0] == "" or parts[0].endswith(":")
