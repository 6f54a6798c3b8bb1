"""Files in, what an extraction makes of each out; no database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.domain.extraction import Extract, extract
from annotations.domain.text import CannotExtract
from annotations.exchange.files import STANDARD_INPUT, files_of, read_file, written
from annotations.exchange.lines import as_line


@dataclass(frozen=True, slots=True)
class Extracted:
    """What became of one file: `output` in JSON, or a sentence that says why not."""

    name: str
    output: str = ""
    error: str = ""


def extract_files(paths: Iterable[str]) -> Iterator[Extracted]:
    """One result for each file, as soon as it is there. `-` is standard input."""
    for path in files_of(paths):
        name = written(path)
        filename = "" if path == STANDARD_INPUT else written(Path(path).name)
        try:
            found = extract(read_file(path), filename=filename)
        except OSError as error:
            yield Extracted(name, error=error.strerror or str(error))
        except CannotExtract as refusal:
            yield Extracted(name, error=str(refusal))
        else:
            yield Extracted(name, output=as_line({**as_facts(found), "path": name}))


def as_facts(found: Extract) -> dict[str, Any]:
    """What was read, ready for JSON; `published` in ISO 8601, or None where nothing tells."""
    published = found.facts.published
    return {
        "title": found.facts.title,
        "byline": found.facts.byline,
        "published": published.isoformat() if published else None,
        "language": found.facts.language,
        "text": found.text,
        "section": found.facts.section,
        "source": found.facts.source_name,
        "url": found.facts.canonical_url,
        "media_type": found.media_type,
        "extractor": found.extractor,
        "extractor_version": found.extractor_version,
    }
