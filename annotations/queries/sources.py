"""The register of sources, with the articles of each that the reader may see."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from annotations.domain.addresses import is_same_site, site_of
from annotations.models import Article, ProjectArticle, Source, User
from annotations.models.articles import UNDATED


def register(kind: str = "", typed: str = "", unreviewed: bool = False) -> QuerySet[Source]:
    """Sources of a kind, or all, whose names hold all the words; with `place` to sort by."""
    rows = Source.objects.all()
    for word in typed.split():
        rows = rows.filter(name__icontains=word)
    if kind:
        rows = rows.filter(kind=kind)
    if unreviewed:
        rows = rows.filter(is_reviewed=False)
    return rows.annotate(place=Lower("name"))


def source_name_at(url: str) -> str:
    """The source whose home page is on the site of this address; "" where none or several are."""
    site = site_of(url)
    at_home = Source.objects.filter(homepage__icontains=site).values_list("name", "homepage")
    names = [name for name, homepage in at_home if site and is_same_site(homepage, url)]
    return names[0] if len(names) == 1 else ""


def count_articles(sources: Iterable[Source], user: User) -> dict[object, int]:
    """How many articles of each source the user may see. One query."""
    counts = (
        Article.objects.visible_to(user)
        .filter(source__in=[source.pk for source in sources])
        .values_list("source")
        .annotate(Count("pk"))
    )
    return dict(counts)


def articles_of(source: Source, user: User) -> QuerySet[ProjectArticle]:
    """The source's articles in the user's projects, with `place`, the date, never null.

    An article of two projects is two rows: each is annotated on a page of its own.
    """
    return (
        ProjectArticle.objects.visible_to(user)
        .with_coding_of(user)
        .filter(Q(article__source=source))
        .select_related("article", "project")
        .annotate(place=Coalesce("article__published_on", UNDATED))
    )
