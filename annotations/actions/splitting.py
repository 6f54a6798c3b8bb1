"""One entry of the register that stands for two: what belongs to the other one goes there."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from annotations.actions.actors import create_actor
from annotations.actions.joining import give_own_posts, same_post
from annotations.actions.keeping import Refused, audited
from annotations.actions.merging import SPOKEN
from annotations.actions.moving import Moving
from annotations.models import (
    Actor,
    ActorMove,
    Affiliation,
    Attribution,
    Hindrance,
    MoveKind,
    Relay,
    User,
)
from annotations.models.attributions import AttributionQuerySet
from annotations.models.distinctions import hindrance


class CannotSplit(Refused):
    """Nothing was chosen, or what was chosen cannot go there."""


@audited
def split_actor(
    *,
    actor: Actor,
    statements: Collection[UUID] = (),
    posts: Collection[UUID] = (),
    to: Actor | None = None,
    name: str = "",
    by: User,
    at: datetime,
) -> ActorMove:
    """The chosen statements and posts of an actor are those of another one from now on.

    That is `to`, or somebody new of that name, or of the same name. Only statements that the user
    may see can be chosen. Raises CannotSplit, CannotKeepActor.
    """
    moving = Moving()
    seen = Attribution.objects.visible_to(by).filter(pk__in=statements)
    said = Attribution.objects.filter(pk__in=list(seen.values_list("pk", flat=True)))
    held = list(Affiliation.objects.filter(person=actor, pk__in=posts).in_order())
    spoken = {field: said.filter(**{field: actor}) for field in SPOKEN}
    passed = Relay.objects.filter(attribution__in=said, actor=actor)
    if not held and not passed.exists() and not any(rows.exists() for rows in spoken.values()):
        raise CannotSplit(_("Choose what belongs to somebody else."))
    staying = Attribution.objects.filter(affiliation__in=held).exclude(pk__in=said)
    if post := Affiliation.objects.filter(attributions__in=staying).first():
        raise CannotSplit(
            _("Other statements were made as “%(post)s”. Choose them, too, or leave the post.")
            % {"post": post.post},
            "posts",
        )
    to = to or _somebody_new(moving, actor, name, by)
    if actor == to:
        raise CannotSplit(_("This is the one whom you would split."), "to")
    if hindrance(to, actor) == Hindrance.KINDS:
        raise CannotSplit(Hindrance.KINDS.label, "to")
    if _relayed(said, actor, to):
        raise CannotSplit(_("One of these statements is relayed by the other one."), "to")
    for field, rows in spoken.items():
        moving.repoint(rows, field, actor.pk, to.pk)
    moving.repoint(passed, "actor", actor.pk, to.pk)
    _move_posts(moving, held, to)
    give_own_posts(moving, to.pk)
    return moving.note(
        ActorMove(
            kind=MoveKind.SPLIT,
            from_actor=actor.pk,
            from_name=actor.name,
            to_actor=to.pk,
            to_name=to.name,
            at=at,
            by=by,
        )
    )


def _somebody_new(moving: Moving, actor: Actor, name: str, by: User) -> Actor:
    made = create_actor(
        name=name.strip() or actor.name,
        kind=actor.kind,
        country=actor.country,
        family_first=actor.family_first,
        by=by,
    )
    moving.made.append([made._meta.label_lower, str(made.pk)])
    return made


def _relayed(said: AttributionQuerySet, actor: Actor, to: Actor) -> bool:
    """Whether somebody would pass on their own words, or the same words twice."""

    def in_chain(one: Actor) -> Q:
        passed = Relay.objects.filter(attribution=OuterRef("pk"), actor=one)
        return Q(speaker=one) | Q(relayer=one) | Q(Exists(passed))

    return said.filter(in_chain(actor), in_chain(to)).exists()


def _move_posts(moving: Moving, held: list[Affiliation], to: Actor) -> None:
    """A post that the other one holds at that time already is that post."""
    for post in held:
        own = same_post(post, to.pk)
        if own is None:
            rows = Affiliation.objects.filter(pk=post.pk)
            moving.repoint(rows, "person", post.person_id, to.pk)
        else:
            moving.repoint(Attribution.objects.all(), "affiliation", post.pk, own.pk)
            moving.remove(post)
