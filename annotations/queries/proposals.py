"""What the form of a new statement proposes: the selected suggestion, or the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from annotations.domain.naming import possible_names
from annotations.domain.quotes import Suggestion, suggest
from annotations.domain.quotes.marks import quotations
from annotations.domain.quotes.matching import matching
from annotations.domain.quotes.paragraphs import paragraphs
from annotations.domain.quotes.quoting import mode_of
from annotations.domain.spans.sameness import Said, Statements, is_same
from annotations.models import Actor, ActorKind, Certainty, Coding, ProjectArticle, Span
from annotations.models.resolving import Mention, meant_in
from annotations.queries.prefill import as_it_is, as_suggested, row
from annotations.queries.readings import Card
from annotations.queries.suggestions import Suggested, fill, statement_of, suggestions_near
from annotations.queries.workbench import paragraphs_of

# How much of the article is read on each side of a selection, in code points: who is meant by a
# surname was mostly said within it, and reading it takes some hundredths of a second.
REACH = 12_000

# Around quoted words: marks, and the blanks that French puts beside them.
MARKS = "“”„‟«»‹›‘’\"'「」『』 \u00a0\u202f"
SENTENCE_END = re.compile(r"[.!?…؟。][”“»’\"')]*\s|\n")

Places = Sequence[tuple[int, int]]


def proposal(
    project_article: ProjectArticle, coding: Coding | None, places: Places, above: float
) -> dict[str, Any] | None:
    """First values of the form for a fresh selection; None where the text is not that long.

    Whoever selects what is suggested `above` a confidence, with other edges perhaps, means that
    suggestion: saving accepts it. Else it is what the engine finds around the first place.
    """
    start, end = places[0]
    text, offset = _around(
        paragraphs_of(project_article, coding),
        max(0, min(first for first, _ in places) - REACH),
        max(last for _, last in places) + REACH,
    )
    if not text or any(
        last <= first or first < offset or last > offset + len(text) for first, last in places
    ):
        return None
    content = [row(first, last, text[first - offset : last - offset]) for first, last in places]
    suggested = suggested_at(project_article, coding, places, above)
    if suggested is not None:
        outside = _without_what_is_inside(as_suggested(suggested), places)
        return outside | {"kind": "passage", "content": content}
    initial = {
        "kind": "passage",
        "content": content,
        "mode": _mode_of(text, start - offset, end - offset),
        "certainty": Certainty.CERTAIN,
        "stance": "",
        "tags": [],
    }
    found = suggest(text, project_article.article.language or None)
    place = (start - offset, end - offset)
    about = _found(Reading(project_article, coding), found, text, offset, place)
    return initial | (_named_beside(text, *place) if about is None else about)


def suggested_at(
    project_article: ProjectArticle, coding: Coding | None, places: Places, above: float
) -> Suggested | None:
    """The open suggestion that says what stands in `places`, filled in; of several the likest."""
    wanted = Said(places)
    near = [
        one
        for one in suggestions_near(project_article, coding, above, ranges=places)
        if one.is_open and is_same(statement_of(one.parts), wanted)
    ]
    if not near:
        return None
    if coding and Statements(_statements_at(coding, places)).has(wanted):
        return None
    best = max(near, key=lambda one: (-_apart(one, places), one.confidence, -one.number))
    fill([best], coding, project_article.article.published_on)
    return best


def mode_at(project_article: ProjectArticle, coding: Coding | None, start: int, end: int) -> str:
    """In whose words [start, end) is, by the quotation marks in its paragraphs."""
    text, offset = _around(paragraphs_of(project_article, coding), start, end)
    return mode_of(text, max(0, start - offset), max(0, end - offset))


def turned(
    project_article: ProjectArticle, coding: Coding | None, passage: Card, above: float
) -> dict[str, Any]:
    """First values of the form that makes a statement of a passage: what it has stays.

    The passage becomes the statement; a suggestion of the same words is not accepted by it, but
    is no longer open either.
    """
    places = [(part.start, part.end) for part in passage.main]
    proposed = proposal(project_article, coding, places, above) or {}
    proposed.pop("suggestion", None)
    kept = {name: value for name, value in as_it_is(passage).items() if value}
    kept["tags"] = [str(tag.pk) for tag in passage.tags]
    return proposed | kept | {"kind": "attribution"}


def _apart(one: Suggested, places: Places) -> int:
    """How far its edges are from those of `places`, in code points."""
    first, last = one.main[0].start, one.main[-1].end
    return abs(first - places[0][0]) + abs(last - places[-1][1])


def _statements_at(coding: Coding, places: Places) -> list[Said]:
    """What the analyst attributed at any of these places, whole."""
    own = Span.objects.filter(coding=coding)
    near = own.touching(min(first for first, _ in places), max(last for _, last in places))
    return own.filter(attribution__in=near.values("attribution")).statements()


def _without_what_is_inside(initial: dict[str, Any], places: Places) -> dict[str, Any]:
    """Cue and mention, "start-end", may lie in what was selected in one piece: as content."""
    for name in ("cue", "mention"):
        initial[name] = [
            (place, words)
            for place, words in initial[name]
            if not any(first <= int(place.partition("-")[0]) < last for first, last in places)
        ]
    return initial


@dataclass(frozen=True)
class Reading:
    """Of what article, and whose."""

    project_article: ProjectArticle
    coding: Coding | None

    def meant(self, mention: Mention) -> Actor | None:
        """Whom of the register; as accepting a suggestion would take it."""
        paragraphs = paragraphs_of(self.project_article, self.coding)
        day = self.project_article.article.published_on
        known = meant_in([mention], paragraphs, self.coding.pk if self.coding else None, day)
        return known[mention].actor if mention in known else None


def _found(
    reading: Reading,
    found: Sequence[Suggestion],
    text: str,
    offset: int,
    place: tuple[int, int],
) -> dict[str, Any] | None:
    """Of what the engine found in `text`, which begins at `offset`, that which is about `place`."""
    meant = matching(found, *place)
    if meant is None:
        return None
    if _is_quoted_within(text, *place):
        # Somebody quotes the words of another one, who is named inside or nowhere.
        return _relayer(reading, meant, {})
    initial: dict[str, Any] = {}
    for name, places in (("cue", meant.cue), ("mention", meant.speaker)):
        if places:
            first, last = places[0]
            initial[name] = [row(first + offset, last + offset, text[first:last])]
    words, start = "", 0
    if meant.speaker:
        first, last = meant.speaker[0]
        words, start = text[first:last], first + offset
    mention = Mention(meant.name, words, start, meant.kind, meant.affiliation)
    initial |= _speaker(reading, mention)
    if meant.parent is not None:
        initial |= _relayer(reading, found[meant.parent], initial)
    return initial


def _mode_of(text: str, start: int, end: int) -> str:
    """By quotation marks. A quoted part of the writer's own sentence makes that sentence mixed."""
    mode = mode_of(text, start, end)
    return "mixed" if mode == "direct" and _is_fragment(text, start, end) else mode


