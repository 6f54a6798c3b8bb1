"""What is somebody's own to change: their coding of an article, and what stands in it."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import Field, StrictStr

from annotations.actions.codings import locked_coding
from annotations.actions.excerpts import Range
from annotations.api.inputs import LONGEST, Body, Place
from annotations.api.knowing import Asked
from annotations.api.problems import blamed
from annotations.models import Coding, CodingKind, ProjectArticle, Tag
from annotations.permissions import can_annotate
from annotations.queries.one_article import find_writable
from annotations.queries.readings import Tagbook
from annotations.web.guards import demand

Tags = Annotated[list[UUID], Field(max_length=100)]


class PlaceIn(Body):
    """[start, end) in code points, and the words that you saw there: 409 where they differ."""

    start: Place
    end: Annotated[Place, Field(ge=1)]
    words: Annotated[StrictStr, Field(min_length=1, max_length=LONGEST)]

    @property
    def range(self) -> Range:
        """Raises Problem."""
        if self.end <= self.start:
            raise blamed("end", _("A passage has at least one character."))
        return Range(self.start, self.end, self.words)


def find_own_article(request: Asked, pk: UUID) -> tuple[ProjectArticle, Tagbook]:
    """For whoever may annotate it. Raises Http404 for strangers, PermissionDenied for readers."""
    found = find_writable(request.user, pk)
    if found is None:
        raise Http404
    demand(can_annotate(found))
    return found, Tagbook(found.project.codebook_id)


def hold_own(request: Asked, coding: Coding, at: datetime) -> tuple[ProjectArticle, Tagbook]:
    """The article of a coding that is one's own and current, whose lock is held from now on.

    Raises Http404, PermissionDenied.
    """
    found, tags = find_own_article(request, coding.project_article_id)
    demand(coding.kind == CodingKind.HUMAN and coding.analyst_id == request.user.pk)
    held = locked_coding(project_article=found, by=request.user, at=at)
    demand(held.pk == coding.pk)
    return found, tags


def tags_of(book: Tagbook, keys: list[UUID], field: str = "tags") -> list[Tag]:
    """Raises Problem for one that the codebook has not; `field` is where they stand."""
    found: list[Any] = [book.get(key) for key in keys]
    for place, tag in enumerate(found):
        if tag is None:
            raise blamed(f"{field}/{place}", _("This project’s codebook has no such tag."))
    return found
