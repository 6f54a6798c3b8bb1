"""The coding that holds one analyst's annotations of one article."""

from datetime import datetime
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext_lazy as _

from annotations.actions.jobs import learn_if_due_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.webhooks import announce
from annotations.models import (
    Coding,
    CodingKind,
    CodingState,
    Event,
    ProjectArticle,
    Revision,
    User,
)
from annotations.models.ready import Ready

COLUMNS = [field.attname for field in Coding._meta.concrete_fields]
MINE = Ready(
    lambda project_article, analyst: (
        Coding.objects.select_for_update()
        .filter(project_article=project_article, analyst=analyst, kind=CodingKind.HUMAN)
        .values_list(*COLUMNS)
    ),
    [UUID, UUID],
)


class CannotAnnotate(Refused):
    """The annotation cannot be made or changed."""


class CannotAnnotateFinished(CannotAnnotate):
    """The analyst marked this article as done."""


def locked_coding(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """The analyst's coding, made if there is none, and locked until the transaction ends.

    Who writes to one coding waits here, so numbers and acts follow one another without a gap.
    Raises CannotAnnotate where the article has no text.
    """
    coding = _mine(project_article, by)
    if coding:
        return coding
    revision = Revision.objects.filter(article=project_article.article_id).order_by("-number")
    newest = revision.values_list("pk", flat=True).first()
    if newest is None:
        raise CannotAnnotate(_("This article has no text yet."))
    # Two first writes at once: one inserts, the other waits for it and finds the row.
    Coding.objects.bulk_create(
        [
            Coding(
                project_id=project_article.project_id,
                project_article=project_article,
                revision_id=newest,
                analyst=by,
                changed_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    made = _mine(project_article, by)
    assert made is not None
    return made


def _mine(project_article: ProjectArticle, by: User) -> Coding | None:
    row = MINE.first(project_article.pk, by.pk)
    if row is None:
        return None
    coding = Coding.from_db(DEFAULT_DB_ALIAS, COLUMNS, row)
    coding.project_article = project_article
    return coding


def open_coding(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """`locked_coding` for writing annotations. Raises CannotAnnotateFinished where it is done."""
    coding = locked_coding(project_article=project_article, by=by, at=at)
    if coding.state == CodingState.DONE:
        raise CannotAnnotateFinished(
            _("You marked this article as done. Reopen it to go on annotating.")
        )
    return coding


@audited
def finish_coding(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """The analyst is done with the article; also with one that has nothing to annotate."""
    coding = _turn(project_article, by, at, CodingState.DONE)
    articles = [project_article.pk]
    announce(Event.CODING_DONE, project=coding.project_id, by=by, at=at, articles=articles)
    learn_if_due_later(coding.project_id)
    return coding


@audited
def reopen_coding(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """The analyst goes on."""
    return _turn(project_article, by, at, CodingState.OPEN)


def _turn(project_article: ProjectArticle, by: User, at: datetime, state: CodingState) -> Coding:
    coding = locked_coding(project_article=project_article, by=by, at=at)
    if coding.state != state:
        coding.state = state
        coding.changed_at = at
        coding.save(update_fields=["state", "changed_at"])
    return coding
