"""Articles as they are named on the command line."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.core.management.base import CommandError

from annotations.models import Article


def named_articles(names: Sequence[str]) -> Iterator[Article]:
    """Each by its id or its address, all without any. Raises CommandError."""
    if not names:
        yield from Article.objects.order_by("id").iterator(chunk_size=500)
    for name in names:
        yield _named(name)


def _named(name: str) -> Article:
    try:
        found = Article.objects.filter(pk=UUID(name))
    except ValueError:
        found = Article.objects.filter(canonical_url=name)
    article = found.first()
    if article is None:
        raise CommandError(f"There is no article “{name}”. Name it by its id or its address.")
    return article
