"""Deciding about the places where codings are compared: acts of the gold coding."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Turn, perform, redo_in, turn_at, undo_in
from annotations.actions.gold import CannotAdjudicate, open_gold
from annotations.actions.keeping import audited
from annotations.actions.snapshots import Snapshot, article_of, snapshot_of
from annotations.actions.stating import stated
from annotations.domain.adjudication.versions import Version, union_of
from annotations.models import Act, Finding, ProjectArticle, RejectionReason, Ruling, User
from annotations.models.acts import ARTICLE
from annotations.models.adjudications import Matter, adjudication_of
from annotations.models.rulings import EMPTY


class NoSuchPlace(CannotAdjudicate):
    """A coder changed something meanwhile: there is no place of this name any more."""

    def __init__(self) -> None:
        super().__init__(_("This place has changed meanwhile. Load the page again."))


class Told(TypedDict):
    """What every decision about a place is told: where, who, when, what to tell the analysts, and
    under which key, so that it is done once."""

    project_article: ProjectArticle
    place: str
    by: User
    at: datetime
    note: NotRequired[str]
    key: NotRequired[UUID | None]


@dataclass(frozen=True)
class _Bench:
    """A turn at a place of the gold coding. `coders` are in the order of their numbers."""

    turn: Turn
    matter: Matter
    coders: Sequence[User] = ()
    note: str = ""

    @property
    def before(self) -> Snapshot | None:
        """What of it stands in the gold coding; the article as a whole is always there."""
        if self.matter.is_article:
            return article_of(self.turn.coding)
        number = self.matter.ruling.annotation if self.matter.ruling else None
        return snapshot_of(self.turn.coding, number) if number else None


@audited
def merge_unanimous(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> int:
    """Take over what all coders have in the same way, and how much that was.

    What people decided stays as it is, also where all say the same since. One gesture: undo takes
    all of it back. Raises CannotAdjudicate.
    """
    turn = turn_at(open_gold(project_article), by, at, key)
    if turn.done:
        return 0
    places = [one for one in adjudication_of(project_article.pk).matters if one.merges_by_rule]
    if len(places) > 1:
        turn.of_several()
    for matter in places:
        assert matter.place
        _settle(_Bench(turn, matter), Finding.UNANIMOUS, matter.place.first)
    return len(places)


@audited
def take_version(*, coder: int, **told: Unpack[Told]) -> Act:
    """What the coder of that number, from 1, has there; nothing, where that coder has nothing.

    Raises CannotAdjudicate, NoSuchPlace.
    """

    def take(bench: _Bench) -> Act:
        if not 1 <= coder <= len(bench.coders):
            raise CannotAdjudicate(_("There is no coder of this number."))
        who = bench.coders[coder - 1]
        versions = bench.matter.place.versions if bench.matter.place else {}
        version = versions.get(str(who.pk))
        if version is None:
            return _rule(bench, Finding.NOTHING, None)
        return _settle(bench, Finding.TAKEN, version, taken_from=who)

    return _decide(told, take)


@audited
def take_union(**told: Unpack[Told]) -> Act:
    """What all who have something there have together: see `union_of`.

    Raises CannotAdjudicate, NoSuchPlace, CannotTag.
    """

    def take(bench: _Bench) -> Act:
        if bench.matter.place is None:
            raise CannotAdjudicate(_("No coder has anything here any more."))
        place = bench.matter.place
        union = union_of([place.versions[one] for one in place.coders if one in place.versions])
        return _settle(bench, Finding.UNION, union)

    return _decide(told, take)


@audited
def take_edited(*, version: Version, **told: Unpack[Told]) -> Act:
    """What the curator says. Raises what `create_attribution` raises, and NoSuchPlace."""
    return _decide(told, lambda bench: _settle(bench, Finding.EDITED, version))


@audited
def keep_result(**told: Unpack[Told]) -> Act:
    """Decide once more what was decided, whatever coders changed since.

    Raises NoSuchPlace, CannotAdjudicate.
    """

    def keep(bench: _Bench) -> Act:
        before = bench.matter.ruling
        if before is None:
            raise CannotAdjudicate(_("Nothing has been decided here yet."))
        # It was the rule's, and is now what somebody wants.
        by_rule = before.finding == Finding.UNANIMOUS
        return _rule(
            replace(bench, note=bench.note or before.note),
            Finding.EDITED if by_rule else Finding(before.finding),
            bench.before,
            taken_from=before.taken_from,
            reason=before.reason,
        )

    return _decide(told, keep)


@audited
def reject_place(*, reason: RejectionReason, **told: Unpack[Told]) -> Act:
    """Nothing of it goes into the gold coding, and the analysts are told why.

    Raises CannotAdjudicate, NoSuchPlace.
    """
    if reason.project_id != told["project_article"].project_id or reason.retired_at:
        raise CannotAdjudicate(_("This is none of the project’s reasons."))
    return _decide(told, lambda bench: _rule(bench, Finding.REJECTED, None, reason=reason))


@audited
def nothing_here(**told: Unpack[Told]) -> Act:
    """Nothing of it goes into the gold coding; nobody is to blame.

    Raises NoSuchPlace, CannotAdjudicate.
    """
    return _decide(told, lambda bench: _rule(bench, Finding.NOTHING, None))


@audited
def undo_ruling(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Take the latest decision back, whoever made it. Raises CannotUndo, CannotAdjudicate."""
    return undo_in(turn_at(open_gold(project_article), by, at, key))


@audited
def redo_ruling(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None = None
) -> Act:
    """Raises CannotRedo, CannotAdjudicate."""
    return redo_in(turn_at(open_gold(project_article), by, at, key))


def _decide(told: Told, how: Callable[[_Bench], Act]) -> Act:
    """Decide about a place, once: the same key again does nothing, even where the place is gone."""
    project_article = told["project_article"]
    turn = turn_at(open_gold(project_article), told["by"], told["at"], told.get("key"))
    if turn.done:
        return turn.done
    found = adjudication_of(project_article.pk)
    matter = found.find(told["place"])
    if matter is None:
        raise NoSuchPlace
    coders = [one.analyst for one in found.codings if one.analyst]
    return how(_Bench(turn, matter, coders, told.get("note", "")))


def _settle(
    bench: _Bench,
    finding: Finding,
    version: Version,
    *,
    taken_from: User | None = None,
) -> Act:
    """Put a version into the gold coding."""
    is_new = finding in (Finding.UNION, Finding.EDITED)
    after = stated(bench.turn, bench.before, version, is_new=is_new)
    return _rule(bench, finding, after, taken_from=taken_from)


def _rule(
    bench: _Bench,
    finding: Finding,
    after: Snapshot | None,
    *,
    taken_from: User | None = None,
    reason: RejectionReason | None = None,
) -> Act:
    turn, matter = bench.turn, bench.matter
    has_result = finding not in EMPTY
    if matter.is_article and not has_result:
        after = Snapshot(ARTICLE, ())
    act = perform(turn, before=bench.before, after=after)
    place, ruling = matter.place, matter.ruling
    Ruling.objects.create(
        project_id=turn.coding.project_id,
        project_article=turn.coding.project_article,
        coding=turn.coding,
        place=matter.key,
        finding=finding,
        taken_from=taken_from,
        reason=reason,
        note=bench.note,
        annotation=after.number if after and has_result else None,
        members=sorted(place.members) if place else [],
        content=[list(one) for one in matter.content],
        seen=place.seen if place else {},
        is_passage=place.is_passage if place else bool(ruling and ruling.is_passage),
        act=act,
        at=turn.at,
        by=turn.by,
    )
    return act
