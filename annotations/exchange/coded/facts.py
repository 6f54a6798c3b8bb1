"""What a file says of itself: what it holds, when and of what it was made, and what was chosen."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from django.conf import settings

from annotations.domain.coded import Coding, Document
from annotations.domain.coded.as_json import moment
from annotations.models import CodebookVersion
from annotations.queries.coded import Leaving, Wanted

PROGRAM = "Attaché"


@cache
def program_version() -> str:
    """As it is packaged, or as its folder says where it runs out of that."""
    try:
        return version("attache")
    except PackageNotFoundError:
        told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text("utf-8"))
        return str(told["project"]["version"])


@dataclass
class Export:
    """What leaves, on its way into one file. Iterating counts."""

    leaving: Leaving
    wanted: Wanted
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    counts: Counter[str] = field(default_factory=Counter)

    def __iter__(self) -> Iterator[Document]:
        for document in self.leaving:
            self.counts["articles"] += 1
            if not document.rights.is_whole:
                self.counts["without_text"] += 1
            for coding in document.codings:
                self.counts["codings"] += 1
                self.counts["annotations"] += len(coding.annotations)
                self.counts["spans"] += sum(len(one.places) for one in coding.annotations)
            yield document

    def head(self, name: str, format_version: int) -> dict[str, Any]:
        """What is known before the first article is read."""
        project = self.leaving.project
        newest = CodebookVersion.objects.filter(codebook=project.codebook_id).order_by("-number")
        return {
            "format": name,
            "version": format_version,
            "program": {"name": PROGRAM, "version": program_version()},
            "made_at": moment(self.at),
            "project": {"id": str(project.pk), "name": project.name},
            "codebook": {
                "id": str(project.codebook_id),
                "name": project.codebook.name,
                "version": newest.values_list("number", flat=True).first() or 0,
            },
            "filter": chosen(self.wanted),
        }


def chosen(wanted: Wanted) -> dict[str, Any]:
    """As JSON, without what was left open."""
    said = {
        "which": str(wanted.which),
        "coder": wanted.coder,
        "source": str(wanted.source or ""),
        "language": wanted.language,
        "since": wanted.since.isoformat() if wanted.since else "",
        "until": wanted.until.isoformat() if wanted.until else "",
        "finished": wanted.finished,
        "annotated": wanted.annotated,
    }
    return {name: value for name, value in said.items() if value}


def several(documents: Iterable[Document]) -> Iterator[tuple[Document, Coding | None]]:
    """Each with one of its codings, for formats that have one in a file; None where it has none."""
    for document in documents:
        if not document.codings:
            yield document, None
        for coding in document.codings:
            yield document, coding
