"""Whether a suggestion was taken as it was, or had to be mended."""

from annotations.actions.attributions import Facts, Places
from annotations.actions.people import Capacity, Named
from annotations.actions.snapshots import Snapshot, Statement
from annotations.domain.names import tidy
from annotations.models import Actor, Affiliation, Verdict


def verdict_of(made: Snapshot, places: Places, meant: Facts) -> Verdict:
    """EDITED where `made` differs from what was suggested: places, mode, speaker, post, relayer.

    Tags, stance, target, certainty and notes are added, not mended: nobody suggested any.
    """
    statement = made.statement
    assert statement is not None
    there = sorted((span.role, span.start, span.end) for span in made.spans)
    suggested = sorted((role, one.start, one.end) for role, one in places.by_role())
    is_same = (
        there == suggested
        and statement.mode == meant.mode
        and _is(statement.speaker, meant.speaker)
        and _is(statement.relayer, meant.relayer)
        and len(statement.relays) == len(meant.relays)
        and all(map(_is, statement.relays, meant.relays))
        and _holds(statement, meant.capacity)
    )
    return Verdict.ACCEPTED if is_same else Verdict.EDITED


def _is(actor: str | None, named: Named | None) -> bool:
    if actor is None or named is None:
        return actor is None and named is None
    if named.actor:
        return actor == str(named.actor.pk)
    found = Actor.objects.filter(pk=actor, kind=named.kind).values_list("name", flat=True).first()
    return found is not None and found.casefold() == tidy(named.name).casefold()


def _holds(statement: Statement, capacity: Capacity | None) -> bool:
    if statement.affiliation is None or capacity is None:
        return statement.affiliation is None and capacity is None
    if capacity.affiliation:
        return statement.affiliation == str(capacity.affiliation.pk)
    posts = Affiliation.objects.filter(pk=statement.affiliation, organisation=None)
    return posts.filter(post__iexact=tidy(capacity.post)).exists()
