"""Where paragraphs begin and end."""

import re

_BREAK = re.compile(r"\n\s*|\u2029")
_STOPS = frozenset(".!?:;…”“»\"'’)」』。！？؟")


def paragraphs(text: str) -> list[tuple[int, int]]:
    """[start, end) of every paragraph that holds something, white space at its edges left out.

    A line break inside a hard-wrapped sentence is no paragraph break: one single newline, no
    sentence end before it and a small letter after it.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        before, after = match.start(), match.end()
        while before > start and text[before - 1].isspace():
            before -= 1
        wrapped = (
            match.group().count("\n") == 1
            and before > start
            and text[before - 1] not in _STOPS
            and after < len(text)
            and text[after].islower()
        )
        if wrapped:
            continue
        if before > start:
            found.append((start, before))
        start = after
    end = len(text.rstrip())
    if end > start:
        found.append((start, end))
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in found]
