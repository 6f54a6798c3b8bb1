"""The pictures of a project's guidelines. Their words are changed with the project."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from annotations.actions.keeping import Refused, audited, keep
from annotations.domain.guidelines import MOST_BYTES, MOST_PICTURES, media_type_of, name_of
from annotations.domain.names import tidy
from annotations.models import GuidelineImage, Project, User


class CannotKeepImage(Refused):
    """It is no picture, too large or one too many, undescribed, or called as another one."""


@audited
def add_image(
    *, project: Project, filename: str, data: bytes, alt: str, by: User, at: datetime
) -> GuidelineImage:
    """What it is, its bytes say, and not its name. Raises CannotKeepImage."""
    media_type = media_type_of(data)
    if not media_type:
        raise CannotKeepImage(_("This is no picture: take a PNG, JPEG, GIF or WebP file."), "file")
    if len(data) > MOST_BYTES:
        told = {"size": -(-len(data) // 1024), "most": MOST_BYTES // 1024}
        sentence = _("This picture has %(size)d KB; up to %(most)d KB are taken.")
        raise CannotKeepImage(sentence % told, "file")
    _leave_room(project)
    image = GuidelineImage(
        project=project,
        name=name_of(filename, media_type),
        alt=tidy(alt),
        media_type=media_type,
        data=data,
        size=len(data),
        added_at=at,
        added_by=by,
    )
    keep(image, CannotKeepImage)
    return image


@audited
def remove_image(*, image: GuidelineImage, by: User, at: datetime) -> None:
    """Earlier guidelines still show it."""
    GuidelineImage.objects.standing().filter(pk=image.pk).update(removed_at=at)


@audited
def put_back_image(*, image: GuidelineImage, by: User) -> None:
    """Raises CannotKeepImage where another one took its name or its place meanwhile."""
    _leave_room(image.project)
    image.removed_at = None
    keep(image, CannotKeepImage, unasked=["added_by"])


def _leave_room(project: Project) -> None:
    """Locks the project: two cannot both add the last one."""
    Project.objects.select_for_update().get(pk=project.pk)
    if project.guideline_images.standing().count() >= MOST_PICTURES:
        sentence = _("There are %(most)d images already. Remove one first.")
        raise CannotKeepImage(sentence % {"most": MOST_PICTURES}, "file")
