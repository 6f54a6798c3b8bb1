"""One fact of a statement, changed by one key."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import existing, perform, take_turn
from annotations.actions.attributions import CannotAttribute
from annotations.actions.keeping import an_act
from annotations.actions.people import Capacity, capacity_of
from annotations.actions.tagging import check_rules
from annotations.models import Act, Actor, ProjectArticle, User


@an_act
def restate(
    *,
    project_article: ProjectArticle,
    number: int,
    speaker: Actor | None = None,
    stance: str = "",
    mode: str = "",
    by: User,
    at: datetime,
    key: UUID | None = None,
) -> Act:
    """Name another speaker, in the post held on the article's day; another stance; whose words.

    What is not given stays; the stance that it has is taken back. Nothing is read outside the lock,
    so that two windows that change different facts both win.

    Raises Gone, CannotAnnotateFinished, CannotTag, CannotAttribute where nobody was named before.
    """
    turn = take_turn(project_article=project_article, by=by, at=at, key=key)
    if turn.done:
        return turn.done
    before = existing(turn.coding, number)
    was = before.statement
    if was is None:
        raise CannotAttribute(_("This passage is not attributed to anybody yet."))
    now = was
    if speaker and str(speaker.pk) != was.speaker:
        if str(speaker.pk) in (was.relayer, *was.relays):
            raise CannotAttribute(_("Nobody relays their own words."))
        day = turn.coding.project_article.article.published_on
        post = capacity_of(Capacity(), speaker, day, by=by)
        now = replace(now, speaker=str(speaker.pk), affiliation=str(post.pk) if post else None)
    if stance:
        now = replace(now, stance="" if stance == was.stance else stance)
    if mode:
        now = replace(now, mode=mode)
    after = replace(before, statement=now)
    check_rules(turn.coding, before, after)
    return perform(turn, before=before, after=after)
