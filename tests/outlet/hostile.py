"""Answers that no honest server gives, or only on a bad day."""

import gzip
import time

from tests.outlet.server import Handler

MEGABYTE = 1024 * 1024
DRIP = 0.05
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip(handler: Handler) -> None:
    """A byte now and then, for ever: no single wait is long."""
    handler.wfile.write(HEAD + b"\r\n")
    _for_ever(handler, b"x")


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"X-Slow: ")
    _for_ever(handler, b"x")


def drip_chunk_sizes(handler: Handler) -> None:
    """A chunk's length that never ends."""
    handler.wfile.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\n1;")
    _for_ever(handler, b"x")


def silence(handler: Handler) -> None:
    _for_ever(handler, b"")


def endless(handler: Handler) -> None:
    """Bytes without a length and without an end."""
    handler.wfile.write(HEAD + b"\r\n")
    while True:
        handler.wfile.write(b"x" * 65536)


def bomb(handler: Handler) -> None:
    """Sixty-four megabytes of nothing, in some sixty thousand bytes."""
    data = gzip.compress(bytes(64 * MEGABYTE))
    handler.answer(200, data, {"Content-Type": "text/html", "Content-Encoding": "gzip"})


def promised_too_much(handler: Handler) -> None:
    """Says that it sends a gigabyte, and sends a word."""
    handler.wfile.write(HEAD + b"Content-Length: 1073741824\r\n\r\nword")


def broken_off(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"Content-Length: 100\r\n\r\nonly this")
    handler.close_connection = True


def broken_chunk(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"Transfer-Encoding: chunked\r\n\r\nFF\r\nonly this")
    handler.close_connection = True


def half_packed(handler: Handler) -> None:
    data = gzip.compress(b"<p>whole</p>" * 100)[:-12]
    handler.answer(200, data, {"Content-Type": "text/html", "Content-Encoding": "gzip"})


def not_packed(handler: Handler) -> None:
    handler.answer(200, b"<p>no</p>", {"Content-Type": "text/html", "Content-Encoding": "gzip"})


def packed_otherwise(handler: Handler) -> None:
    handler.answer(200, b"...", {"Content-Type": "text/html", "Content-Encoding": "zstd"})


def no_http(handler: Handler) -> None:
    handler.wfile.write(b"SSH-2.0-Something\r\n\r\n")
    handler.close_connection = True


def too_many_headers(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"X-More: and more\r\n" * 5000 + b"\r\n")
    handler.close_connection = True


def long_header(handler: Handler) -> None:
    handler.wfile.write(HEAD + b"X-Long: " + b"x" * MEGABYTE + b"\r\n\r\n")
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def _for_ever(handler: Handler, piece: bytes) -> None:
    """Until the other side hangs up, which a write finds out; without one, a while is enough."""
    for _ in range(400):
        if piece:
            handler.wfile.write(piece)
        time.sleep(DRIP)
    handler.close_connection = True
