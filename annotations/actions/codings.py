"""The coding that holds one analyst's annotations of one article."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext_lazy as _

from annotations.actions.history import TELL, telling
from annotations.actions.jobs import learn_if_due_later
from annotations.actions.keeping import Refused, audited
from annotations.actions.webhooks import announce
from annotations.models import (
    Coding,
    CodingState,
    Event,
    ProjectArticle,
    Revision,
    User,
)
from annotations.models.ready import ask

COLUMNS = [field.attname for field in Coding._meta.concrete_fields]
# The coding, locked, and what was done in it before: whether under this key, and whether there is
# something to redo. Two looks into an index each: asked as one "or", the database reads all acts of
# the coding. What was done is as it was when the question came, so the last column says up to which
# act: who had to wait for the lock asks once more.
EARLIER = """
    (SELECT id FROM annotations_act WHERE coding_id = {coding} AND key = %(key)s),
    EXISTS (SELECT FROM annotations_act
        WHERE coding_id = {coding} AND is_undone AND NOT is_dropped)
"""
MINE = f"""
    WITH mine AS MATERIALIZED (
        SELECT {", ".join(COLUMNS)} FROM annotations_coding
        WHERE project_article_id = %(row)s AND analyst_id = %(analyst)s
            AND kind = 'human' AND is_current
        FOR UPDATE
    )
    SELECT mine.*, {EARLIER.format(coding="mine.id")}, seen.acts_done
    FROM mine JOIN annotations_coding seen ON seen.id = mine.id
"""
# The same, where the history has still to be told who acts: with this, instead of by a statement of
# its own.
TELLING_MINE = MINE.replace("WITH mine", f"WITH told AS MATERIALIZED ({TELL}), mine").replace(
    "FROM mine JOIN annotations_coding seen ON seen.id = mine.id",
    "FROM told LEFT JOIN (mine JOIN annotations_coding seen ON seen.id = mine.id) ON TRUE",
)
AGAIN = f"SELECT {EARLIER.format(coding='%(coding)s')}"


class Earlier(NamedTuple):
    """The act that was done under a key, and whether there is something to redo."""

    done: UUID | None
    is_undone: bool


class CannotAnnotate(Refused):
    """The annotation cannot be made or changed."""


class CannotAnnotateFinished(CannotAnnotate):
    """The analyst marked this article as done."""


def locked_coding(*, project_article: ProjectArticle, by: User, at: datetime) -> Coding:
    """The analyst's coding, made if there is none, and locked until the transaction ends.

    Who writes to one coding waits here, so numbers and acts follow one another without a gap.
    Raises CannotAnnotate where the article has no text.
    """
    return _locked(project_article, by, at, None)[0]


def earlier_in(coding: Coding, key: UUID | None) -> Earlier:
    """What was done in a coding that is locked. One query."""
    [found] = ask(AGAIN, {"coding": coding.pk, "key": key})
    return Earlier(*found)


def _locked(
    project_article: ProjectArticle, by: User, at: datetime, key: UUID | None
) -> tuple[Coding, Earlier]:
    found = _mine(project_article, by, key)
    if found:
        return found
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
    made = _mine(project_article, by, key)
    assert made is not None
    return made


def _mine(
    project_article: ProjectArticle, by: User, key: UUID | None
) -> tuple[Coding, Earlier] | None:
    values: dict[str, Any] = {"row": project_article.pk, "analyst": by.pk, "key": key}
    who = telling()
    rows = ask(TELLING_MINE, values | who) if who else ask(MINE, values)
    if not rows or rows[0][0] is None:
        return None
    *columns, done, is_undone, seen = rows[0]
    coding = Coding.from_db(DEFAULT_DB_ALIAS, COLUMNS, columns)
    coding.project_article = project_article
    if coding.acts_done != seen:
        return coding, earlier_in(coding, key)
    return coding, Earlier(done, is_undone)


def open_coding(
    *, project_article: ProjectArticle, by: User, at: datetime, key: UUID | None
) -> tuple[Coding, Earlier]:
    """`locked_coding` for writing annotations, with what was done there before.

    Raises CannotAnnotateFinished where it is done.
    """
    coding, earlier = _locked(project_article, by, at, key)
    if coding.state == CodingState.DONE:
        raise CannotAnnotateFinished(
            _("You marked this article as done. Reopen it to go on annotating.")
        )
    return coding, earlier


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
