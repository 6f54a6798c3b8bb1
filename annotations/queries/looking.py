"""What a saved search finds now, by the keys of what it finds."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Min, QuerySet
from django.db.models.functions import Coalesce

from annotations.domain.search.asking import Asked
from annotations.domain.search.configurations import SIMPLE
from annotations.models import Actor, SearchKind, User
from annotations.models.actors import MOST, ActorQuerySet
from annotations.queries.asking import Understood, understand
from annotations.queries.search import Where, passages
from annotations.queries.search_annotations import (
    Said,
    comments,
    inside_for,
    noted,
    statements,
    tagged,
)
from annotations.queries.search_inside import Inside

# Names are ranked by how near they are; what comes after these is not meant.
MOST_PEOPLE = 50
# What people write about annotations, in whatever language.
IN_PLAIN_WORDS = {SearchKind.NOTES, SearchKind.COMMENTS}


@dataclass(frozen=True)
class Question:
    """What is looked for. `typed` are the words as they stand, which names are compared with."""

    kind: SearchKind
    where: Where = field(default_factory=Where)
    said: Said = field(default_factory=Said)
    asked: Understood = field(default_factory=Understood)
    typed: str = ""

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: who spoke is enough of annotations, else it takes words."""
        if self.kind == SearchKind.PEOPLE:
            return asks_for_people(self.typed, self.said)
        if self.kind in {SearchKind.STATEMENTS, SearchKind.TAGGED} and not self.typed:
            return self.where != Where() or self.said != Said()
        return bool(self.asked.query)


def understood(asked: Asked, kind: SearchKind) -> Understood:
    """The words as those of what is searched are read. Two queries, none where no words are looked
    up: people are found by what is typed."""
    if kind == SearchKind.PEOPLE:
        return Understood()
    return understand(asked, {SIMPLE} if kind in IN_PLAIN_WORDS else None)


def asks_for_people(typed: str, said: Said) -> bool:
    """Whether there is anybody to look for: a kind or a country is enough."""
    return bool(typed or said.speaker_kind or said.country)


def people_named(typed: str, said: Said, most: int = MOST) -> ActorQuerySet:
    """Whom the words may mean, of the kind and the country that are chosen, at most `most`; without
    words all of these, in alphabet."""
    chosen = {"kind": said.speaker_kind, "country": said.country}
    rows = Actor.objects.filter(**{name: value for name, value in chosen.items() if value})
    kinds = [said.speaker_kind] if said.speaker_kind else []
    return rows.named_like(typed, most=most, kinds=kinds, country=said.country)


def found_by(question: Question, user: User, most: int) -> tuple[list[tuple[UUID, int]], bool]:
    """Each key once, with the place of an article's first passage that matches, else 0; and
    whether only the newest of very many passages were looked through for annotations.

    At most `most` of them. As many queries as the page of the search takes to find them.
    """
    if not question.asks:
        return [], False
    inside = inside_for(question.kind, user, question.where, question.said, question.asked)
    return _found_by(question, user, most, inside), inside is not None and inside.is_more


def _found_by(
    question: Question, user: User, most: int, inside: Inside | None
) -> list[tuple[UUID, int]]:
    where, said, asked = question.where, question.said, question.asked
    keys: QuerySet[Any, UUID]
    match question.kind:
        case SearchKind.TEXT:
            rows = passages(user, where, asked).order_by()
            places = rows.values("article_id").annotate(first=Min("place"))
            return list(places.values_list("article_id", "first")[:most])
        case SearchKind.STATEMENTS:
            keys = statements(user, where, said, asked, inside).values_list(
                "attribution_id", flat=True
            )
        case SearchKind.TAGGED:
            keys = tagged(user, where, said, asked, inside).values_list("pk", flat=True)
        case SearchKind.NOTES:
            spans = noted(user, where, said, asked)
            keys = spans.values_list(Coalesce("attribution_id", "pk"), flat=True)
        case SearchKind.COMMENTS:
            keys = comments(user, where, asked, said.coder).values_list("pk", flat=True)
        case SearchKind.PEOPLE:
            found = people_named(question.typed, said, min(most, MOST_PEOPLE))
            keys = found.values_list("pk", flat=True)
    return [(key, 0) for key in dict.fromkeys(keys.order_by()[:most])]
