"""The codebook, as annotated texts ask for it: tags by short name or name, and their rules."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.coded_left import cut
from annotations.actions.codings import CannotAnnotate
from annotations.actions.tagging import rules_of, why_not
from annotations.actions.tags import CannotKeepTag, create_tag
from annotations.domain.names import tidy
from annotations.domain.tagging import Borne, Fault, faults
from annotations.models import Bearer, CodedImportEntry, MadeKind, Project, Tag, User

LONGEST_NAME = 120


class Terms(Protocol):
    @property
    def coder(self) -> str: ...
    @property
    def finished(self) -> bool: ...
    @property
    def new_tags(self) -> bool: ...


class Report(Protocol):
    counts: Counter[str]
    entries: list[CodedImportEntry]

    def refuse(self, at: str, why: object) -> None: ...

    def leave_out(self, at: str, why: object) -> None: ...

    def make(self, kind: MadeKind, target: UUID, name: str) -> None: ...


class UnknownTag(CannotAnnotate):
    """The codebook has no such tag."""


class SeveralTags(UnknownTag):
    """It has several of this name."""


class Book:
    """Of one file on its way into a project. `made` are the codings that it made."""

    def __init__(
        self, project: Project, terms: Terms, by: User | None, at: datetime, report: Report
    ) -> None:
        self.project, self.terms, self.by, self.at, self.report = project, terms, by, at, report
        self.made: set[UUID] = set()
        # What of the names of tags is not kept, until somebody tells it.
        self.left: list[str] = []
        self._tags: dict[str, UUID] = {}
        # Names that do not tell which tag is meant.
        self._several: set[str] = set()
        # What was found, and was found right, is asked for again and again.
        self._found: dict[tuple[str, ...], frozenset[UUID]] = {}
        self._right: set[Borne] = set()
        self._look_up()

    def _look_up(self) -> None:
        rows = list(Tag.objects.filter(codebook=self.project.codebook_id).in_order())
        # A short name goes before a name, and one that is in use before one that is retired.
        ordered = sorted(rows, key=lambda tag: tag.is_retired, reverse=True)
        self._tags = {tag.name.casefold(): tag.pk for tag in ordered}
        keys = {tag.key.casefold(): tag.pk for tag in ordered}
        names = Counter(tag.name.casefold() for tag in rows if not tag.is_retired)
        self._several = {name for name, count in names.items() if count > 1} - keys.keys()
        self._tags |= keys
        self._rules = rules_of(self.project.pk)
        self._found, self._right = {}, set()

    def tags(self, names: Iterable[str]) -> frozenset[UUID]:
        """Raises UnknownTag."""
        key = tuple(names)
        if key not in self._found:
            found = frozenset([self._tag(name) for one in key if (name := tidy(one))])
            self._found[key] = found
        return self._found[key]

    def _tag(self, name: str) -> UUID:
        if name.casefold() in self._several:
            sentence = _("Several tags are called “%(tag)s”: say which one by its short name.")
            raise SeveralTags(sentence % {"tag": name}, "tags")
        kept = tidy(name[:LONGEST_NAME])
        found = self._tags.get(kept.casefold())
        if found is None and self.terms.new_tags:
            found = self._new(kept)
        if found is None:
            raise UnknownTag(_("The codebook has no tag “%(tag)s”.") % {"tag": name}, "tags")
        self.left += cut(name, LONGEST_NAME)
        return found

    def _new(self, name: str) -> UUID:
        """For whatever bears it. Raises UnknownTag."""
        try:
            made = create_tag(
                codebook=self.project.codebook,
                name=name,
                applies_to=list(Bearer.values),
                by=self.by,
            )
        except CannotKeepTag as refusal:
            raise UnknownTag(str(refusal), "tags") from refusal
        self.report.make(MadeKind.TAG, made.pk, made.name)
        self._look_up()
        self._tags[name.casefold()] = made.pk
        return made.pk

    def for_article(self, names: Iterable[str]) -> frozenset[UUID]:
        """Raises UnknownTag, CannotAnnotate."""
        tags = self.tags(names)
        self.check(Borne(Bearer.ARTICLE, frozenset(map(str, tags))))
        return tags

    def check(self, borne: Borne) -> None:
        """Raises CannotAnnotate. What bore a tag before it was retired may go on bearing it."""
        if borne in self._right:
            return
        wrong = faults(self._rules, borne)
        for tag, rule in self._rules.items():
            if wrong.get(tag) not in (None, Fault.RETIRED):
                raise CannotAnnotate(why_not(wrong[tag], rule, self._rules, borne), "tags")
        self._right.add(borne)
