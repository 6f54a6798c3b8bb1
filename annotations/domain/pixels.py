"""How many pixels a picture has, read from its first bytes without decoding it.

By the specifications: PNG (W3C, section 11.2.1, IHDR), GIF89a (section 18, logical screen), JPEG
(ITU-T T.81, annex B.2.2, frame header), WebP (RFC 9649, sections 2.5 to 2.7).
"""

from struct import error, unpack_from

# Frame headers of JPEG; C4, C8 and CC in between are something else.
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
# Markers that stand alone, without a length behind them.
ALONE = {0x01, *range(0xD0, 0xDA)}


def pixels_of(data: bytes, media_type: str) -> tuple[int, int] | None:
    """Width and height in pixels; None where the bytes do not say, as of a damaged file."""
    try:
        found = READERS[media_type](data)
    except (error, IndexError):
        return None
    return found if found and all(found) else None


def _png(data: bytes) -> tuple[int, int] | None:
    if data[12:16] != b"IHDR":
        return None
    width, height = unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> tuple[int, int]:
    width, height = unpack_from("<HH", data, 6)
    return width, height


def _jpeg(data: bytes) -> tuple[int, int] | None:
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in FRAMES:
            height, width = unpack_from(">HH", data, at + 5)
            return width, height
        elif marker in ALONE:
            at += 2
        else:
            at += 2 + unpack_from(">H", data, at + 2)[0]
    return None


def _webp(data: bytes) -> tuple[int, int] | None:
    kind = data[12:16]
    if kind == b"VP8X":
        return 1 + _three(data, 24), 1 + _three(data, 27)
    if kind == b"VP8L" and data[20] == 0x2F:
        [bits] = unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _three(data: bytes, at: int) -> int:
    low, high = unpack_from("<HB", data, at)
    return int(low + (high << 16))


READERS = {"image/png": _png, "image/gif": _gif, "image/jpeg": _jpeg, "image/webp": _webp}
