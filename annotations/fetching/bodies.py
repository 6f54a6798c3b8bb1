"""The body of an answer, as much of it as may be read: on the wire, and unpacked."""

import zlib
from collections.abc import Iterator
from http.client import HTTPResponse

from annotations.fetching.connecting import Deadline
from annotations.fetching.errors import NotFetched

AT_ONCE = 64 * 1024
# gzip, or zlib with its head; some servers send deflate without one.
WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}


def body_of(response: HTTPResponse, host: str, limit: int, deadline: Deadline) -> bytes:
    """The bytes, unpacked. Raises NotFetched: too_large, too_slow, encoding, broken."""
    packed = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if packed not in {"identity", "", *WINDOWS}:
        raise NotFetched("encoding", host=host, what=packed[:40])
    if int(response.length or 0) > limit:
        raise NotFetched("too_large", limit=limit)
    received = _received(response, host, limit, deadline)
    if packed not in WINDOWS:
        return b"".join(received)
    return _unpacked(received, WINDOWS[packed], host, limit)


def _received(response: HTTPResponse, host: str, limit: int, deadline: Deadline) -> Iterator[bytes]:
    count = 0
    while piece := response.read1(AT_ONCE):
        count += len(piece)
        if count > limit:
            raise NotFetched("too_large", limit=limit)
        deadline.check(host)
        yield piece
    deadline.check(host)
    if response.length:
        raise NotFetched("broken", host=host)


def _unpacked(pieces: Iterator[bytes], window: int, host: str, limit: int) -> bytes:
    """Never holds more than one piece above the limit, whatever the bytes unpack to."""
    unpacker, result = zlib.decompressobj(window), bytearray()
    try:
        for piece in pieces:
            if window == 15 and not result and piece[:1] and piece[0] & 0x0F != 8:
                unpacker, window = zlib.decompressobj(-15), -15
            while piece:
                result += unpacker.decompress(piece, AT_ONCE)
                piece = unpacker.unconsumed_tail
                if len(result) > limit:
                    raise NotFetched("too_large", limit=limit)
        # What one step had no room for any more: some kilobytes at most.
        result += unpacker.flush()
    except zlib.error as error:
        raise NotFetched("encoding", host=host, what="deflate") from error
    if not unpacker.eof:
        raise NotFetched("broken", host=host)
    return bytes(result)
