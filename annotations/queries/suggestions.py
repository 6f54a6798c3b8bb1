"""The machine's suggestions that wait for an analyst's yes or no."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from annotations.domain.quotes import SHOWN
from annotations.domain.resolution.mentions import Why
from annotations.domain.spans.order import reading_order
from annotations.domain.spans.sameness import Said as Statement
from annotations.domain.spans.sameness import Statements
from annotations.models import (
    Actor,
    ActorKind,
    Affiliation,
    Attribution,
    Certainty,
    Coding,
    Paragraph,
    ProjectArticle,
)
from annotations.models.ready import ask
from annotations.models.resolving import Meant, Mention, meant_in
from annotations.permissions import is_machine_hidden
from annotations.queries.readings import Card, Part, Said, Tagbook, cards_of, touching


@dataclass(slots=True)
class Suggested(Card):
    """A suggestion as a page shows it, a card in grey. `number` counts in the machine's coding.

    `name`, `post` and `actor_kind` are what the text says; `outer` is the number of the suggestion
    whose speaker passes it on, `outer_name` and `outer_kind` who that is. `said` is what accepting
    would fill in, None until `fill` has looked. `is_open` as far as decisions go; `fits` is
    by what the speaker is meant, where the register has them under another name.
    """

    key: UUID | None = None
    confidence: float = 0.0
    mode: str = ""
    reason: str = ""
    reason_values: dict[str, str] = field(default_factory=dict)
    name: str = ""
    post: str = ""
    actor_kind: str = ""
    outer: int | None = None
    outer_name: str = ""
    outer_kind: str = ""
    is_open: bool = True
    fits: Why | None = None

    @property
    def percent(self) -> int:
        return round(100 * self.confidence)


def open_suggestions(
    project_article: ProjectArticle,
    coding: Coding | None,
    cards: Iterable[Card],
    above: float = SHOWN,
) -> list[Suggested]:
    """What the coding's analyst has neither decided about nor attributed, in reading order.

    `cards` are all annotations of the coding. One query.
    """
    pool = suggestions_near(project_article, coding, above)
    return still_open(pool, statements_of(cards))


def open_of(
    project_article: ProjectArticle, coding: Coding | None, tags: Tagbook, name: str, above: float
) -> list[Suggested]:
    """The open ones that this person says or passes on, by the name that the text prints."""
    cards = cards_of(coding.pk, tags) if coding else []
    wanted = name.lower()
    return [
        one
        for one in open_suggestions(project_article, coding, cards, above)
        if wanted and wanted in (one.name.lower(), one.outer_name.lower())
    ]


def suggestion_of(
    project_article: ProjectArticle, coding: Coding | None, number: int
) -> Suggested | None:
    """The suggestion of that number; None where the coding has decided about it. One query."""
    pool = suggestions_near(project_article, coding, 0.0, number=number)
    return next((one for one in pool if one.is_open), None)


def still_open(pool: Sequence[Suggested], own: Iterable[Statement]) -> list[Suggested]:
    """Those of `pool` that are open and say nothing that is there: in `own`, or decided about."""
    decided = statements_of(one for one in pool if not one.is_open)
    known = Statements([*own, *decided])
    return [one for one in pool if one.is_open and not known.has(statement_of(one.parts))]


def statements_of(cards: Iterable[Card]) -> list[Statement]:
    return [statement_of(card.parts) for card in cards if card.kind != "passage"]


def statement_of(parts: Iterable[Any]) -> Statement:
    """Of spans with `role`, `start` and `end`."""
    places = [(part.role, (part.start, part.end)) for part in parts]
    return Statement(
        [place for role, place in places if role == "content"],
        [place for role, place in places if role == "cue"],
    )


# Written out because every write waits for it: see queries/readings.py. The machine's coding and
# the statements near a place are found first, whatever the database believes of its tables' sizes.
MACHINE = """
    WITH machine AS MATERIALIZED (
        SELECT machine.id FROM annotations_coding machine
        JOIN annotations_project project
            ON project.id = machine.project_id AND project.has_suggestions
        WHERE machine.project_article_id = %(row)s AND machine.kind = 'machine'
            AND machine.revision_id = coalesce(%(revision)s, (
                SELECT id FROM annotations_revision WHERE article_id = %(article)s
                ORDER BY number DESC LIMIT 1))
    )
