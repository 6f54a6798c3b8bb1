"""A file of annotated texts on its way into a project, some texts at a time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import count
from uuid import UUID

from django.db import transaction

from annotations.actions.coded import Report, Taking, Terms, finish_coded, take_in_coded
from annotations.actions.coded_imports import (
    begin_coded_import,
    break_off_coded_import,
    finish_coded_import,
    take_in_coded_part,
    terms_of,
)
from annotations.actions.keeping import Refused
from annotations.exchange.coded.ahead import Ahead, Part
from annotations.exchange.coded.taken import Given
from annotations.models import CodedImport, Coding, MadeKind, Project, User

Told = Callable[[Report], None]
# A name as long as an entry keeps may have been longer.
LONGEST_NAMED = 200


class _RolledBack(Exception):
    """What a dry run ends with."""


def _nothing() -> None:
    """Where there is nothing more to be read."""


def _nobody(report: Report) -> None:
    """Where nobody wants to hear."""


def take_in(
    given: Iterable[Given],
    *,
    project: Project,
    terms: Terms,
    by: User | None,
    at: datetime,
    filename: str = "",
    form: str = "",
    tell: Told = _nobody,
    is_pipe: bool = False,
) -> Report:
    """All of a file whose bytes are at hand, or come through a pipe. It is kept on record what was
    made of it, so that it can be taken back.

    Each part of the file comes in whole or not at all; begun again, nothing is there twice. `tell`
    hears of the report after each part. Raises CannotTakeCoded, BadFile.
    """
    taking = Taking(project, terms, by, at)
    upload = begin_coded_import(
        project=project, filename=filename, form=form, terms=terms, by=by, at=at
    )
    try:
        _go_through(taking, given, upload, by, at, tell=tell, is_pipe=is_pipe)
    except Refused as refusal:
        break_off_coded_import(upload=upload, why=str(refusal), by=by, at=at)
        raise
    except BaseException:
        break_off_coded_import(upload=upload, by=by, at=at)
        raise
    return taking.report


def look_through(
    given: Iterable[Given],
    *,
    project: Project,
    terms: Terms,
    by: User | None,
    at: datetime,
    tell: Told = _nobody,
) -> Report:
    """Do all of it and then undo it, so that the report is what would come of the file.

    Raises CannotTakeCoded, BadFile.
    """
    taking = Taking(project, terms, by, at, is_look=True)
    try:
        with transaction.atomic():
            ahead = Ahead(given)
            while documents := _next(ahead, taking.report).documents:
                take_in_coded(taking=taking, documents=documents, by=by, at=at)
                tell(taking.report)
            finish_coded(taking=taking, by=by, at=at)
            raise _RolledBack
    except _RolledBack:
        return taking.report


def go_through(
    given: Iterable[Given],
    *,
    upload: CodedImport,
    by: User | None,
    at: datetime,
    parts: int,
    reached: Callable[[], int],
) -> bool:
    """The next parts of a file that is kept, from where it was before; whether there are more.

    Raises CannotTakeCoded, BadFile.
    """
    taking = resumed(upload, by, at)
    return _go_through(taking, given, upload, by, at, parts=parts, reached=reached)


def resumed(upload: CodedImport, by: User | None, at: datetime) -> Taking:
    """With all that is to be remembered of the parts that are taken in."""
    taking = Taking(upload.project, terms_of(upload), by, at)
    taking.report.counts.update(upload.counts)
    coders: dict[str, UUID] = {}
    for entry in upload.entries.order_by("number").iterator():
        if entry.project_article_id:
            taking.reached.add(entry.project_article_id)
            if entry.key:
                taking.articles[entry.key] = entry.project_article_id
        if entry.coding and entry.is_new_coding:
            taking.book.made.add(entry.coding)
        if entry.coding and entry.waiting:
            taking.links.remember(entry.coding, entry.waiting)
        if entry.coding and len(entry.coder) < LONGEST_NAMED:
            coders.setdefault(entry.coder, entry.coding)
    analysts = dict(Coding.objects.filter(pk__in=coders.values()).values_list("pk", "analyst"))
    for name, coding in coders.items():
        if analyst := analysts.get(coding):
            taking.people.remember(name, analyst)
    articles = upload.things.filter(kind=MadeKind.ARTICLE).values_list("target", flat=True)
    taking.added = {key for key in articles if key}
    return taking


def _go_through(
    taking: Taking,
    given: Iterable[Given],
    upload: CodedImport,
    by: User | None,
    at: datetime,
    *,
    parts: int | None = None,
    reached: Callable[[], int] = lambda: 0,
    tell: Told = _nobody,
    is_pipe: bool = False,
) -> bool:
    ahead = Ahead(given, reached, skipped=upload.position)
    for number in range(parts) if parts else count():
        part = _next(ahead, taking.report)
        if not part.documents:
            finish_coded_import(upload=upload, taking=taking, by=by, at=at)
            tell(taking.report)
            return False
        # Rows are locked meanwhile: that must not take until somebody sends more.
        has_time = not is_pipe and number + 1 != parts
        goes_on = take_in_coded_part(
            upload=upload,
            taking=taking,
            documents=part.documents,
            reached=part.reached,
            by=by,
            at=at,
            meanwhile=ahead.read_next if has_time else _nothing,
        )
        if not goes_on:
            return False
        tell(taking.report)
    return True


def _next(ahead: Ahead, report: Report) -> Part:
    """And tell what was found wrong on the way to its texts."""
    part = ahead.next()
    for one in part.troubles:
        tell = report.leave_out if one.is_left_out else report.refuse
        tell(one.at, one.why)
    return part
