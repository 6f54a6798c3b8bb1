import zlib
from struct import pack

import pytest

from annotations.domain.initials import initials
from annotations.domain.pixels import pixels_of

PNG = b"\x89PNG\r\n\x1a\n" + pack(">I4sIIBBBBB", 13, b"IHDR", 640, 480, 8, 2, 0, 0, 0)
GIF = b"GIF89a" + pack("<HH", 640, 480)
# A comment and an Exif block stand before the frame; what its thumbnail says does not count.
JPEG = (
    b"\xff\xd8\xff\xe1" + pack(">H", 12) + b"Exif\xff\xc0\0\0\0\0"
    b"\xff\xff\xfe" + pack(">H", 4) + b"hi"
    b"\xff\xc2" + pack(">HBHHB", 17, 8, 480, 640, 3) + b"\0" * 9
)
VP8X = b"RIFF\0\0\0\0WEBPVP8X" + pack("<I", 10) + b"\0\0\0\0" + b"\x7f\x02\x00" + b"\xdf\x01\x00"
VP8L = b"RIFF\0\0\0\0WEBPVP8L" + pack("<I", 5) + b"\x2f" + pack("<I", 639 | 479 << 14)
VP8 = b"RIFF\0\0\0\0WEBPVP8 " + pack("<I", 10) + b"\0\0\0\x9d\x01\x2a" + pack("<HH", 640, 480)


def small_png(width=1, height=1):
    """A whole picture, grey."""

    def chunk(kind, data):
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    head = pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    first = b"\x89PNG\r\n\x1a\n"
    return first + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG, "png"),
        (GIF, "gif"),
        (JPEG, "jpeg"),
        (VP8X, "webp"),
        (VP8L, "webp"),
        (VP8, "webp"),
        (small_png(640, 480), "png"),
    ],
)
def test_what_the_first_bytes_say(data, kind):
    assert pixels_of(data, f"image/{kind}") == (640, 480)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PNG[:20], "png"),
        (PNG.replace(b"IHDR", b"IDAT"), "png"),
        (GIF[:8], "gif"),
        (GIF[:6] + b"\0\0\0\0", "gif"),
        (JPEG[:20], "jpeg"),
        (b"\xff\xd8\xff\xe1\0\x02no", "jpeg"),
        (VP8X[:28], "webp"),
        (VP8L.replace(b"\x2f", b"\x2e"), "webp"),
        (VP8.replace(b"VP8 ", b"ALPH"), "webp"),
    ],
)
def test_damaged(data, kind):
    assert pixels_of(data, f"image/{kind}") is None


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("Ada Quill", "AQ"),
        ("Li Wen", "LW"),
        ("Ada van der Quill", "AQ"),
        ("Ada", "A"),
        ("李文", "李"),
        ("Петра Ловен", "ПЛ"),
        ("The council", "TC"),
        ("  7 (12) ", ""),
        ("“élan”", "É"),
    ],
)
def test_initials(name, made):
    assert initials(name) == made
