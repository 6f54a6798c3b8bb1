"""A project out of a file, now or by the worker."""

from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from annotations.actions.keeping import Refused
from annotations.actions.restorations import (
    IN_A_PIECE,
    fail_restoration,
    finish_restoration,
    keep_restoration,
)
from annotations.actions.restoring import Restored, restore_project
from annotations.actions.telling import telling
from annotations.exchange.whole_project.reading import look_into, open_file
from annotations.models import Restoration, User


def restore_file(file: BinaryIO, *, by: User, at: datetime, name: str = "") -> Restored:
    """Under the name in the file, unless another one is given. Raises BadFile, CannotRestore."""
    opened = open_file(file)
    return restore_project(rows=opened.rows, name=name or opened.name, by=by, at=at)


def keep_file(
    file: BinaryIO, *, filename: str, by: User, at: datetime, name: str = ""
) -> Restoration:
    """For the worker. Raises BadFile where it does not even say that it is such a file, CannotKeep,
    CannotRestore."""
    said = look_into(file)
    file.seek(0)
    return keep_restoration(
        filename=filename,
        pieces=iter(lambda: file.read(IN_A_PIECE), b""),
        name=name or said.name,
        total=said.total,
        by=by,
        at=at,
    )


def restore_kept(*, upload: UUID, at: datetime) -> None:
    """Make a project of a file that was kept. Broken off and begun again, there is one project."""
    row = Restoration.objects.select_related("owner").filter(pk=upload).first()
    if row is None or not row.is_running:
        return
    with (
        TemporaryFile() as file,
        telling(Restoration, row.pk, "done", row.total) as progress,
    ):
        for data in row.pieces.order_by("number").values_list("data", flat=True).iterator(8):
            file.write(data)
        try:
            opened = open_file(file)
            with transaction.atomic():
                made = restore_project(
                    rows=opened.rows, name=row.name, by=row.owner, at=at, progress=progress
                )
                finish_restoration(upload=row.pk, made=made, at=at)
        except Refused as refusal:
            fail_restoration(upload=row.pk, why=str(refusal), at=at)
