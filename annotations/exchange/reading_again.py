"""Texts made anew from the stored bytes, once the extractor is a newer one."""

from datetime import datetime

from annotations.actions.revising import Revised, revise
from annotations.models import Article
from annotations.queries.verifying import made_anew


def read_again(*, article: Article, at: datetime) -> Revised | None:
    """Another text is a new revision of the same capture; the old one stays as it was.

    None where this version of the extractor made the newest text, or cannot read the bytes.
    """
    newest = article.revisions.select_related("capture").order_by("-number").first()
    if newest is None:
        return None
    data = newest.capture.data
    made = list(made_anew(data, newest.capture))
    if not made or any(one.extractor_version == newest.extractor_version for one in made):
        return None
    # What was pasted is read as it was, and so is a file.
    extract = next((one for one in made if one.extractor == newest.extractor), made[0])
    return revise(article=article, by=None, at=at, data=data, extract=extract, is_shown=False)
