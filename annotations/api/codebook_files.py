"""Codebooks out of and into files."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import File, Form, Query, Router, Schema, UploadedFile

from annotations.actions.codebook_trees import set_tree
from annotations.actions.keeping import Refused
from annotations.api.codebooks import find_codebook, find_kept
from annotations.api.inputs import Body, demand_known
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.api.rendering import sending
from annotations.domain.register import CannotRead
from annotations.exchange.codebooks.files import TYPES, FilePlan, plan_of, written
from annotations.forms.codebook_versions import in_words
from annotations.forms.register_files import sentence_of
from annotations.models import Codebook

router = Router()


class Which(Schema):
    form: Literal["csv", "xlsx", "qdc"] = "csv"


class BookFacts(Body):
    """`look` finds out what it would change, and changes nothing."""

    look: Literal["true", "false"] = "false"


class ChangedOut(Schema):
    """What the file changes, in sentences; whether it did."""

    differences: list[str]
    is_taken: bool


@router.get(
    "/codebooks/{uuid:pk}/file",
    summary="A codebook as a file",
    openapi_extra=sending(*(one.partition(";")[0] for one in TYPES.values())),
)
def codebooks_file(request: Asked, pk: UUID, which: Annotated[Which, Query(...)]) -> Any:
    """A table, or a codebook of REFI-QDA."""
    codebook = find_codebook(request, pk)
    return HttpResponse(written(codebook, which.form), content_type=TYPES[which.form])


@router.post(
    "/codebooks/{uuid:pk}/file", response=ChangedOut, summary="Take the tags of a file over"
)
def codebooks_take(
    request: Asked,
    pk: UUID,
    file: Annotated[UploadedFile, File(...)],
    facts: Annotated[BookFacts, Form(...)],
) -> Any:
    """By its name a .csv, .xlsx or .qdc. What is not in it is retired; what was there before stays
    a version."""
    codebook = find_kept(request, pk)
    demand_known(request, BookFacts)
    plan = _plan(codebook, file)
    is_taken = facts.look == "false"
    if is_taken:
        set_tree(codebook=codebook, wanted=plan.wanted, by=request.user, at=timezone.now())
    differences = [in_words(one) for one in plan.differences]
    return ChangedOut(differences=differences, is_taken=is_taken)


def _plan(codebook: Codebook, file: UploadedFile) -> FilePlan:
    """Raises Problem."""
    try:
        return plan_of(codebook, file.read(), file.name or "")
    except CannotRead as problem:
        raise blamed("file", str(sentence_of(problem))) from problem
    except Refused as refusal:
        raise blamed("file", str(refusal)) from refusal
