"""Codebooks with what depends on them."""

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from annotations.models import Codebook, Project, Tag, User
from annotations.models.codebooks import CodebookQuerySet


def codebooks_for(user: User) -> CodebookQuerySet:
    """Those that the user sees, with `tag_count` (retired ones are none) and `project_count`."""
    tags = Tag.objects.filter(codebook=OuterRef("pk"), retired_at__isnull=True)
    projects = Project.objects.filter(codebook=OuterRef("pk"))
    return (
        Codebook.objects.visible_to(user)
        .annotate(tag_count=_counted(tags), project_count=_counted(projects))
        .in_alphabet()
    )


def projects_using(codebook: Codebook, user: User) -> list[Project]:
    """Those that the user sees; `project_count` of the codebook has all of them."""
    rows = Project.objects.visible_to(user).filter(codebook=codebook)
    return list(rows.in_alphabet())


def _counted(rows: QuerySet) -> Coalesce:
    counts = rows.order_by().values("codebook").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
