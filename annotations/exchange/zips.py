"""Zips that are sent while they are written."""

import io
from typing import Any

# A zip tells how large a file is before its bytes: what is larger is asked for in good time.
ENOUGH = 64 * 1024


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
