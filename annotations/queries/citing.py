"""What a citation of a statement says, from its rows."""

from collections.abc import Callable, Sequence
from datetime import UTC

from django.db.models import prefetch_related_objects

from annotations.domain.citations import Cited, authors_of
from annotations.models import Actor, Attribution, Mode
from annotations.queries.chains import relays

# The end of a key of this length tells statements apart, since its beginning is the time.
TAG = 6


def cited(said: Attribution, record: str) -> Cited:
    """From a statement with its article; `record` is its own address. Two queries."""
    return cited_all([said], lambda _said: record)[0]


def cited_all(
    statements: Sequence[Attribution], record: Callable[[Attribution], str]
) -> list[Cited]:
    """Of several, in their order. Two queries at most, however many; none for relayers where they
    are there already."""
    bylines = {said.coding.project_article.article.byline for said in statements}
    signed = {author.as_read for byline in bylines for author in authors_of(byline)}
    named = Actor.objects.filter(name__in=signed, family_first=True)
    family_first = set(named.values_list("name", flat=True))
    prefetch_related_objects(list(statements), relays())
    return [_cited(said, record(said), family_first) for said in statements]


def _cited(said: Attribution, record: str, family_first: set[str]) -> Cited:
    article = said.coding.project_article.article
    further = said.relays.all()
    relayers = [said.relayer, *(one.actor for one in further)] if said.relayer else []
    return Cited(
        outlet=article.source.name,
        title=article.title,
        authors=authors_of(article.byline, family_first),
        day=article.published_on,
        url=article.canonical_url,
        # A citation is the same for everybody, wherever they read it.
        accessed=said.coding.revision.capture.captured_at.astimezone(UTC).date(),
        language=article.language,
        speaker=said.speaker.name if said.speaker else "",
        is_verbatim=said.mode != Mode.INDIRECT,
        tag=said.pk.hex[-TAG:],
        record=record,
        relayers=tuple(actor.name for actor in relayers),
    )
