"""Files, folders and standard input as commands name them."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from annotations.domain.text import MAX_BYTES, CannotExtract

STANDARD_INPUT = "-"


def files_of(paths: Iterable[str]) -> Iterator[str]:
    """The paths, folders replaced by the files in them, hidden ones aside, in order of name."""
    for path in paths:
        if path != STANDARD_INPUT and Path(path).is_dir():
            found = sorted(file for file in Path(path).rglob("*") if file.is_file())
            yield from (str(file) for file in found if not _is_hidden(file, Path(path)))
        else:
            yield path


def _is_hidden(file: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in file.relative_to(root).parts)


def written(path: str) -> str:
    """A name as it can be kept and printed: names of files need not be text."""
    return path.encode("utf-8", "replace").decode()


def read_file(path: str) -> bytes:
    """Never more than one byte above the limit, whatever it is that sends them."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path).open("rb") as file:
        size = Path(path).stat().st_size
        if size > MAX_BYTES:
            raise CannotExtract("too_large", bytes=size)
        return file.read(MAX_BYTES + 1)
