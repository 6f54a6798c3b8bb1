"""Files to articles, one after another; what goes wrong with one does not stop the rest."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotations.actions.articles import Details, TakenIn, take_in
from annotations.actions.keeping import Refused
from annotations.domain.extraction import extract
from annotations.domain.text import MAX_BYTES, CannotExtract
from annotations.models import Project, User

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class Ingested:
    """What became of one file: `taken`, or a sentence that says why not."""

    name: str
    taken: TakenIn | None = None
    error: str = ""


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


def ingest(
    paths: Iterable[str], *, project: Project, source_name: str, by: User | None, at: datetime
) -> Iterator[Ingested]:
    """One result for each file, as soon as it is there. `-` is standard input."""
    for path in files_of(paths):
        name = _written(path)
        # Standard input has no name; what it is shows in its bytes.
        filename = "" if path == STANDARD_INPUT else _written(Path(path).name)
        try:
            data = _read(path)
            read = extract(data, filename=filename)
            details = Details.proposed(read, source_name)
            taken = take_in(
                project=project,
                by=by,
                at=at,
                data=data,
                extract=read,
                details=details,
                filename=filename,
            )
        except OSError as error:
            yield Ingested(name, error=error.strerror or str(error))
        except CannotExtract as refusal:
            yield Ingested(name, error=str(refusal))
        except Refused as refusal:
            yield Ingested(name, error=str(refusal))
        else:
            yield Ingested(name, taken=taken)


def _written(path: str) -> str:
    """A name as it can be kept and printed: names of files need not be text."""
    return path.encode("utf-8", "replace").decode()


def _read(path: str) -> bytes:
    """Never more than one byte above the limit, whatever it is that sends them."""
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path).open("rb") as file:
        size = Path(path).stat().st_size
        if size > MAX_BYTES:
            raise CannotExtract("too_large", bytes=size)
        return file.read(MAX_BYTES + 1)


def as_json(ingested: Ingested) -> dict[str, str]:
    """`{"article", "revision", "title", "status", "path"}`, ids as strings."""
    taken = ingested.taken
    assert taken is not None
    return {
        "article": str(taken.article.pk),
        "revision": str(taken.revision.pk),
        "title": taken.article.title,
        "status": taken.status,
        "path": ingested.name,
    }
