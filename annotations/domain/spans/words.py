"""Whether a page and the server mean the same words."""

import re

LINE_ENDS = re.compile(r"\r\n?")


def same_words(ours: str, theirs: str) -> bool:
    """Whether `theirs`, as a browser sent it, is `ours`: forms turn LF into CRLF on their way."""
    return ours == theirs or ours == LINE_ENDS.sub("\n", theirs)
