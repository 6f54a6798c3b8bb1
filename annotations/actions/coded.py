"""Taking annotated texts in: articles, and what coders elsewhere said about them."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from annotations.actions.articles import ARCHIVED
from annotations.actions.coded_articles import Here, find_or_take_in
from annotations.actions.coded_codings import Book, add_codings
from annotations.actions.coded_links import Waiting, link_all
from annotations.actions.coded_notes import Report
from annotations.actions.coded_people import People
from annotations.actions.jobs import appear_in_copies_later, learn_if_due_later
from annotations.actions.keeping import Refused, audited, told_as
from annotations.domain.coded import Document
from annotations.models import Link, MadeKind, Project, User
from annotations.models.constraints import checked_meanwhile

__all__ = ["CannotTakeCoded", "Report", "Taking", "Terms", "finish_coded", "take_in_coded"]


class CannotTakeCoded(Refused):
    """The project is archived."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a file is taken. `coder` made what the file ascribes to nobody, `source_name` printed
    what it names no source of, `finished` codings whose state it does not tell count as done, and
    `new_tags` puts tags that the codebook lacks into it. `coders` are names in the file with the
    keys of the accounts that are meant, None for one that is made for the name."""

    coder: str = ""
    source_name: str = ""
    finished: bool = False
    new_tags: bool = False
    coders: Mapping[str, UUID | None] = field(default_factory=dict)


class Taking:
    """One file on its way in: what is remembered from one part of it to the next.

    What is only a look will be undone: it checks no foreign keys, and so locks no rows by them.
    """

    def __init__(
        self,
        project: Project,
        terms: Terms,
        by: User | None,
        at: datetime,
        *,
        is_look: bool = False,
    ) -> None:
        if project.archived_at:
            raise CannotTakeCoded(ARCHIVED)
        self.project, self.terms, self.by, self.at = project, terms, by, at
        self.is_look, self.report = is_look, Report()
        self.people = People(by, self.report, terms.coders)
        self.book = Book(project, terms, by, at, self.report)
        self.links = Waiting()
        self.articles: dict[str, UUID] = {}
        # Places in the project that it came upon, and those that it made, since a text can come
        # twice: in many formats once for each coder.
        self.reached: set[UUID] = set()
        self.added: set[UUID] = set()


@told_as(import_of="annotations")
def take_in_coded(
    *, taking: Taking, documents: Sequence[Document], by: User | None, at: datetime
) -> None:
    """Some texts of the file, all or nothing; `taking.report` says what became of them.

    Raises nothing for a record that is no good: it is refused, and the others come.
    """
    found: list[tuple[Document, Here]] = []
    here = find_or_take_in(
        project=taking.project,
        documents=documents,
        source_name=taking.terms.source_name,
        by=by,
        at=at,
    )
    for document, one in zip(documents, here, strict=True):
        if isinstance(one, Here):
            _note_article(taking, document, one)
            found.append((document, one))
        else:
            taking.report.refuse(document.at, one)
    checking = nullcontext if taking.is_look else checked_meanwhile
    changed = add_codings(taking.book, taking.people, taking.links, found, checking)
    for place in changed:
        appear_in_copies_later(place)


@audited
def finish_coded(*, taking: Taking, by: User | None, at: datetime) -> None:
    """After the last part: links, which may lead to statements that came later in the file."""
    link_all(taking.links, taking.articles, taking.project, taking.report, by=by, at=at)
    if taking.report.counts["links"]:
        made = Link.objects.filter(project=taking.project, linked_at=at)
        for link in made.values_list("pk", flat=True):
            taking.report.make(MadeKind.LINK, link, "")
    if taking.report.counts["annotations"]:
        learn_if_due_later(taking.project.pk)


def _note_article(taking: Taking, document: Document, here: Here) -> None:
    place = here.project_article.pk
    if place not in taking.reached:
        taking.reached.add(place)
        taking.report.counts["articles" if here.is_new else "known"] += 1
    if document.id:
        taking.articles[document.id] = place
    if here.is_added and place not in taking.added:
        taking.added.add(place)
        taking.report.counts["added"] += 1
        taking.report.make(MadeKind.ARTICLE, place, document.title)
