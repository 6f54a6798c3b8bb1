"""A citation as pieces of text, of which some are set in italics."""

from collections.abc import Iterable
from typing import NamedTuple


class Run(NamedTuple):
    text: str
    is_italic: bool = False


def plain(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


def put_together(*pieces: str | Run) -> list[Run]:
    """Without what is empty; neighbours of one kind are one run."""
    found: list[Run] = []
    for piece in pieces:
        run = piece if isinstance(piece, Run) else Run(piece)
        if not run.text:
            continue
        if found and found[-1].is_italic == run.is_italic:
            run = Run(found.pop().text + run.text, run.is_italic)
        found.append(run)
    return found
