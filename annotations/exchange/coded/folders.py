"""Files that are read together, as a folder has them: brat's texts beside what is said of them."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from annotations.exchange.coded.several import packed_together
from annotations.exchange.files import STANDARD_INPUT, files_of, written

# By format, how such files end.
PAIRED = {"brat": (".ann", ".txt")}
Named = tuple[str, Path]


def together(paths: Iterable[str], form: str) -> Iterator[tuple[str, list[Named]]]:
    """Each path with the files in it that are one, by the names that these have in it; none where
    it is to be read by itself. Loose files of a format of several are one, under the first path."""
    endings, loose = PAIRED.get(form, ()), list[str]()
    for path in paths:
        inside = list(files_of([path]))
        if endings and path == STANDARD_INPUT:
            yield path, []
        elif (
            endings and Path(path).is_dir() and any(one.lower().endswith(endings) for one in inside)
        ):
            yield path, [(_within(Path(one), Path(path)), Path(one)) for one in inside]
        elif endings and path.lower().endswith(endings):
            loose.append(path)
        else:
            yield from ((one, []) for one in inside)
    if loose:
        whole = [Path(os.path.abspath(one)) for one in loose]
        root = Path(os.path.commonpath([one.parent for one in whole]))
        yield loose[0], [(_within(one, root), one) for one in whole]


def _within(file: Path, root: Path) -> str:
    """Folders below the one that was named are coders; that one need not be one."""
    return written(file.relative_to(root).as_posix())


@contextmanager
def packed(files: Iterable[Named]) -> Iterator[BinaryIO]:
    """All of them as one zip. Raises OSError."""
    with TemporaryFile() as made:
        packed_together(_opened(files), cast(BinaryIO, made))
        yield cast(BinaryIO, made)


def _opened(files: Iterable[Named]) -> Iterator[tuple[str, BinaryIO]]:
    for name, path in files:
        with path.open("rb") as file:
            yield name, file
