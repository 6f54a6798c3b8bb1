"""Files of many articles in a project, and what became of the articles in one."""

from collections.abc import Iterator

from django.db.models import QuerySet

from annotations.models import Import, ImportEntry, ImportOutcome, Project

SHOWN = 20


def imports_of(project: Project) -> list[Import]:
    """The last ones first. One query."""
    imports = Import.objects.filter(project=project).select_related("owner")
    return list(imports.newest_first()[:SHOWN])


def entries_of(upload: Import, outcome: str) -> QuerySet[ImportEntry]:
    """To be cut into pages by `number`."""
    entries = ImportEntry.objects.filter(upload=upload, outcome=outcome)
    return entries.select_related("project_article__article__source")


def refused_of(upload: Import) -> Iterator[ImportEntry]:
    """All that was refused, in order, however many there are."""
    return entries_of(upload, ImportOutcome.REFUSED).order_by("number").iterator(chunk_size=500)


def shown_outcome(upload: Import, wanted: str) -> str:
    """Which list a page shows: the wanted one, else the one that may ask for some work."""
    if wanted in ImportOutcome.values:
        return wanted
    if upload.refused:
        return ImportOutcome.REFUSED
    if upload.created:
        return ImportOutcome.CREATED
    if upload.added:
        return ImportOutcome.ADDED
    return ImportOutcome.EXISTS if upload.existing else ImportOutcome.CREATED
