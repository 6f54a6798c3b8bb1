"""The picture of an actor: put there from a file, replaced, removed and put back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.guidelines import media_type_of
from annotations.domain.names import tidy
from annotations.domain.pixels import pixels_of
from annotations.models import Actor, ActorPicture, User
from annotations.models.pictures import MOST_BYTES, MOST_PIXELS


class CannotKeepPicture(Refused):
    """It is no picture, damaged, too large, not described, or without a credit."""


@audited
def set_picture(
    *, actor: Actor, data: bytes, alt: str, credit: str, by: User, at: datetime
) -> ActorPicture:
    """Instead of the one that is there. What it is, its bytes say. Raises CannotKeepPicture."""
    media_type = media_type_of(data)
    if not media_type:
        raise CannotKeepPicture(
            _("This is no picture: take a PNG, JPEG, GIF or WebP file."), "file"
        )
    if len(data) > MOST_BYTES:
        told = {"size": -(-len(data) // 1024), "most": MOST_BYTES // 1024}
        sentence = _("This picture has %(size)d KB; up to %(most)d KB are taken.")
        raise CannotKeepPicture(sentence % told, "file")
    pixels = pixels_of(data, media_type)
    if pixels is None:
        raise CannotKeepPicture(_("This picture is damaged: its size cannot be read."), "file")
    width, height = pixels
    if width * height > MOST_PIXELS:
        sentence = _("This picture has %(width)d × %(height)d pixels; make it smaller first.")
        raise CannotKeepPicture(sentence % {"width": width, "height": height}, "file")
    _clear(actor, at)
    picture = ActorPicture(
        actor=actor,
        alt=tidy(alt),
        credit=tidy(credit),
        media_type=media_type,
        data=data,
        size=len(data),
        width=width,
        height=height,
        added_at=at,
        added_by=by,
    )
    keep(picture, CannotKeepPicture)
    return picture


@audited
def remove_picture(*, picture: ActorPicture, by: User, at: datetime) -> None:
    """It stays, to be put back."""
    ActorPicture.objects.standing().filter(pk=picture.pk).update(removed_at=at)


@audited
def put_back_picture(*, picture: ActorPicture, by: User, at: datetime) -> None:
    """Instead of the one that is there."""
    _clear(picture.actor, at)
    ActorPicture.objects.filter(pk=picture.pk).update(removed_at=None)


def _clear(actor: Actor, at: datetime) -> None:
    """Locks the actor: of two who set a picture, the later one has it."""
    Actor.objects.select_for_update().get(pk=actor.pk)
    ActorPicture.objects.standing().filter(actor=actor).update(removed_at=at)