"""
COLUMNS = """
    said.number, span.number, span.role, span.start, span."end", span.lane, span.words,
    said.id, one.reason_values, one.confidence, said.mode, one.reason,
    one.name, one.affiliation, one.kind,
    outer_said.number, coalesce(outer_one.name, ''), coalesce(outer_one.kind, ''),
    decision.id IS NULL
"""
SUGGESTED = """
    FROM annotations_attribution said
    JOIN annotations_suggestion one ON one.attribution_id = said.id
    JOIN annotations_span span ON span.attribution_id = said.id
    LEFT JOIN annotations_suggestion outer_one ON outer_one.attribution_id = one.parent_id
    LEFT JOIN annotations_attribution outer_said ON outer_said.id = one.parent_id
    LEFT JOIN annotations_decision decision
        ON decision.suggestion_id = said.id AND decision.coding_id = %(coding)s
    WHERE said.coding_id = (SELECT id FROM machine)
        AND (one.is_current AND one.confidence >= %(above)s OR decision.id IS NOT NULL)
"""
# What the columns behind the key and the values of the reason are.
FACTS = (
    "confidence",
    "mode",
    "reason",
    "name",
    "post",
    "actor_kind",
    "outer",
    "outer_name",
    "outer_kind",
    "is_open",
)
TOUCHING = """
    AND said.id = ANY(ARRAY(
        SELECT near.attribution_id FROM annotations_span near
        WHERE near.coding_id = (SELECT id FROM machine) AND ({touching})))
