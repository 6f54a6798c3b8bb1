"""Which files are pictures, by their first bytes, and what a text can call them."""

import re
from pathlib import PurePath

MOST_BYTES = 1024 * 1024
MOST_PICTURES = 30
LONGEST_NAME = 80
# No SVG: it can hold scripts.
SIGNATURES = {
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/gif": re.compile(rb"GIF8[79]a"),
    "image/webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
}
ENDINGS = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}


def media_type_of(data: bytes) -> str:
    """What the bytes are, whatever they are called; "" where they are no picture for a page."""
    found = (kind for kind, first in SIGNATURES.items() if first.match(data))
    return next(found, "")


def name_of(filename: str, media_type: str) -> str:
    """A name that Markdown takes without quoting: "Fig. 1 (a).PNG" is "Fig-1-a.png"."""
    stem = re.sub(r"[^\w]+", "-", PurePath(filename).stem).strip("-_")
    ending = ENDINGS[media_type]
    return (stem[: LONGEST_NAME - len(ending)] or "picture") + ending
