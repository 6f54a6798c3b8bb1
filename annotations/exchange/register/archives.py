"""Files that are zips: of tables, and workbooks, which are zips as well."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from annotations.domain.register import CannotRead
from annotations.domain.text import CannotExtract
from annotations.exchange.bulk.archives import opened

# What reading a damaged or forged zip may raise.
DAMAGED = (
    CannotExtract,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def archive_of(file: BinaryIO, what: str = ".zip") -> Iterator[zipfile.ZipFile]:
    """Bounded in how many files it lists. Raises CannotRead, also for what is raised within."""
    try:
        with opened(file) as archive:
            yield archive
    except DAMAGED as error:
        raise CannotRead("broken_file", what=what) from error
