"""Tells files that are no text apart, before anybody tries to read characters in them."""

import re

# The first bytes of files that people upload by mistake, and what to call them.
MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip or Office file"),
    (b"PK\x05\x06", "an empty zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file such as .doc"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"MZ\x90\x00", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\x1f\x8b\x08", "a gzip file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 file"),
    (b"\xfd7zXZ\x00", "an xz file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound or video file"),
    (b"fLaC", "a sound file"),
    (b"\x1aE\xdf\xa3", "a video file"),
    (b"SQLite format 3\x00", "a database"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
)

# Controls that no text file uses; ESC is left out for ISO-2022-JP.
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def magic_of(data: bytes) -> str | None:
    """What the first bytes say it is ("a PNG picture"), or None for what may be text."""
    for magic, what in MAGIC:
        # A text may begin with short letters such as "BZh" or "ID3"; a real file has controls too.
        if data.startswith(magic) and (not magic.isalnum() or CONTROLS.search(data, 0, 512)):
            return what
    if data[:4] == b"RIFF" and data[8:12] in {b"WEBP", b"WAVE", b"AVI "}:
        return "a picture, sound or video file"
    if data[4:8] == b"ftyp":
        return "a video or HEIC file"
    return None


def has_controls(data: bytes) -> bool:
    """Whether more than one byte in a thousand is a control that no text has.

    A single stray control (a form feed's neighbour, a NUL from a broken export) is no reason to
    refuse an article; a binary file is full of them.
    """
    count = sum(1 for _ in CONTROLS.finditer(data, 0, 1_000_000))
    return count > max(2, min(len(data), 1_000_000) // 1000)
