"""What a citation of a statement says, from its rows."""

from datetime import UTC

from annotations.domain.citations import Cited, authors_of
from annotations.models import Actor, Attribution, Mode

# The end of a key of this length tells statements apart, since its beginning is the time.
TAG = 6


def cited(said: Attribution, record: str) -> Cited:
    """From a statement with its article; `record` is its own address. Two queries."""
    article = said.coding.project_article.article
    signed = [author.as_read for author in authors_of(article.byline)]
    family_first = Actor.objects.filter(name__in=signed, family_first=True)
    further = said.relays.select_related("actor").order_by("position")
    relayers = [said.relayer, *(one.actor for one in further)] if said.relayer else []
    return Cited(
        outlet=article.source.name,
        title=article.title,
        authors=authors_of(article.byline, set(family_first.values_list("name", flat=True))),
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
