"""The guidelines of a project as they are to be read, and as they were."""

from typing import Any

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import Lag, Length

from annotations.models import GuidelineImage, Project, User


def images_by_name(project: Project) -> dict[str, GuidelineImage]:
    """Those that stand before those that were removed, the latest first. One query, no bytes."""
    images = GuidelineImage.objects.without_bytes().filter(project=project)
    # A later one of the same name takes the place of an earlier one.
    ordered = images.order_by(F("removed_at").asc(nulls_last=True), "added_at", "pk")
    return {image.name: image for image in ordered}


def versions_of(project: Project) -> QuerySet[Any]:
    """Each wording that the guidelines had, the newest first, out of the project's history.

    With `length`, and `before`: the wording that it replaced, None for the first one.
    """
    events: Any = Project.pgh_event_model  # type: ignore[attr-defined]
    found = events.objects.filter(pgh_obj=project.pk).exclude(pgh_label="delete")
    changed = (Q(before__isnull=True) & ~Q(guidelines="")) | ~Q(guidelines=F("before"))
    return (
        found.annotate(
            before=Window(Lag("guidelines"), order_by="pgh_id"), length=Length("guidelines")
        )
        .filter(changed)
        .select_related("pgh_context")
        .order_by("-pgh_id")
    )


def version_of(project: Project, version: int) -> Any:
    """One of them, by its key; None where there is none. Two queries."""
    events: Any = Project.pgh_event_model  # type: ignore[attr-defined]
    own = events.objects.filter(pgh_obj=project.pk)
    found = own.filter(pgh_id=version).first()
    if found:
        earlier = own.filter(pgh_id__lt=version).order_by("-pgh_id")
        found.before = earlier.values_list("guidelines", flat=True).first()
    return found


def writers_of(versions: list[Any]) -> list[User | None]:
    """Who wrote each, as far as the history knows. One query."""
    keys = [one.pgh_context and one.pgh_context.metadata.get("user") for one in versions]
    users = {str(user.pk): user for user in User.objects.filter(pk__in=filter(None, keys))}
    return [users.get(key) for key in keys]
