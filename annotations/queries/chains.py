"""Who passed a statement on: first its relayer, then whoever relayed that, one after the other."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q
from django.db.models.functions import JSONObject

from annotations.models import Attribution, Relay


def relayed_by(actor: UUID) -> Q:
    """Statements that somebody passed on, wherever in the chain; each is one statement."""
    first = Attribution.objects.filter(relayer=actor).values("pk")
    # Each half has an index; an "or" over the two tables would read all statements.
    return Q(pk__in=first.union(Relay.objects.filter(actor=actor).values("attribution")))


def relays() -> Prefetch:
    """Of attributions: who relays after the first, in order. One query."""
    return Prefetch("relays", Relay.objects.select_related("actor").order_by("position"))


def relays_here(attribution: str = "pk") -> ArraySubquery:
    """The same as a column beside the key of the attribution, as JSON: each with its `id` and its
    `name`."""
    rows = Relay.objects.filter(attribution=OuterRef(attribution)).order_by("position")
    return ArraySubquery(rows.values_list(JSONObject(id=F("actor"), name=F("actor__name"))))
