"""Which file is what, and what it would do to a codebook."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from annotations.actions.codebook_trees import CannotReadCodebook, after_import, check_tree
from annotations.actions.codebook_versions import states_of
from annotations.domain.codebook_states import Difference, TagState, differences
from annotations.exchange.codebooks.given import states_of_file
from annotations.exchange.codebooks.qdc import LONGEST, as_qdc, read_qdc
from annotations.exchange.codebooks.tables import as_csv, as_xlsx, read_csv, read_xlsx
from annotations.models import Codebook

WRITERS: dict[str, Callable[[Sequence[TagState]], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "qdc": as_qdc,
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "qdc": "application/xml",
}


@dataclass(frozen=True)
class FilePlan:
    """The tree that a file would make of a codebook, and what that changes."""

    wanted: list[TagState]
    differences: list[Difference]


def written(codebook: Codebook, form: str) -> bytes:
    return WRITERS[form](states_of(codebook))


def plan_of(codebook: Codebook, data: bytes, filename: str) -> FilePlan:
    """Nothing is changed by it. Raises CannotReadCodebook, CannotSetTree, CannotRead."""
    if len(data) > LONGEST:
        raise CannotReadCodebook(_("This file is too large for a codebook."))
    name = filename.lower()
    if name.endswith((".qdc", ".xml")):
        given = read_qdc(data)
    elif name.endswith(".xlsx"):
        given = read_xlsx(io.BytesIO(data))
    elif name.endswith((".csv", ".tsv", ".txt")):
        given = read_csv(io.BytesIO(data))
    else:
        raise CannotReadCodebook(_("A codebook comes as .csv, .xlsx or .qdc."))
    if not given:
        raise CannotReadCodebook(_("There are no tags in this file."))
    present = states_of(codebook)
    wanted = states_of_file(given, present)
    check_tree(codebook, wanted)
    return FilePlan(wanted, differences(present, after_import(codebook, wanted)))
