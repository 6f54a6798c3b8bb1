"""Tags of the article as a whole, in one analyst's coding."""

from collections.abc import Iterable
from datetime import datetime

from annotations.actions.codings import open_coding
from annotations.actions.keeping import audited
from annotations.actions.tagging import check_borne
from annotations.domain.tagging import Borne
from annotations.models import ArticleTag, Bearer, Coding, ProjectArticle, Tag, User


@audited
def tag_article(
    *, project_article: ProjectArticle, tags: Iterable[Tag], by: User, at: datetime
) -> Coding:
    """The article bears these tags from now on, and no others.

    Raises CannotTag, CannotAnnotateFinished.
    """
    coding = open_coding(project_article=project_article, by=by, at=at)
    wanted = {tag.pk for tag in tags}
    borne = set(ArticleTag.objects.filter(coding=coding).values_list("tag", flat=True))
    if wanted == borne:
        return coding
    before, after = (Borne(Bearer.ARTICLE, frozenset(map(str, keys))) for keys in (borne, wanted))
    check_borne(coding, before, after)
    ArticleTag.objects.filter(coding=coding).exclude(tag__in=wanted).delete()
    fresh = [ArticleTag(coding=coding, tag_id=key) for key in sorted(wanted - borne)]
    ArticleTag.objects.bulk_create(fresh)
    coding.changed_at = at
    coding.save(update_fields=["changed_at"])
    return coding
