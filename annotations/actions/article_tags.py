"""Tags of the article as a whole, in one analyst's coding."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from annotations.actions.acts import perform, take_turn
from annotations.actions.keeping import audited
from annotations.actions.snapshots import article_of
from annotations.actions.spans import ids_of
from annotations.actions.tagging import check_rules
from annotations.models import Act, ProjectArticle, Tag, User


@audited
def tag_article(
    *,
    project_article: ProjectArticle,
    tags: Iterable[Tag],
    instead_of: Iterable[Tag] = (),
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act | None:
    """The article bears `tags` from now on, and no longer those `instead_of` which it gets them.

    What else it bears stays: somebody may have given it in another window meanwhile. None where
    all is like that already. Raises CannotTag, CannotAnnotateFinished.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = article_of(turn.coding)
    wanted, dropped = set(ids_of(tags)), set(ids_of(instead_of))
    after = replace(before, tags=tuple(sorted(set(before.tags) - dropped | wanted)))
    if after == before:
        return None
    check_rules(turn.coding, before, after)
    return perform(turn, before=before, after=after)
