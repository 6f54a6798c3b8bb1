"""What was annotated in a copy of an article and stands in this one, too, as its page shows it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from annotations.domain.spans.order import reading_order
from annotations.models import Appearance, Coding, ProjectArticle, User
from annotations.models.ready import ask
from annotations.permissions import WithRole, can_annotate, can_see_all_codings
from annotations.queries.readings import Card, Part, Tagbook, said_from


class Origin(NamedTuple):
    """Where an annotation was made: the article in this project, and its number there.

    `coding` says whose it is, None for one of the reader's own.
    """

    project_article: UUID
    title: str
    language: str
    source: str
    number: int
    coding: UUID | None


@dataclass(slots=True)
class Carried(Card):
    """It is no annotation of this article and has no number here: pages call it by its `name`."""

    name: str = ""
    origin: Origin | None = None

    @property
    def is_own(self) -> bool:
        """Whether the reader made it, and so decides whether it stands here."""
        return self.origin is not None and self.origin.coding is None


def something_carried() -> Exists:
    """An expression for project articles: whether annotations of copies stand there."""
    return Exists(Appearance.objects.standing().filter(project_article=OuterRef("pk")))


# Written out like the other questions of writes: see queries/readings.py.
CARRIED = """
    SELECT appearance.id, appearance.places, coding.id, coding.kind, coding.analyst_id,
        origin.id, article.title, article.language, source.name,
        said.number, coalesce(said.note, passage.note),
        CASE WHEN said.id IS NULL
            THEN ARRAY(SELECT tag_id FROM annotations_spantag WHERE span_id = passage.id)
            ELSE ARRAY(SELECT tag_id FROM annotations_attributiontag given
                       WHERE given.attribution_id = said.id)
        END,
        (SELECT json_object_agg(span.number, json_build_array(span.role, span.words))::text
         FROM annotations_span span
         WHERE span.attribution_id = said.id OR span.id = passage.id),
        speaker.id, speaker.name, said.affiliation_id, post.post, organisation.name,
        target.id, target.name, relayer.id, relayer.name, said.stance, said.mode, said.certainty,
        ARRAY(SELECT json_build_array(actor.id, actor.name)::text
              FROM annotations_relay relay JOIN annotations_actor actor ON actor.id = relay.actor_id
              WHERE relay.attribution_id = said.id ORDER BY relay.position)
    FROM annotations_appearance appearance
    JOIN annotations_coding coding ON coding.id = appearance.coding_id
    JOIN annotations_projectarticle origin ON origin.id = coding.project_article_id
    JOIN annotations_article article ON article.id = origin.article_id
    JOIN annotations_source source ON source.id = article.source_id
    LEFT JOIN annotations_span passage ON passage.id = appearance.passage_id
    LEFT JOIN annotations_attribution said ON said.id = appearance.attribution_id
    LEFT JOIN annotations_actor speaker ON speaker.id = said.speaker_id
    LEFT JOIN annotations_affiliation post ON post.id = said.affiliation_id
    LEFT JOIN annotations_actor organisation ON organisation.id = post.organisation_id
    LEFT JOIN annotations_actor target ON target.id = said.target_id
    LEFT JOIN annotations_actor relayer ON relayer.id = said.relayer_id
    WHERE appearance.project_article_id = %s
        AND appearance.removed_at IS NULL AND appearance.outcome IN ('same', 'moved')
"""
OF_REVISION = CARRIED + " AND appearance.revision_id = %s"
OF_NAME = CARRIED + " AND appearance.id = %s"


def carried_in(
    project_article: ProjectArticle,
    revision: UUID | None,
    reader: User,
    tags: Tagbook,
    shown: Coding | None = None,
) -> list[Carried]:
    """What stands in this revision beside the annotations that are `shown`, in reading order.

    Beside one's own what one made oneself, beside somebody else's what they made; whoever only
    reads, where nobody has begun, gets all that they may see. One query, none where the article
    was loaded with `something_carried` as `has_carried` and there is nothing.
    """
    if not getattr(project_article, "has_carried", True):
        return []
    found = [
        _carried(row, reader, tags)
        for row in _rows(OF_REVISION, project_article.pk, revision)
        if _belongs(project_article, row[3], row[4], reader, shown)
    ]
    return sorted(found, key=lambda one: (one.order, one.name))


def own_carried(
    project_article: ProjectArticle, appearance: UUID, reader: User, tags: Tagbook
) -> Carried | None:
    """The one of that key, if the reader made it and it stands in the article. One query."""
    rows = _rows(OF_NAME, project_article.pk, appearance)
    found = (_carried(row, reader, tags) for row in rows)
    return next((one for one in found if one.is_own), None)


def _rows(sql: str, *values: UUID | None) -> list[tuple[Any, ...]]:
    return ask(sql, values)


def _belongs(
    project_article: Any, kind: str, analyst: UUID | None, reader: User, shown: Coding | None
) -> bool:
    if shown is not None:
        return (kind, analyst) == (shown.kind, shown.analyst_id)
    role: WithRole = project_article
    sees_all = can_see_all_codings(role) and not can_annotate(role)
    return sees_all or analyst == reader.pk


def _carried(row: tuple[Any, ...], reader: User, tags: Tagbook) -> Carried:
    key, places, coding, _, analyst, origin, title, language, source = row[:9]
    number, note, tagged, spans, *columns, relays = row[9:]
    is_passage = number is None
    card = Carried(0, "passage" if is_passage else "attribution", [], tags.sorted(tagged), note)
    card.name = f"c{key.hex}"
    card.parts = list(_parts(card, json.loads(places), json.loads(spans)))
    max(card.parts, key=lambda part: part.end).is_last = True
    if is_passage:
        number = card.parts[0].number
    else:
        card.said = said = said_from(columns)
        said.relays = [(UUID(pk), name) for pk, name in map(json.loads, relays)]
    whose = None if analyst == reader.pk else coding
    card.origin = Origin(origin, title, language, source, number, whose)
    return card


def _parts(
    card: Carried, places: list[tuple[int, int, int]], spans: dict[str, tuple[str, str]]
) -> Iterator[Part]:
    for number, start, end in sorted(places, key=lambda at: reading_order(at[1], at[2], at[0])):
        role, words = spans[str(number)]
        yield Part(0, number, role, start, end, 0, words, card.colour, carried=card.name)
