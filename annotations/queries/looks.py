"""Pages that were looked at again and were not to be had."""

from django.db.models import QuerySet

from annotations.models import Watch


def failed_looks() -> QuerySet[Watch]:
    """To be paged by `looked_at` and `article_id`, the latest first."""
    return Watch.objects.exclude(failure={}).select_related("article__source")