def _is_fragment(text: str, start: int, end: int) -> bool:
    """Whether a quotation neither begins nor ends a sentence: the one around it runs on."""
    words = text[start:end].strip(MARKS)
    if not words or not any(mark in MARKS for mark in text[max(0, start - 1) : start + 1].strip()):
        return False
    runs_on = text[:start].rstrip(MARKS)[-1:].isalpha()
    return runs_on and words[-1].isalnum() and not words[0].isupper()


def _is_quoted_within(text: str, start: int, end: int) -> bool:
    """Whether [start, end) is quoted inside a quotation that says more."""
    return any(
        inner.start <= start and end <= inner.end
        for outer in quotations(text, paragraphs(text))
        if outer.start < start and end < outer.end
        for inner in outer.inside
    )


def _around(rows: Any, start: int, end: int) -> tuple[str, int]:
    """The paragraphs of [start, end) as one text, and where it begins."""
    pieces = list(rows.touching(start, end).in_reading_order().values_list("start", "text"))
    return "".join(text for _, text in pieces), pieces[0][0] if pieces else 0


def _named_beside(text: str, start: int, end: int) -> dict[str, Any]:
    """Who says it, where the engine found nothing: the one person named in the same sentence."""
    before = SENTENCE_END.split(text[:start])[-1]
    after = "" if SENTENCE_END.search(f"{text[start:end]} ") else SENTENCE_END.split(text[end:])[0]
    names = possible_names(before) | possible_names(after)
    people = list(Actor.objects.printed_as(names).filter(kind=ActorKind.PERSON)[:2])
    if len(people) != 1:
        return {}
    return {"speaker": people[0].pk, "speaker_name": people[0].name}


def _speaker(reading: Reading, mention: Mention) -> dict[str, Any]:
    """Who says it: somebody of the register, else a name with the post that the text prints."""
    found = reading.meant(mention)
    if found:
        return {
            "speaker": found.pk,
            "speaker_name": found.name,
            "printed_capacity": mention.printed,
        }
    if not mention.name:
        return {}
    return {
        "speaker_name": mention.name,
        "speaker_kind": mention.kind or "person",
        "affiliation_post": mention.printed,
        "printed_capacity": mention.printed,
    }


def _relayer(reading: Reading, outer: Suggestion, initial: dict[str, Any]) -> dict[str, Any]:
    """Who passes it on: whoever utters the statement around this one."""
    if not outer.name or outer.name == initial.get("speaker_name"):
        return {}
    found = reading.meant(Mention(outer.name))
    if found:
        return {"relayer": found.pk, "relayer_name": found.name}
    return {"relayer_name": outer.name, "relayer_kind": outer.kind or "person"}
