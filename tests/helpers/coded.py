"""Exporting and importing annotated texts in tests."""

import io
import json
from datetime import UTC, datetime
from typing import Any

from annotations.actions.coded import Report, Terms
from annotations.domain.coded.as_json import written
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.formats import FORMATS
from annotations.exchange.coded.taking import look_through, take_in
from annotations.models import Project, User
from annotations.queries.coded import Wanted, leaving

NOW = datetime(2026, 11, 29, 1, tzinfo=UTC)
# Keys are this installation's, and so is when somebody last touched a coding.
OWN = {"id", "changed_at"}


def exported(project: Project, form: str = "jsonl", user: User | None = None, **wanted) -> bytes:
    wanted = Wanted(**wanted)
    return b"".join(FORMATS[form].write(Export(leaving(project, user, wanted), wanted, NOW)))


def imported(
    data: bytes,
    project: Project,
    form: str = "jsonl",
    by: User | None = None,
    dry_run: bool = False,
    name: str = "a file",
    **terms,
) -> Report:
    read = FORMATS[form].read
    given, named = read(io.BytesIO(data), name), Terms(**terms)
    if dry_run:
        return look_through(given, project=project, terms=named, by=by, at=NOW)
    return take_in(given, project=project, terms=named, by=by, at=NOW, filename=name, form=form)


def records(project: Project, **wanted) -> list[dict[str, Any]]:
    """What is in a project, in an order and without what is this installation's own."""
    found = [
        without(written(document), OWN) for document in leaving(project, None, Wanted(**wanted))
    ]
    return sorted(found, key=lambda one: (one["title"], one["sha256"]))


def without(found: Any, names: set[str]) -> Any:
    if isinstance(found, dict):
        return {name: without(one, names) for name, one in found.items() if name not in names}
    if isinstance(found, list):
        return [without(one, names) for one in found]
    return found


def lines_of(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]
