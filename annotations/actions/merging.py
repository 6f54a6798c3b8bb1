"""Two entries of the register that are one: put together, and taken apart again."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, Q
from django.utils.translation import gettext_lazy as _

from annotations.actions.joining import give_own_posts, join_posts
from annotations.actions.keeping import Refused, audited
from annotations.actions.moving import Moving, take_back
from annotations.models import (
    Actor,
    ActorKind,
    ActorMove,
    ActorName,
    ActorPicture,
    Attribution,
    Distinct,
    MoveKind,
    Relay,
    User,
)
from annotations.models.distinctions import doubts, hindrance
from annotations.models.merges import FILLED

# Columns that name an actor and may say another one without more ado.
SPOKEN = ("speaker", "target", "relayer")


class CannotMerge(Refused):
    """The two cannot be one, or are one already."""


class CannotUndoMove(Refused):
    """It has been undone, or later moves build on it."""


@audited
def merge_actors(
    *, kept: Actor, gone: Actor, by: User, at: datetime, evidence: str = ""
) -> ActorMove:
    """Everything that names `gone` names `kept` from now on, and `gone` is there no more.

    Its names are further names of `kept`, which also takes what it does not know itself. Raises
    CannotMerge.
    """
    kept, gone = _held(kept.pk, gone.pk)
    if why := hindrance(kept, gone):
        raise CannotMerge(why.label)
    if not evidence.strip() and (doubt := next(iter(doubts(kept, gone)), None)):
        raise CannotMerge(doubt.label, "evidence")
    moving = Moving()
    _move_statements(moving, kept, gone)
    join_posts(moving, kept, gone)
    _move_names(moving, kept, gone)
    _move_pictures(moving, kept, gone)
    _move_distinctions(moving, kept, gone)
    for name in FILLED:
        if getattr(gone, name) and not getattr(kept, name):
            moving.change(kept, name, getattr(gone, name))
    move = ActorMove(
        kind=MoveKind.MERGE,
        from_actor=gone.pk,
        from_name=gone.name,
        to_actor=kept.pk,
        to_name=kept.name,
        evidence=evidence.strip(),
        at=at,
        by=by,
    )
    _remove(moving, gone)
    return moving.note(move)


@audited
def undo_move(*, move: ActorMove, by: User, at: datetime) -> None:
    """Take a merge or a split back; what was entered since stays. Raises CannotUndoMove."""
    later = ActorMove.objects.standing().touching(move.from_actor, move.to_actor)
    if (newest := later.first()) and newest.pk > move.pk:
        raise CannotUndoMove(
            _("“%(from)s” and “%(to)s” were merged or split later. Undo that first.")
            % {"from": newest.from_name, "to": newest.to_name}
        )
    standing = ActorMove.objects.standing().filter(pk=move.pk)
    if not standing.update(undone_at=at, undone_by=by):
        raise CannotUndoMove(_("This has been undone already."))
    try:
        with transaction.atomic():
            take_back(move)
            for actor in (move.from_actor, move.to_actor):
                give_own_posts(Moving(), actor)
            connection.check_constraints()
    except IntegrityError as error:
        raise CannotUndoMove(
            _("Other entries that this is about were merged or deleted since. Undo that first.")
        ) from error


def _held(kept: UUID, gone: UUID) -> tuple[Actor, Actor]:
    """Both, locked: nobody else merges one of them meanwhile."""
    rows = Actor.objects.select_for_update().filter(pk__in=[kept, gone]).order_by("pk")
    held = {row.pk: row for row in rows}
    if len(held) < 2:
        raise CannotMerge(_("These are one entry already, or one of them is gone."))
    return held[kept], held[gone]


def _move_statements(moving: Moving, kept: Actor, gone: Actor) -> None:
    """Nobody relays their own words, nor twice: of two who are in one chain, the later one leaves
    it, and where one of them speaks, the other one does."""
    further = Relay.objects.select_related("attribution")
    for one, other in ((kept.pk, gone.pk), (gone.pk, kept.pk)):
        chains = Q(attribution__speaker=other) | Q(attribution__relayer=other)
        for row in further.filter(chains, actor=one):
            moving.remove(row)
    both = further.filter(attribution__relays__actor=kept).filter(actor=gone)
    for row in both:
        moving.remove(row)
    for speaker, relayer in ((kept.pk, gone.pk), (gone.pk, kept.pk)):
        moving.repoint(Attribution.objects.filter(speaker=speaker), "relayer", relayer, None)
    for field in SPOKEN:
        moving.repoint(Attribution.objects.all(), field, gone.pk, kept.pk)
    moving.repoint(Relay.objects.all(), "actor", gone.pk, kept.pk)


def _move_names(moving: Moving, kept: Actor, gone: Actor) -> None:
    """What an unnamed speaker was called is nobody's name."""
    known = {kept.name.casefold(), *(row.name.casefold() for row in kept.names.all())}
    for row in gone.names.all():
        if row.name.casefold() in known or gone.kind == ActorKind.UNNAMED:
            moving.remove(row)
    known |= {row.name.casefold() for row in gone.names.all()}
    moving.repoint(ActorName.objects.all(), "actor", gone.pk, kept.pk)
    if gone.name.casefold() not in known and gone.kind != ActorKind.UNNAMED:
        moving.make(ActorName(actor=kept, name=gone.name))


def _move_pictures(moving: Moving, kept: Actor, gone: Actor) -> None:
    """Whoever has a picture keeps it."""
    if kept.pictures.standing().exists():
        for row in gone.pictures.all():
            moving.remove(row)
    moving.repoint(ActorPicture.objects.all(), "actor", gone.pk, kept.pk)


def _move_distinctions(moving: Moving, kept: Actor, gone: Actor) -> None:
    """Who is not `gone` is not `kept` either."""
    for row in Distinct.objects.of(gone.pk):
        other = row.other_id if row.one_id == gone.pk else row.one_id
        moving.remove(row)
        pair = sorted([kept.pk, other])
        if other != kept.pk and not Distinct.objects.between(*pair).exists():
            moving.make(Distinct(one_id=pair[0], other_id=pair[1], by=row.by, at=row.at))


def _remove(moving: Moving, gone: Actor) -> None:
    """Raises CannotMerge where somebody named `gone` a moment ago."""
    try:
        with transaction.atomic():
            moving.remove(gone, first=True)
            connection.check_constraints()
    except (ProtectedError, IntegrityError) as error:
        raise CannotMerge(
            _("Somebody attributed a statement to “%(name)s” meanwhile. Please try again.")
            % {"name": gone.name}
        ) from error
