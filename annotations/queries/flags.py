"""What the reader flagged for later."""

from collections.abc import Collection, Iterable

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from annotations.models import Flag, ProjectArticle, Span, User


def flagged_in(project_article: ProjectArticle, reader: User) -> set[int]:
    """The numbers of the reader's own annotations that bear a flag, deleted ones among them."""
    flags = Flag.objects.filter(
        project_article=project_article, reader=reader, annotation__isnull=False
    )
    return {number for number in flags.values_list("annotation", flat=True) if number}


def put_flags(spans: Iterable[Span], flagged: Collection[int], reader: User) -> None:
    """Tell each span of a table, as `is_flagged`, whether its annotation is among the flagged."""
    for span in spans:
        number = span.attribution.number if span.attribution else span.number
        is_own = span.coding.analyst_id == reader.pk
        span.is_flagged = is_own and number in flagged  # type: ignore[attr-defined]


def flags_of(reader: User) -> QuerySet[Flag]:
    """On articles of the list around this query, and on annotations that are there."""
    return Flag.objects.standing().filter(reader=reader, project_article=OuterRef("pk"))


def with_flags_of(rows: QuerySet[ProjectArticle], reader: User) -> QuerySet[ProjectArticle]:
    """Adds `my_flags`: how many the reader put on the article and its annotations."""
    counts = flags_of(reader).order_by().values("project_article").annotate(n=Count("pk"))
    return rows.annotate(my_flags=Subquery(counts.values("n")))


def flagged_by(reader: User) -> QuerySet[ProjectArticle]:
    """Articles with a flag of the reader on them or in them, the latest flagged first.

    Each with `in_it`: how many of its annotations bear one.
    """
    standing = Flag.objects.standing().filter(reader=reader)
    flags = standing.filter(project_article=OuterRef("pk")).order_by().values("project_article")
    return (
        ProjectArticle.objects.visible_to(reader)
        .filter(pk__in=standing.values("project_article"))
        .annotate(
            flagged_at=Subquery(flags.annotate(at=Max("put_at")).values("at")),
            in_it=Subquery(
                flags.annotate(n=Count("pk", filter=Q(annotation__isnull=False))).values("n")
            ),
        )
        .select_related("project", "article__source")
        .order_by("-flagged_at", "-pk")
    )
