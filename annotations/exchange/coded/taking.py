"""A file of annotated texts on its way into a project, some texts at a time."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import transaction

from annotations.actions.coded import Report, Taking, Terms, finish_coded, take_in_coded
from annotations.domain.coded import Document
from annotations.exchange.coded.taken import Given, Trouble
from annotations.models import Project, User

AT_ONCE = 100
Told = Callable[[Report], None]


class _RolledBack(Exception):
    """What a dry run ends with."""


def take_in(
    given: Iterable[Given],
    *,
    project: Project,
    terms: Terms,
    by: User | None,
    at: datetime,
    dry_run: bool = False,
    tell: Told = lambda report: None,
) -> Report:
    """Each part of the file comes in whole or not at all; begun again, nothing is there twice.

    A dry run does all of it and then undoes it, so that its report is what would come of it.
    `tell` hears of the report after each part. Raises CannotTakeCoded, BadFile.
    """
    taking = Taking(project, terms, by, at)
    if not dry_run:
        _take(taking, given, by, at, tell)
        return taking.report
    try:
        with transaction.atomic():
            _take(taking, given, by, at, tell)
            raise _RolledBack
    except _RolledBack:
        return taking.report


def _take(
    taking: Taking, given: Iterable[Given], by: User | None, at: datetime, tell: Told
) -> None:
    documents = _documents(given, taking.report)
    while part := list(islice(documents, AT_ONCE)):
        take_in_coded(taking=taking, documents=part, by=by, at=at)
        tell(taking.report)
    finish_coded(taking=taking, by=by, at=at)
    tell(taking.report)


def _documents(given: Iterable[Given], report: Report) -> Iterator[Document]:
    for one in given:
        if isinstance(one, Trouble):
            report.refuse(one.at, one.why)
        else:
            yield one
