"""Annotating without a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from annotations.actions.excerpts import Range
from annotations.actions.machine import suggest_quotations
from annotations.actions.spans import create_passage
from annotations.models import Act, Coding, ProjectArticle, Tag, User
from tests.conftest import Cast
from tests.factories.articles import make_article
from tests.factories.projects import add_article, make_tag
from tests.helpers.places import place_of

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
WINTER = (
    "Winter comes to the harbour\n\n"
    "“Nobody signs in winter,” says Ada Quill, professor of harbour law.\n\n"
    "“It will thaw,” Quill said.\n\n"
    "Otto Feder said that Quill had told him the map was wrong.\n\n"
    "“We will wait,” said Feder."
)


@dataclass
class Desk:
    """An analyst at an article: `**desk.here` goes into every action."""

    project_article: ProjectArticle
    by: User
    tag: Tag
    other_tag: Tag

    @property
    def here(self) -> dict[str, object]:
        return {"project_article": self.project_article, "by": self.by, "at": NOW}

    @property
    def coding(self) -> Coding:
        return Coding.objects.get(project_article=self.project_article, analyst=self.by)

    def place(self, words: str) -> Range:
        return place_of(self.project_article, words)

    def mark(self, words: str, *tags: Tag, **more: object) -> Act:
        return create_passage(where=self.place(words), tags=tags, **self.here, **more)


@pytest.fixture
def desk(cast: Cast) -> Desk:
    codebook = cast.project.codebook
    return Desk(
        cast.project_article, cast.owner, make_tag(codebook, "Appeal"), make_tag(codebook, "Threat")
    )


@pytest.fixture
def winter(cast: Cast) -> Desk:
    """An analyst at an article that the machine has read."""
    row = add_article(cast.project, make_article(WINTER))
    suggest_quotations(project_article=row, at=NOW)
    codebook = cast.project.codebook
    return Desk(row, cast.owner, make_tag(codebook, "Appeal"), make_tag(codebook, "Threat"))


State = list[dict[str, object]]


@pytest.fixture
def state() -> Callable[[Coding], State]:
    """Everything that annotations of a coding are, lanes aside, which are only looks.

    They are as many as the coding says.
    """
    from annotations.actions.snapshots import snapshot_of
    from annotations.models import Span

    def read(coding: Coding) -> State:
        numbers = set(
            Span.objects.filter(coding=coding, role="passage").values_list("number", flat=True)
        )
        numbers |= set(coding.attributions.values_list("number", flat=True))
        found = [snapshot_of(coding, number).to_json() for number in sorted(numbers)]
        counted = Coding.every.values_list("annotation_count", flat=True).get(pk=coding.pk)
        assert counted == len(found)
        for one in found:
            for span in one["spans"]:
                span.pop("lane")
        return found

    return read
