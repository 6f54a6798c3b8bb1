"""Pages that the worker is asked to fetch and take in, and what became of them."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from annotations.actions.articles import ARCHIVED, TakenIn, is_address
from annotations.actions.jobs import retrieve_later
from annotations.actions.keeping import Refused, audited
from annotations.domain.names import tidy
from annotations.models import Project, Retrieval, RetrievalState, User

# Of one person in one project: so much a worker does in some minutes.
MOST_WAITING = 200
# How long one can ask what became of it.
KEPT = timedelta(days=14)


class CannotRetrieve(Refused):
    """It is no address, the project is archived, or too many wait already."""


@audited
def ask_for_page(
    *, project: Project, url: str, source_name: str = "", by: User, at: datetime
) -> Retrieval:
    """Let the worker fetch it and take it in. Raises CannotRetrieve."""
    url = url.strip()
    if project.archived_at:
        raise CannotRetrieve(ARCHIVED)
    if not is_address(url):
        sentence = _("This is not an address of a page, such as https://example.org/news/1.")
        raise CannotRetrieve(sentence, "url")
    mine = project.retrievals.filter(by=by, state=RetrievalState.WAITING)
    if mine.count() >= MOST_WAITING:
        raise CannotRetrieve(
            _("%(count)s pages wait already. Ask again when some of them are there.")
            % {"count": MOST_WAITING}
        )
    made = Retrieval.objects.create(
        project=project, url=url, source_name=tidy(source_name), by=by, asked_at=at
    )
    retrieve_later(made.pk, url)
    return made


@audited
def retrieved(*, retrieval: Retrieval, taken: TakenIn, by: User, at: datetime) -> None:
    """It is taken in."""
    _end(
        retrieval.pk,
        at,
        state=RetrievalState.TAKEN,
        status=taken.status,
        project_article=taken.project_article,
    )


@audited
def not_retrieved(*, retrieval: Retrieval, failure: dict[str, Any], by: User, at: datetime) -> None:
    """`failure` is one of exchange.failures."""
    _end(retrieval.pk, at, state=RetrievalState.FAILED, failure=failure)


@transaction.atomic
def fail_retrieval(*, retrieval: UUID, at: datetime, why: str) -> None:
    """The worker gives up. Nothing where it has ended meanwhile."""
    _end(retrieval, at, state=RetrievalState.FAILED, failure={"of": "taking", "sentence": why})


def forget_retrievals(*, at: datetime) -> int:
    """Those that ended long ago; what they brought stays. How many they were."""
    return Retrieval.objects.filter(finished_at__lt=at - KEPT).delete()[0]


def _end(retrieval: UUID, at: datetime, **what: Any) -> None:
    waiting = Retrieval.objects.filter(pk=retrieval, state=RetrievalState.WAITING)
    waiting.update(finished_at=at, **what)
