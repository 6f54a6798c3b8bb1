"""What becomes of a file of annotations, as it is told and as it is kept."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import count
from uuid import UUID

from annotations.actions.coded_articles import Here
from annotations.domain.coded import Coding as CodedBy
from annotations.domain.coded import Document
from annotations.domain.text import storable
from annotations.models import (
    CodedImport,
    CodedImportEntry,
    CodedImportLine,
    CodedImportMade,
    MadeKind,
)
from annotations.models.copying import copy_in

# As many sentences are kept in memory, and as many names; the others are counted.
MOST_TOLD = 1_000
MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Told:
    """Something that did not come, and why. `at` says where in its file it stands."""

    at: str
    why: str
    is_left_out: bool = False


@dataclass
class Report:
    """What became of a file so far. The counts: articles, known, added, codings, annotations,
    there (already), links, refused (records, and unknown_tags says of how many for these), left
    (out).

    `entries`, `lines` and `things` are those of the part that is being taken in, until somebody
    takes them.
    """

    counts: Counter[str] = field(default_factory=Counter)
    told: list[Told] = field(default_factory=list)
    named: dict[MadeKind, list[str]] = field(default_factory=lambda: defaultdict(list))
    entries: list[CodedImportEntry] = field(default_factory=list)
    lines: list[Told] = field(default_factory=list)
    things: list[CodedImportMade] = field(default_factory=list)

    def refuse(self, at: str, why: object) -> None:
        self._tell("refused", Told(at, str(why)))

    def leave_out(self, at: str, why: object) -> None:
        """What the house does not take in by its rules: no fault of the file."""
        self._tell("left", Told(at, str(why), is_left_out=True))

    def _tell(self, what: str, told: Told) -> None:
        # What stands in a file is quoted, whatever that is.
        told = replace(told, at=storable(told.at), why=storable(told.why))
        self.counts[what] += 1
        self.lines.append(told)
        if len(self.told) < MOST_TOLD:
            self.told.append(told)

    def make(self, kind: MadeKind, target: UUID, name: str) -> None:
        """Say that something was not here."""
        self.things.append(CodedImportMade(kind=kind, target=target, name=name[:420]))
        if len(self.named[kind]) < MOST_NAMED:
            self.named[kind].append(name)

    def forget_part(self) -> None:
        self.entries, self.lines, self.things = [], [], []


def entry_of(document: Document, here: Here, coded: CodedBy | None, coder: str) -> CodedImportEntry:
    """Of one coder's annotations of a text, or of a text that nobody annotated."""
    return CodedImportEntry(
        at=document.at[:300],
        key=document.id[:300],
        # Many formats name an article by its key or address only.
        title=(document.title or here.title)[:300],
        coder=(coder or (coded.coder.label if coded else ""))[:200],
        project_article_id=here.project_article.pk,
        is_new_article=here.is_new,
    )


def keep_notes(upload: CodedImport, report: Report, *, is_look: bool = False) -> None:
    """Keep what was noted of a part, and count it. What only would be made has no key."""
    numbers = count(upload.noted + 1)
    if is_look:
        _unmade(report)
    for entry in report.entries:
        entry.upload, entry.number = upload, next(numbers)
    lines = [
        CodedImportLine(
            upload=upload,
            number=next(numbers),
            at=told.at[:300],
            why=told.why[:500],
            is_left_out=told.is_left_out,
        )
        for told in report.lines
    ]
    for thing in report.things:
        thing.upload = upload
    copy_in(report.entries)
    copy_in(lines)
    copy_in(report.things)
    upload.noted += len(report.entries) + len(lines)
    report.forget_part()


def _unmade(report: Report) -> None:
    """Take away the keys of what was undone."""
    added = {thing.target for thing in report.things if thing.kind == MadeKind.ARTICLE}
    for entry in report.entries:
        entry.numbers, entry.tags, entry.waiting = [], [], None
        if entry.is_new_coding:
            entry.coding = None
        if entry.project_article_id in added:
            entry.project_article_id = None
    for thing in report.things:
        thing.target = None
