"""Files to articles, one after another; what goes wrong with one does not stop the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from annotations.actions.articles import Details, TakenIn, take_in
from annotations.actions.keeping import Refused
from annotations.domain.extraction import extract
from annotations.domain.text import CannotExtract
from annotations.exchange.files import STANDARD_INPUT, files_of, read_file, written
from annotations.models import Project, User


@dataclass(frozen=True)
class Ingested:
    """What became of one file: `taken`, or a sentence that says why not."""

    name: str
    taken: TakenIn | None = None
    error: str = ""


def ingest(
    paths: Iterable[str], *, project: Project, source_name: str, by: User | None, at: datetime
) -> Iterator[Ingested]:
    """One result for each file, as soon as it is there. `-` is standard input."""
    for path in files_of(paths):
        name = written(path)
        # Standard input has no name; what it is shows in its bytes.
        filename = "" if path == STANDARD_INPUT else written(Path(path).name)
        try:
            data = read_file(path)
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