"""


def suggestions_near(
    project_article: ProjectArticle,
    coding: Coding | None,
    above: float,
    ranges: Sequence[tuple[int, int]] | None = None,
    number: int | None = None,
) -> list[Suggested]:
    """Sure enough and found by the latest run; and whatever the coding has decided about.

    All, or those that touch one of `ranges`, or that of one number. In reading order. One query,
    none where the machine is hidden from who works on the coding.
    """
    where, values = _wanted(project_article, coding, above, ranges)
    if not where:
        return []
    if number is not None:
        where += " AND said.number = %(number)s"
        values["number"] = number
    rows = ask(f"{MACHINE} SELECT {COLUMNS} {where}", values)
    return _cards([*row[:8], json.loads(row[8]), *row[9:]] for row in rows)


def texts_near(
    project_article: ProjectArticle,
    coding: Coding,
    above: float,
    ranges: Sequence[tuple[int, int]],
) -> tuple[str, dict[str, Any]]:
    """SQL and its values for the same as an array of texts, to be asked within a larger question;
    `from_texts` reads them."""
    where, values = _wanted(project_article, coding, above, ranges)
    if not where:
        return "ARRAY[]::text[]", {}
    return f"ARRAY({MACHINE} SELECT json_build_array({COLUMNS})::text {where})", values


def from_texts(texts: Iterable[str]) -> list[Suggested]:
    rows = map(json.loads, texts)
    return _cards([*row[:7], UUID(row[7]), *row[8:]] for row in rows)


def _wanted(
    project_article: ProjectArticle,
    coding: Coding | None,
    above: float,
    ranges: Sequence[tuple[int, int]] | None,
) -> tuple[str, dict[str, Any]]:
    """Where they are, and the values to it; "" where there are none."""
    if is_machine_hidden(project_article) and (coding is None or coding.analyst_id):
        return "", {}
    values: dict[str, Any] = {
        "coding": coding.pk if coding else None,
        "revision": coding.revision_id if coding else None,
        "row": project_article.pk,
        "article": project_article.article_id,
        "above": above,
    }
    if ranges is None:
        return SUGGESTED, values
    if not ranges:
        return "", {}
    condition, edges = touching(ranges)
    return SUGGESTED + TOUCHING.format(touching=condition), values | edges


def _cards(rows: Iterable[Any]) -> list[Suggested]:
    cards: dict[int, Suggested] = {}
    for number, place, role, start, end, lane, words, key, values, *rest in rows:
        card = cards.get(number)
        if card is None:
            facts = dict(zip(FACTS, rest, strict=True))
            card = Suggested(number, "suggestion", key=key, reason_values=values, **facts)
            cards[number] = card
        part = Part(number, place, role, start, end, lane, words, card.colour, is_suggested=True)
        card.parts.append(part)
    for card in cards.values():
        card.parts.sort(key=lambda part: reading_order(part.start, part.end, part.number))
        max(card.parts, key=lambda part: (part.end, part.number)).is_last = True
    return sorted(cards.values(), key=lambda card: card.order)


def fill(suggestions: Sequence[Suggested], coding: Coding | None, day: date | None) -> None:
    """Say of each what accepting it would fill in. At most seven queries for any number.

    People whom the register lacks are `(None, name)`: accepting enters them, with the printed post.
    """
    if not suggestions:
        return
    mentions = [_mention(one) for one in suggestions]
    outer = [Mention(one.outer_name) for one in suggestions]
    read = [one.key for one in suggestions if one.key][:1]
    text = Attribution.objects.filter(pk__in=read).values("coding__revision")
    paragraphs = Paragraph.objects.filter(revision=text[:1])
    known = meant_in({*mentions, *outer}, paragraphs, coding.pk if coding else None, day)
    found = [known.get(mention) for mention in mentions]
    spoken = {
        (who.actor.pk, one.post)
        for one, who in zip(suggestions, found, strict=True)
        if who is not None
    }
    held = Affiliation.objects.meant_by(spoken, day)
    for one, who, relaying in zip(suggestions, found, outer, strict=True):
        speaker = _person(one.name, who)
        relayer = _person(one.outer_name, known.get(relaying))
        affiliation, post, organisation = _capacity(one, who.actor if who else None, held)
        one.fits = who.why if who else None
        one.said = Said(
            speaker=speaker,
            affiliation=affiliation,
            post=post,
            organisation=organisation,
            target=None,
            relayer=relayer if relayer != speaker else None,
            stance="",
            mode=one.mode,
            certainty=Certainty.CERTAIN,
        )


def _mention(one: Suggested) -> Mention:
    spoken = next((part for part in one.parts if part.role == "speaker"), None)
    start = spoken.start if spoken else 0
    return Mention(one.name, one.mention, start, one.actor_kind, one.post)


def name_printed(cards: Iterable[Card], suggestions: Iterable[Suggested]) -> None:
    """Put the names that the text prints on the cards of the machine's coding."""
    by_number = {one.number: one for one in suggestions}
    for card in cards:
        one = by_number.get(card.number)
        if card.said and one and one.name:
            card.said.speaker, card.said.post = (None, one.name), one.post


def _person(name: str, who: Meant | None) -> tuple[UUID | None, str] | None:
    if who:
        return who.actor.pk, who.actor.name
    return (None, name) if name else None


def _capacity(
    one: Suggested, speaker: Actor | None, held: dict[tuple[UUID, str], Affiliation | None]
) -> tuple[UUID | None, str, str]:
    """The post's id, its name, and the organisation's. See actions/filling.py, which does it."""
    kind = speaker.kind if speaker else one.actor_kind or ActorKind.PERSON
    if not (one.name or speaker) or kind not in (ActorKind.PERSON, ActorKind.UNNAMED):
        return None, "", ""
    if speaker and (speaker.pk, one.post) in held:
        post = held[speaker.pk, one.post]
        if post is None:
            return None, "", ""
        return post.pk, post.post, post.organisation.name if post.organisation else ""
    return None, one.post, ""
