"""Another state of an article that is here already."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from annotations.actions.captures import PARAGRAPHS, capture_of, paragraphs_of, revision_of
from annotations.actions.carrying import carry_codings
from annotations.actions.jobs import gather_article_later, suggest_article_later
from annotations.actions.keeping import audited
from annotations.domain.extraction import Extract
from annotations.domain.http_facts import HttpFacts
from annotations.domain.names import tidy
from annotations.models import Article, Capture, ProjectArticle, Revision, User


@dataclass(frozen=True, kw_only=True)
class Revised:
    """`revision` is the newest. `known`: these bytes gave it. `unchanged`: other bytes, the same
    text, so they are kept as a capture only. `retitled`: the same text under another headline.
    `revised`: the text is another one."""

    revision: Revision
    status: Literal["known", "unchanged", "retitled", "revised"]


@audited
def revise(
    *,
    article: Article,
    by: User | None,
    at: datetime,
    data: bytes,
    extract: Extract,
    filename: str = "",
    http: HttpFacts | None = None,
    is_shown: bool = True,
) -> Revised:
    """What the outlet shows now: call this for every page, feed item or file of a known article.

    The same bytes again change nothing, so it may be called as often as one likes. Other bytes are
    kept; if their text is another one, it is a new revision, every coding of people is carried on
    to it, and the machine will read it. The revision before and its codings stay as they were.
    `extract` is what `read` made of `data`. The title follows the outlet's, unless somebody has
    written another one, or the bytes are old ones and not what `is_shown` now; other details stay
    what people made of them. Raises nothing that `read` has not raised.
    """
    # One revision after the other.
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    newest = article.revisions.select_related("article__source").latest("number")
    sha256 = hashlib.sha256(data).hexdigest()
    is_same = newest.text_sha256 == hashlib.sha256(extract.text.encode()).hexdigest()
    # An outlet that takes a change back serves bytes that were captured before.
    capture = Capture.objects.filter(sha256=sha256).first()
    retitled = is_shown and _follow_title(article, extract)
    if is_same and capture:
        return Revised(revision=newest, status="retitled" if retitled else "known")
    if capture is None:
        capture = capture_of(article, data, extract, by=by, at=at, filename=filename, http=http)
        capture.save(force_insert=True)
    if is_same:
        return Revised(revision=newest, status="retitled" if retitled else "unchanged")
    revision = revision_of(article, capture, extract, number=newest.number + 1)
    revision.save(force_insert=True)
    PARAGRAPHS.copy_in(paragraphs_of(revision, extract))
    carry_codings(revision)
    # What is said in its copies may have changed with it.
    gather_article_later(revision.article_id)
    for row in ProjectArticle.objects.filter(article=article).values_list("pk", flat=True):
        suggest_article_later(row)
    return Revised(revision=revision, status="revised")


def _follow_title(article: Article, extract: Extract) -> bool:
    """Call the article what its outlet calls it now, if it was called what the outlet said before.

    The earlier titles stay with their captures, and in the history of the article.
    """
    title = tidy(extract.facts.title)[:500]
    if not title or title == article.title:
        return False
    printed = set(article.captures.exclude(title="").values_list("title", flat=True))
    if article.title not in printed:
        return False
    article.title = title
    article.save(update_fields=["title"])
    return True
