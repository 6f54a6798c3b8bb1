"""Projects as they are named on the command line."""

from uuid import UUID

from django.core.management.base import CommandError

from annotations.models import Project


def project_called(name: str) -> Project:
    """By name or id. Raises CommandError, which says which there are."""
    found = Project.objects.select_related("codebook").filter(name__iexact=name).first()
    if found is None:
        try:
            found = Project.objects.select_related("codebook").filter(pk=UUID(name)).first()
        except ValueError:
            found = None
    if found is None:
        names = ", ".join(Project.objects.in_alphabet().values_list("name", flat=True)[:20])
        there = f"There are: {names}." if names else "There are none yet."
        raise CommandError(f"There is no project “{name}”. {there}")
    return found
