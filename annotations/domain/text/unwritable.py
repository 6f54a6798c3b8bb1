"""Characters that XML 1.0 has no way to write."""

import re

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
INSTEAD = "\ufffd"


def writable(words: str) -> str:
    """Each replaced by one character, so that offsets stay."""
    return UNWRITABLE.sub(INSTEAD, words)
