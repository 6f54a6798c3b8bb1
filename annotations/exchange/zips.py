"""Zips that are sent while they are written."""

import io
import zipfile
from datetime import datetime
from typing import Any

# A zip tells how large a file is before its bytes: what is larger is asked for in good time.
ENOUGH = 64 * 1024
LEVEL = 1


class Drain(io.RawIOBase):
    """What a zip is written into: it keeps what was not taken yet."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []
        self.held = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.chunks.append(bytes(data))
        self.held += len(data)
        return len(data)

    def taken(self) -> bytes:
        chunks, self.chunks, self.held = self.chunks, [], 0
        return b"".join(chunks)


def dated(path: str, at: datetime) -> zipfile.ZipInfo:
    """For a file in a zip, packed as fast as can be: a third of the time for a tenth more bytes."""
    info = zipfile.ZipInfo(path, at.timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED
    # Which is not taken from the archive where more than a name is given.
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    return info
