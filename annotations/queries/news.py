"""What is new in a project, for a feed: as far as its reader may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from annotations.models import Coding, CodingKind, CodingState, Project, ProjectArticle, User

MOST = 50


class NewsKind(TextChoices):
    ADDED = "added", _("Article taken in")
    DONE = "done", _("Coding done")
    GOLD = "gold", _("Gold finished")


@dataclass(frozen=True)
class News:
    """`key` and `at` together name it: a coding that was reopened is done anew."""

    kind: NewsKind
    key: UUID
    at: datetime
    article: UUID
    title: str
    who: str = ""


def news_of(project: Project, user: User) -> list[News]:
    """The latest first. Two queries."""
    rows = ProjectArticle.objects.visible_to(user).filter(project=project)
    added = rows.select_related("article", "added_by").order_by("-added_at", "-pk")
    seen = Coding.objects.visible_to(user).by_people().filter(project=project)
    done = seen.filter(state=CodingState.DONE).select_related("analyst", "project_article__article")
    found = [*_added(added[:MOST]), *_done(done.order_by("-changed_at", "-pk")[:MOST])]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _added(rows: Iterable[ProjectArticle]) -> Iterable[News]:
    for row in rows:
        who = row.added_by.shown_name if row.added_by else ""
        yield News(
            kind=NewsKind.ADDED,
            key=row.pk,
            at=row.added_at,
            article=row.pk,
            title=row.article.title,
            who=who,
        )


def _done(codings: Iterable[Coding]) -> Iterable[News]:
    for one in codings:
        kind = NewsKind.GOLD if one.kind == CodingKind.GOLD else NewsKind.DONE
        who = one.analyst.shown_name if one.analyst else ""
        row = one.project_article
        yield News(
            kind=kind,
            key=one.pk,
            at=one.changed_at,
            article=row.pk,
            title=row.article.title,
            who=who,
        )
