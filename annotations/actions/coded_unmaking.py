"""What an import of annotations made in codings, unmade as far as nobody has built on it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F, ProtectedError, Q, RestrictedError

from annotations.actions.jobs import appear_in_copies_later
from annotations.models import (
    Act,
    ArticleTag,
    Attribution,
    Back,
    CodedImport,
    CodedImportEntry,
    Coding,
    Counterpart,
    Decision,
    Keeps,
    Link,
    MadeKind,
    Ruling,
    Span,
    Thread,
    Verb,
)
from annotations.models.acts import ARTICLE

Numbers = dict[UUID, set[int]]
REFUSALS = (IntegrityError, ProtectedError, RestrictedError)


def going_of(entry: CodedImportEntry) -> set[int]:
    """The numbers that were found to go."""
    return set(entry.numbers) - {number for number, _why in entry.keeps}


class Unmaking:
    """Some entries of one import, all of which have a coding.

    Where it `is_done`, what goes is deleted; else it is only found out. As many queries for a few
    entries as for many.
    """

    def __init__(
        self,
        upload: CodedImport,
        entries: Sequence[CodedImportEntry],
        at: datetime,
        is_done: bool,
    ) -> None:
        self.upload, self.entries, self.at, self.is_done = upload, entries, at, is_done
        codings: Any = Coding.every.all()
        if is_done:
            codings = codings.select_for_update(of=("self",)).in_order_of_locks()
        keys = {entry.coding for entry in entries}
        self.codings: dict[UUID, Coding] = {one.pk: one for one in codings.filter(pk__in=keys)}
        self.keys = list(self.codings)

    def unmake(self) -> None:
        """Notes on each entry what goes and what stays, or what went."""
        there, why = self._there(), self._reasons()
        going: Numbers = defaultdict(set)
        for entry in self.entries:
            self._decide(entry, there, why)
            if entry.coding:
                going[entry.coding] |= going_of(entry)
        whole = self._whole(there, going)
        for entry in self.entries:
            entry.is_whole = entry.is_new_coding and entry.coding in whole
            entry.going = len(going_of(entry))
            moves = entry.going or entry.is_whole or self._tags_go(entry)
            entry.back = Back.GOES if moves else Back.STAYS
        if self.is_done:
            self._delete(going, whole)
        fields = ["back", "keeps", "is_whole", "going", "gone", "numbers", "tags"]
        CodedImportEntry.objects.bulk_update(self.entries, fields)

    def _there(self) -> Numbers:
        """The numbers of the annotations that the codings have."""
        found: Numbers = defaultdict(set)
        for model, only in ((Attribution, Q()), (Span, Q(attribution=None))):
            rows: Any = model._default_manager.filter(only, coding__in=self.keys)
            for coding, number in rows.values_list("coding", "number"):
                found[coding].add(number)
        return found

    def _reasons(self) -> dict[tuple[UUID, int], Keeps]:
        """What keeps which annotation; the last of these reasons is told."""
        found: dict[tuple[UUID, int], Keeps] = {}
        for coding, number in self._linked():
            found[coding, number] = Keeps.LINKED
        threads = Thread.objects.filter(coding__in=self.keys)
        for place in threads.values_list("coding", "annotation"):
            found[place] = Keeps.SAID
        for place in self._acts().values_list("coding", "annotation"):
            found[place] = Keeps.CHANGED
        return found

    def _acts(self) -> Any:
        """What people did since; the links of the file may be acts of whoever imported it."""
        own = Q(verb=Verb.LINKED, at=self.upload.finished_at)
        return Act.objects.filter(coding__in=self.keys).exclude(own)

    def _linked(self) -> Iterable[tuple[UUID, int]]:
        ends = (("coding", "number"), ("other_coding", "other_number"))
        own = self.upload.things.filter(kind=MadeKind.LINK, target__isnull=False).values("target")
        others: tuple[Any, ...] = (
            Link.objects.exclude(pk__in=own),
            Counterpart.objects.all(),
        )
        for rows in others:
            for end in ends:
                yield from rows.filter(**{f"{end[0]}__in": self.keys}).values_list(*end)

    def _decide(
        self, entry: CodedImportEntry, there: Numbers, why: dict[tuple[UUID, int], Keeps]
    ) -> None:
        coding = self.codings.get(entry.coding) if entry.coding else None
        if coding is None:
            entry.keeps = [[number, Keeps.GONE] for number in entry.numbers]
            return
        entry.keeps = []
        for number in entry.numbers:
            reason: str = why.get((coding.pk, number), "")
            if number not in there[coding.pk]:
                reason = Keeps.GONE
            elif not coding.is_current:
                reason = Keeps.CARRIED
            elif coding.project_article_id in self._ruled:
                reason = Keeps.RULED
            if reason:
                entry.keeps.append([number, reason])

    @property
    def _ruled(self) -> set[UUID]:
        """Articles of which somebody decided what counts: what stood there was seen then."""
        if not hasattr(self, "_ruled_kept"):
            places = {one.project_article_id for one in self.codings.values()}
            rows = Ruling.objects.filter(project_article__in=places).order_by()
            self._ruled_kept = set(rows.values_list("project_article", flat=True).distinct())
        return self._ruled_kept

    def _whole(self, there: Numbers, going: Numbers) -> set[UUID]:
        """Codings of which nothing is left, and in which nobody did anything."""
        new = {entry.coding for entry in self.entries if entry.is_new_coding}
        mine = {key for key in self.keys if key in new}
        # The same coder's annotations of the text may stand in several places of the file.
        rest = self.upload.entries.filter(coding__in=mine, back=Back.GOES)
        if not self.is_done:
            for entry in rest.exclude(pk__in=[one.pk for one in self.entries]):
                if entry.coding:
                    going[entry.coding] |= going_of(entry)
        used = set(self._acts().order_by().values_list("coding", flat=True).distinct())
        for model in (Thread, Decision):
            rows: Any = model._default_manager.filter(coding__in=mine).order_by()
            used |= set(rows.values_list("coding", flat=True).distinct())
        ours = self.upload.entries.filter(coding__in=mine).values_list("coding", "tags")
        put: dict[UUID, set[UUID]] = defaultdict(set)
        for coding, tags in ours:
            if coding:
                put[coding] |= set(tags)
        borne = ArticleTag.objects.filter(coding__in=mine).values_list("coding", "tag")
        used |= {coding for coding, tag in borne if tag not in put[coding]}
        return {
            key
            for key in mine - used
            if not there[key] - going[key] and self.codings[key].is_current
        }

    def _tags_go(self, entry: CodedImportEntry) -> bool:
        coding = self.codings.get(entry.coding) if entry.coding else None
        return bool(entry.tags) and coding is not None and coding.pk not in self._retagged

    @property
    def _retagged(self) -> set[UUID]:
        """Codings in which somebody set the tags of the article since."""
        if not hasattr(self, "_retagged_kept"):
            rows = self._acts().filter(annotation=ARTICLE).order_by()
            self._retagged_kept = set(rows.values_list("coding", flat=True).distinct())
        return self._retagged_kept

    def _delete(self, going: Numbers, whole: set[UUID]) -> None:
        whole = {key for key in whole if self._delete_coding(key)}
        left = {key: numbers for key, numbers in going.items() if key not in whole}
        self._delete_annotations(left)
        tagged = [entry for entry in self.entries if self._tags_go(entry)]
        for entry in tagged:
            ArticleTag.objects.filter(coding=entry.coding, tag__in=entry.tags).delete()
        touched = {key for key, numbers in left.items() if numbers and key in self.codings}
        touched |= {one.coding for one in tagged if one.coding and one.coding not in whole}
        Coding.every.filter(pk__in=touched).update(changed_at=self.at)
        for place in sorted({self.codings[key].project_article_id for key in touched}):
            appear_in_copies_later(place)
        for entry in self.entries:
            went = going_of(entry)
            entry.is_whole = entry.coding in whole
            entry.gone += len(went)
            entry.going = 0
            entry.numbers = [number for number in entry.numbers if number not in went]
            if entry in tagged or entry.is_whole:
                entry.tags = []
            left_over = entry.numbers or entry.tags or (entry.is_new_coding and not entry.is_whole)
            entry.back = Back.STAYS if left_over else Back.DONE

    def _delete_coding(self, key: UUID) -> bool:
        try:
            with transaction.atomic():
                Link.objects.filter(Q(coding=key) | Q(other_coding=key)).delete()
                Coding.every.filter(pk=key).delete()
        except REFUSALS:
            return False
        return True

    def _delete_annotations(self, going: Numbers) -> None:
        keys = [key for key, numbers in going.items() if numbers]
        for model, only in ((Attribution, Q()), (Span, Q(attribution=None))):
            rows: Any = model._default_manager
            found = rows.filter(only, coding__in=keys).values_list("pk", "coding", "number")
            gone = [pk for pk, coding, number in found if number in going[coding]]
            rows.filter(pk__in=gone).delete()
        own = self.upload.things.filter(kind=MadeKind.LINK, target__isnull=False).values("target")
        for end, number in (("coding", "number"), ("other_coding", "other_number")):
            links = Link.objects.filter(pk__in=own, **{f"{end}__in": keys})
            found = links.values_list("pk", end, F(number))
            Link.objects.filter(
                pk__in=[pk for pk, coding, one in found if one in going[coding]]
            ).delete()
