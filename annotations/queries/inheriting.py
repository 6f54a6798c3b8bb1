"""What a new statement inherits from the one before: about whom, and what is spoken about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from annotations.models import (
    Attribution,
    AttributionTag,
    Coding,
    ProjectArticle,
    Span,
    SpanRole,
    Tag,
)
from annotations.queries.readings import Tagbook
from annotations.queries.workbench import paragraphs_of


@dataclass(frozen=True)
class Inherited:
    """From a statement that stands before, or from none. `tags` are topics, in order."""

    target: tuple[UUID, str] | None = None
    tags: Sequence[Tag] = ()

    @property
    def initial(self) -> dict[str, Any]:
        """First values of the form."""
        found: dict[str, Any] = {"tags": [str(tag.pk) for tag in self.tags]}
        if self.target:
            found["target"], found["target_name"] = self.target
        return found

    def __bool__(self) -> bool:
        return bool(self.target or self.tags)


def inherited(
    project_article: ProjectArticle,
    coding: Coding | None,
    tags: Tagbook,
    start: int,
    speaker: UUID | None,
) -> Inherited:
    """For a statement that begins at `start`, a code point, and that `speaker` makes.

    Target and topics come from the speaker's own statement before it, wherever that stands: who is
    quoted again goes on. Where there is none, the topics alone come from whatever was said last in
    this paragraph or the one before; about whom another one spoke says nothing. Four queries.
    """
    if coding is None:
        return Inherited()
    before = Span.objects.filter(coding=coding, role=SpanRole.CONTENT, start__lt=start)
    own = before.filter(attribution__speaker=speaker) if speaker else before.none()
    said = _last(own)
    if said:
        target = (said.target.pk, said.target.name) if said.target else None
        return Inherited(target, _topics(said, tags))
    near = paragraphs_of(project_article, coding).filter(start__lte=start).order_by("-start")
    first = list(near.values_list("start", flat=True)[:2])
    said = _last(before.filter(end__gt=first[-1])) if first else None
    return Inherited(None, _topics(said, tags)) if said else Inherited()


def _last(contents: Any) -> Attribution | None:
    span = (
        contents.select_related("attribution__target").order_by("-start", "-end", "-number").first()
    )
    return span.attribution if span else None


def _topics(said: Attribution, tags: Tagbook) -> list[Tag]:
    topics = tags.topics
    given = AttributionTag.objects.filter(attribution=said).values_list("tag", flat=True)
    return tags.sorted(key for key in given if key in topics)
