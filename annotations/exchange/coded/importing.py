"""Files of annotations on their way into a project: kept, looked through, and taken in later."""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from annotations.actions.coded import Terms
from annotations.actions.coded_imports import (
    IN_A_PIECE,
    break_off_coded_import,
    keep_coded_import,
    note_look,
    terms_of,
)
from annotations.actions.jobs import work_coded_import_later
from annotations.actions.keeping import Refused
from annotations.actions.telling import telling
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.recognising import form_of
from annotations.exchange.coded.several import packed_together
from annotations.exchange.coded.taken import Given
from annotations.exchange.coded.taking import go_through, look_through
from annotations.exchange.pieces import opened
from annotations.models import CodedImport, CodedImportPiece, Project, User

# A job takes in so much; the next one takes over, so that other work gets its turn. It has to read
# again what came before, so it is much.
PARTS_IN_A_JOB = 80


def keep_coded_files(
    files: Sequence[UploadedFile],
    *,
    project: Project,
    form: str,
    terms: Terms,
    by: User,
    at: datetime,
) -> CodedImport:
    """`form` is "" where the files are to tell it themselves. Raises CannotImportCoded."""
    if len(files) == 1:
        file = cast(BinaryIO, files[0].file)
        return _keep(file, files[0].name or "", project, form, terms, by, at)
    with TemporaryFile() as together:
        named = [(one.name or "file", cast(BinaryIO, one.file)) for one in files]
        packed_together(named, cast(BinaryIO, together))
        name = _("%(first)s and %(count)s more") % {
            "first": named[0][0],
            "count": len(named) - 1,
        }
        return _keep(cast(BinaryIO, together), name, project, form, terms, by, at)


def _keep(
    file: BinaryIO,
    name: str,
    project: Project,
    form: str,
    terms: Terms,
    by: User,
    at: datetime,
) -> CodedImport:
    file.seek(0)
    form = form or form_of(file)
    return keep_coded_import(
        project=project,
        by=by,
        at=at,
        filename=name,
        # All of them but the last have to be of one length.
        pieces=iter(lambda: file.read(IN_A_PIECE), b""),
        form=form,
        terms=terms,
    )


def go_on_coded(*, upload: UUID, at: datetime, parts: int = PARTS_IN_A_JOB) -> None:
    """Look through it, or take in what comes next. Broken off anywhere, nothing is done twice."""
    rows = CodedImport.objects.select_related("owner", "project__codebook")
    found = rows.filter(pk=upload).first()
    if found is None or not found.is_at_work:
        return
    if found.is_looking:
        _look(found, at)
    else:
        _take(found, at, parts)


def _look(upload: CodedImport, at: datetime) -> None:
    with (
        open_coded(upload) as file,
        telling(CodedImport, upload.pk, "reached", upload.size) as tell,
    ):
        try:
            report = look_through(
                given_in(upload, file),
                project=upload.project,
                terms=terms_of(upload),
                by=upload.owner,
                at=at,
                tell=lambda _report: tell(file.tell()),
            )
        except Refused as refusal:
            note_look(upload=upload, report=None, why=str(refusal), by=upload.owner, at=at)
            return
    note_look(upload=upload, report=report, by=upload.owner, at=at)


def _take(upload: CodedImport, at: datetime, parts: int) -> None:
    with open_coded(upload) as file:
        try:
            more = go_through(
                given_in(upload, file),
                upload=upload,
                by=upload.owner,
                at=at,
                parts=parts,
                reached=file.tell,
            )
        except Refused as refusal:
            break_off_coded_import(upload=upload, why=str(refusal), by=upload.owner, at=at)
            return
    if more:
        work_coded_import_later(upload.pk)


def given_in(upload: CodedImport, file: BinaryIO) -> Iterator[Given]:
    """Raises BadFile."""
    read: Any = READABLE[upload.form].read
    return read_each(file, upload.filename, upload.form, read)


def open_coded(upload: CodedImport) -> io.BufferedReader:
    """The file again, out of its pieces, one at a time."""
    return opened(CodedImportPiece.objects.filter(upload=upload), upload.size, IN_A_PIECE)
