"""Codings of annotated texts: made, or added to where the coder has one of the article here."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.coded_articles import Here
from annotations.actions.coded_links import Waiting
from annotations.actions.coded_marks import Mark, mark_of
from annotations.actions.coded_notes import entry_of
from annotations.actions.coded_people import REFUSALS, People
from annotations.actions.coded_rows import Rows
from annotations.actions.coded_tags import Book, SeveralTags, UnknownTag
from annotations.actions.keeping import Refused
from annotations.domain.coded import GOLD, HUMAN, MACHINE, Annotation, Document
from annotations.domain.coded import Coding as CodedBy
from annotations.models import CodedImportEntry, Coding, CodingState

__all__ = ["Book", "add_codings"]

# Texts whose annotations are made out while those before them are checked.
AT_ONCE = 50
Checking = Callable[[], AbstractContextManager[None]]


class Tells(Protocol):
    counts: Counter[str]
    entries: list[CodedImportEntry]

    def refuse(self, at: str, why: object) -> None: ...

    def leave_out(self, at: str, why: object) -> None: ...


def add_codings(
    book: Book,
    people: People,
    links: Waiting,
    found: Sequence[tuple[Document, Here]],
    checking: Checking,
) -> list[UUID]:
    """Articles of the project that were here before, and have annotations that they had not.

    While those of some texts are made out, the database is left `checking` what came before.
    """
    adding = _Adding(book, people, links)
    parties = [
        party
        for document, _here in found
        for coding in document.codings
        for one in coding.annotations
        if one.statement
        for party in (
            one.statement.speaker,
            one.statement.target,
            one.statement.post.organisation if one.statement.post else None,
            *one.statement.relayers,
        )
        if party
    ]
    people.look_up(parties)
    adding.look_up([here for _document, here in found])
    for start in range(0, len(found), AT_ONCE):
        with checking():
            for document, here in found[start : start + AT_ONCE]:
                adding.add_all(document, here)
        people.insert()
        adding.rows.insert()
    return sorted(adding.changed)


class _Adding:
    """The codings of one part of a file."""

    def __init__(self, book: Book, people: People, links: Waiting) -> None:
        self.book, self.people, self.links = book, people, links
        self.report: Tells = book.report
        self.rows = Rows(book.project, book.at)
        self.codings: dict[tuple[UUID, str, UUID | None], Coding] = {}
        self.changed: set[UUID] = set()

    def look_up(self, places: Sequence[Here]) -> None:
        keys = [here.project_article.pk for here in places]
        rows = Coding.objects.filter(project_article__in=keys).in_order_of_locks()
        for row in rows.select_for_update():
            self.codings[row.project_article_id, row.kind, row.analyst_id] = row
        self.rows.look_up(list(self.codings.values()))

    def add_all(self, document: Document, here: Here) -> None:
        for coded in document.codings:
            self.add(document, here, coded)
        if not document.codings:
            entry = entry_of(document, here, None, "")
            self.report.entries.append(entry)

    def add(self, document: Document, here: Here, coded: CodedBy) -> None:
        where = f"{document.at} {coded.coder.label}".strip()
        if coded.coder.kind == MACHINE:
            sentence = _(
                "The machine reads articles anew here; its suggestions stay where they were."
            )
            self.report.leave_out(where, sentence)
            return
        refused, name = self.report.counts["refused"], self._name(coded)
        if not (name or coded.coder.kind == GOLD or coded.annotations or coded.tags):
            # A text that nobody annotated: there is nobody to be asked for.
            return
        entry = entry_of(document, here, coded, name)
        self._add(document, here, coded, where, entry)
        entry.refused = self.report.counts["refused"] - refused
        self.report.entries.append(entry)

    def _add(
        self, document: Document, here: Here, coded: CodedBy, where: str, entry: CodedImportEntry
    ) -> None:
        try:
            coding, is_new = self._coding(here, coded)
        except Refused as refusal:
            self.report.refuse(where, refusal)
            return
        entry.coding, entry.is_new_coding = coding.pk, is_new
        marks = [
            mark for one in coded.annotations for mark in self._marks(document, here, one, where)
        ]
        tags = self._article_tags(coded, where)
        told = self.rows.fresh(coding, marks)
        fresh = told.fresh
        for at, why in told.left:
            self.report.leave_out(at, why)
        entry.there = len(marks) - len(fresh)
        self.report.counts["there"] += entry.there
        is_locked = coding.state == CodingState.DONE and coding.pk not in self.book.made
        if is_locked and not is_new and (fresh or tags - self.rows.article_tags(coding)):
            sentence = _("Who annotated this is done with the article here: it has to be reopened.")
            self.report.refuse(where, sentence)
            return
        if is_new:
            self.report.counts["codings"] += 1
        self.report.counts["annotations"] += len(fresh)
        entry.made, entry.tags = len(fresh), sorted(tags - self.rows.article_tags(coding))
        given = self.rows.put(coding, is_new, fresh, tags)
        entry.numbers = [number for _mark, number in given]
        # What is there already, or twice in the file, may be linked to what is new.
        numbers = {id(mark): number for mark, number in given}
        twice = [(mark, numbers[id(first)]) for mark, first in told.twice]
        entry.waiting = self.links.wait(coding.pk, [*given, *told.there, *twice])
        if fresh and not here.is_new:
            self.changed.add(here.project_article.pk)

    def _coding(self, here: Here, coded: CodedBy) -> tuple[Coding, bool]:
        """Raises CannotTellWho."""
        terms, analyst = self.book.terms, None
        if coded.coder.kind != GOLD:
            shown_name = coded.coder.shown_name if coded.coder.name else ""
            analyst = self.people.coder(self._name(coded), shown_name)
        kind = GOLD if coded.coder.kind == GOLD else HUMAN
        key = (here.project_article.pk, kind, analyst.pk if analyst else None)
        if key in self.codings:
            return self.codings[key], False
        unsaid = CodingState.DONE if terms.finished else CodingState.OPEN
        coding = Coding(
            project=self.book.project,
            project_article=here.project_article,
            revision_id=here.revision,
            kind=kind,
            analyst=analyst,
            state=coded.state if coded.state in CodingState.values else unsaid,
            changed_at=coded.changed_at or self.book.at,
        )
        self.codings[key] = coding
        self.book.made.add(coding.pk)
        return coding, True

    def _name(self, coded: CodedBy) -> str:
        """Of whoever made it, as the file has it; "" of what was agreed."""
        return "" if coded.coder.kind == GOLD else coded.coder.name or self.book.terms.coder

    def _marks(self, document: Document, here: Here, one: Annotation, where: str) -> list[Mark]:
        at = f"{where} {one.number}" if one.number else where
        try:
            return mark_of(one, here.text, at, self.book, self.people, here.project_article)
        except (Refused, *REFUSALS) as refusal:
            # Without a number nothing else tells which one it is.
            words = "" if one.number or not one.places else (one.places[0].words or "")[:40]
            is_told = not words or f"“{words}" in str(refusal)
            self._refuse(at if is_told else f"{at} “{words}”", refusal)
            return []
        finally:
            if self.people.left or self.book.left:
                self._tell_left(at)

    def _tell_left(self, at: str) -> None:
        """What people, posts and tags were called and are not."""
        for why in (*self.people.left, *self.book.left):
            self.report.leave_out(at, why)
        self.people.left.clear()
        self.book.left.clear()

    def _article_tags(self, coded: CodedBy, where: str) -> set[UUID]:
        tags: set[UUID] = set()
        for name in coded.tags:
            try:
                tags |= self.book.for_article([name])
            except Refused as refusal:
                self._refuse(where, refusal)
        self._tell_left(where)
        return tags

    def _refuse(self, at: str, refusal: Exception) -> None:
        self.report.refuse(at, refusal)
        if isinstance(refusal, UnknownTag) and not isinstance(refusal, SeveralTags):
            self.report.counts["unknown_tags"] += 1
