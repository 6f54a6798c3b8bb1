"""Taking annotated texts in: articles, and what coders elsewhere said about them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from annotations.actions.articles import ARCHIVED
from annotations.actions.coded_articles import Here, find_or_take_in
from annotations.actions.coded_codings import Book, add_codings
from annotations.actions.coded_links import Waiting, link_all
from annotations.actions.coded_people import People
from annotations.actions.jobs import appear_in_copies_later, learn_if_due_later
from annotations.actions.keeping import Refused, audited, told_as
from annotations.domain.coded import Document
from annotations.models import Project, User

# As many sentences are kept; the others are counted.
MOST_TOLD = 1_000


class CannotTakeCoded(Refused):
    """The project is archived."""


@dataclass(frozen=True, kw_only=True)
class Terms:
    """How a file is taken. `coder` made what the file ascribes to nobody, `source_name` printed
    what it names no source of, `finished` codings whose state it does not tell count as done, and
    `new_tags` puts tags that the codebook lacks into it."""

    coder: str = ""
    source_name: str = ""
    finished: bool = False
    new_tags: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """Something that did not come, and why. `at` says where in its file it stands."""

    at: str
    why: str


@dataclass
class Report:
    """What became of a file so far. The counts: articles, known, added, codings, annotations,
    there (already), links, refused (records), left (out)."""

    counts: Counter[str] = field(default_factory=Counter)
    told: list[Told] = field(default_factory=list)
    accounts: list[str] = field(default_factory=list)
    actors: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def refuse(self, at: str, why: object) -> None:
        self._tell("refused", at, why)

    def leave_out(self, at: str, why: object) -> None:
        """What the house does not take in by its rules: no fault of the file."""
        self._tell("left", at, why)

    def _tell(self, what: str, at: str, why: object) -> None:
        self.counts[what] += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(Told(at, str(why)))


class Taking:
    """One file on its way in: what is remembered from one part of it to the next."""

    def __init__(self, project: Project, terms: Terms, by: User | None, at: datetime) -> None:
        if project.archived_at:
            raise CannotTakeCoded(ARCHIVED)
        self.project, self.terms, self.by, self.at = project, terms, by, at
        self.report = Report()
        self.people = People(by, self.report)
        self.book = Book(project, terms, by, at, self.report)
        self.links = Waiting()
        self.articles: dict[str, UUID] = {}


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
            taking.report.counts["articles" if one.is_new else "known"] += 1
            taking.report.counts["added"] += one.is_added
            if document.id:
                taking.articles[document.id] = one.project_article.pk
            found.append((document, one))
        else:
            taking.report.refuse(document.at, one)
    changed = add_codings(taking.book, taking.people, taking.links, found)
    for place in changed:
        appear_in_copies_later(place)


@audited
def finish_coded(*, taking: Taking, by: User | None, at: datetime) -> None:
    """After the last part: links, which may lead to statements that came later in the file."""
    link_all(taking.links, taking.articles, taking.project, taking.report, by=by, at=at)
    if taking.report.counts["annotations"]:
        learn_if_due_later(taking.project.pk)
