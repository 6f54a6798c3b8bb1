"""The only change that a text undergoes before it is stored."""

import re

from annotations.domain.text.errors import CannotExtract

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def normalise(raw: str) -> str:
    """`raw` with CRLF and CR as LF and NUL as U+FFFD; nothing else is touched, no NFC, no trimming.

    NUL goes because PostgreSQL cannot store it. Raises CannotExtract("lone_surrogate"), since
    half a character can be neither stored nor sent.
    """
    lone = LONE_SURROGATE.search(raw)
    if lone:
        raise CannotExtract("lone_surrogate", position=lone.start())
    return raw.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def storable(words: str) -> str:
    """`words` of a structured file with NUL and half characters as U+FFFD.

    Such a file is read by a library, and nobody can copy its text again to mend it.
    """
    return LONE_SURROGATE.sub("\ufffd", words).replace("\0", "\ufffd")
