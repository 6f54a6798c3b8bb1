"""A citation as pieces of text, of which some are set in italics.

A title that is written from right to left is a piece of its own, so that what stands around it can
be kept in its order: the signs between two such pieces would be taken as part of them.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    text: str
    is_italic: bool = False
    is_title: bool = False


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def put_together(*pieces: str | Run) -> list[Run]:
    """Without what is empty; neighbours of one kind are one run."""
    found: list[Run] = []
    for piece in pieces:
        run = piece if isinstance(piece, Run) else Run(piece)
        if not run.text:
            continue
        if found and found[-1][1:] == run[1:]:
            run = run._replace(text=found.pop().text + run.text)
        found.append(run)
    return found
