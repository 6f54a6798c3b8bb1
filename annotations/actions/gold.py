"""The coding that is agreed upon: begun from what analysts are done with, and finished."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annotations.actions.codings import CannotAnnotate
from annotations.actions.jobs import learn_if_due_later
from annotations.actions.keeping import audited
from annotations.actions.reasons import start_reasons
from annotations.actions.webhooks import announce
from annotations.models import Coding, CodingKind, CodingState, Event, ProjectArticle, User
from annotations.models.adjudications import adjudication_of

# One coding alone has nothing to be compared with.
FEWEST = 2


class CannotAdjudicate(CannotAnnotate):
    """There is nothing to decide, or too much is left to decide."""


@audited
def begin_adjudication(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """The gold coding of the article, made if there is none. Raises CannotAdjudicate.

    Two who begin at once get the same one.
    """
    found = _gold(project_article)
    if found:
        return found
    codings = adjudication_of(project_article.pk).codings
    if len(codings) < FEWEST:
        raise CannotAdjudicate(_("At least two analysts have to be done with this article first."))
    start_reasons(project=project_article.project, by=by)
    made = Coding(
        project_id=project_article.project_id,
        project_article=project_article,
        revision_id=codings[0].revision_id,
        kind=CodingKind.GOLD,
        changed_at=at,
    )
    Coding.objects.bulk_create([made], ignore_conflicts=True)
    return locked_gold(project_article)


def locked_gold(project_article: ProjectArticle) -> Coding:
    """Held until the transaction ends, whatever its state. Raises CannotAdjudicate."""
    found = _gold(project_article)
    if found is None:
        raise CannotAdjudicate(_("Nobody has begun to adjudicate this article."))
    return found


def open_gold(project_article: ProjectArticle) -> Coding:
    """`locked_gold` for deciding. Raises CannotAdjudicate where it is done."""
    gold = locked_gold(project_article)
    if gold.state == CodingState.DONE:
        raise CannotAdjudicate(_("This article is agreed. Reopen it to decide otherwise."))
    return gold


@audited
def finish_adjudication(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """From now on the gold coding is what counts, and analysts see it. Raises CannotAdjudicate."""
    gold = locked_gold(project_article)
    left = adjudication_of(project_article.pk).left
    if left:
        raise CannotAdjudicate(
            ngettext(
                "%(n)d place is still to be decided about.",
                "%(n)d places are still to be decided about.",
                left,
            )
            % {"n": left}
        )
    _turn(gold, CodingState.DONE, by, at)
    learn_if_due_later(gold.project_id)
    return gold


@audited
def reopen_adjudication(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """Back to what each analyst says, until it is finished again. Raises CannotAdjudicate."""
    gold = locked_gold(project_article)
    _turn(gold, CodingState.OPEN, by, at)
    return gold


def _gold(project_article: ProjectArticle) -> Coding | None:
    rows = Coding.objects.select_for_update(of=("self",)).filter(kind=CodingKind.GOLD)
    gold = rows.filter(project_article=project_article).first()
    if gold:
        gold.project_article = project_article
    return gold


def _turn(gold: Coding, state: str, by: User, at: datetime) -> None:
    gold.state = state
    gold.changed_at = at
    gold.save(update_fields=["state", "changed_at"])
    articles = [gold.project_article_id]
    announce(Event.GOLD_CHANGED, project=gold.project_id, by=by, at=at, articles=articles)
