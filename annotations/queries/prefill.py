"""What the pop-up shows before anybody has typed: the annotation as it is, or a proposal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from annotations.domain.quotes import Suggestion, suggest
from annotations.domain.quotes.matching import matching
from annotations.domain.quotes.quoting import mode_of
from annotations.models import Actor, ActorKind, Affiliation, Certainty, Coding, ProjectArticle
from annotations.queries.readings import Card, Part
from annotations.queries.suggestions import Suggested
from annotations.queries.workbench import paragraphs_of

# How much of the article is read on each side of a selection, in code points: who is meant by a
# surname was mostly said within it, and reading it takes some hundredths of a second.
REACH = 12_000


@dataclass(frozen=True)
class Post:
    """A post of the speaker; `is_held` on the article's day."""

    affiliation: Affiliation
    is_held: bool


def proposal(
    project_article: ProjectArticle, coding: Coding | None, start: int, end: int
) -> dict[str, Any] | None:
    """First values of the form for a fresh selection; None where the text is not that long.

    A proposal is what the engine finds in the words around the selection.
    """
    paragraphs = paragraphs_of(project_article, coding)
    text, offset = _around(paragraphs, max(0, start - REACH), end + REACH)
    if not text or end <= start or start < offset or end > offset + len(text):
        return None
    low, high = start - offset, end - offset
    initial: dict[str, Any] = {
        "kind": "passage",
        "content": [row(start, end, text[low:high])],
        "mode": mode_of(text, low, high),
        "certainty": Certainty.CERTAIN,
        "stance": "",
        "tags": [],
    }
    suggestions = suggest(text, project_article.article.language or None)
    meant = matching(suggestions, low, high)
    if meant is None:
        return initial
    for name, places in (("cue", meant.cue), ("mention", meant.speaker)):
        if places:
            first, last = places[0]
            initial[name] = [row(first + offset, last + offset, text[first:last])]
    initial |= _speaker(coding, meant)
    if meant.parent is not None:
        initial |= _relayer(coding, suggestions[meant.parent], initial)
    return initial


def mode_at(project_article: ProjectArticle, coding: Coding | None, start: int, end: int) -> str:
    """In whose words [start, end) is, by the quotation marks in its paragraphs."""
    text, offset = _around(paragraphs_of(project_article, coding), start, end)
    return mode_of(text, max(0, start - offset), max(0, end - offset))


def as_it_is(card: Card) -> dict[str, Any]:
    """First values of the form for an annotation that exists."""
    initial: dict[str, Any] = {
        "kind": card.kind,
        "content": rows(card.main),
        "cue": rows(part for part in card.parts if part.role == "cue"),
        "mention": rows(part for part in card.parts if part.role == "speaker"),
        "tags": [str(tag.pk) for tag in card.tags],
        "note": card.note,
        "certainty": Certainty.CERTAIN,
        "stance": "",
    }
    if card.said:
        said = card.said
        for name, actor in (
            ("speaker", said.speaker),
            ("target", said.target),
            ("relayer", said.relayer),
        ):
            if actor:
                initial[name], initial[f"{name}_name"] = actor
        initial |= {"stance": said.stance, "mode": said.mode, "certainty": said.certainty}
        initial["affiliation"] = str(said.affiliation or "")
    return initial


def as_suggested(one: Suggested) -> dict[str, Any]:
    """First values of the form for a suggestion that was filled in: what accepting would save."""
    initial: dict[str, Any] = {
        "kind": "attribution",
        "suggestion": one.number,
        "content": rows(one.main),
        "cue": rows(part for part in one.parts if part.role == "cue"),
        "mention": rows(part for part in one.parts if part.role == "speaker"),
        "mode": one.mode,
        "certainty": Certainty.CERTAIN,
        "stance": "",
        "tags": [],
    }
    said = one.said
    if said is None:
        return initial
    for name, kind, actor in (
        ("speaker", one.actor_kind, said.speaker),
        ("relayer", one.outer_kind, said.relayer),
    ):
        if actor:
            initial[name], initial[f"{name}_name"] = actor
            initial[f"{name}_kind"] = "" if actor[0] else kind or ActorKind.PERSON
    # A post without an id is new: as the text has it.
    initial["affiliation"] = str(said.affiliation or ("new" if said.post else ""))
    initial["affiliation_post"] = "" if said.affiliation else said.post
    return initial


def for_another_speaker(card: Card) -> dict[str, Any]:
    """First values for the same statement by somebody else: all but what is about the speaker."""
    about = {"speaker", "speaker_name", "affiliation", "mention"}
    return {name: value for name, value in as_it_is(card).items() if name not in about}


def turned(project_article: ProjectArticle, coding: Coding | None, passage: Card) -> dict[str, Any]:
    """First values of the form that makes a statement of a passage: what it has stays."""
    first = passage.main[0]
    proposed = proposal(project_article, coding, first.start, first.end) or {}
    kept = {name: value for name, value in as_it_is(passage).items() if value}
    kept["tags"] = [str(tag.pk) for tag in passage.tags]
    return proposed | kept | {"kind": "attribution"}


def posts_of(person: UUID | None, day: date | None) -> list[Post]:
    """All posts of a person, those held on the day first. One query, none for nobody."""
    if person is None:
        return []
    rows = Affiliation.objects.filter(person=person).select_related("organisation").in_order()
    held = set(
        Affiliation.objects.filter(person=person).as_of(day).values_list("pk", flat=True)
        if day
        else []
    )
    posts = [Post(one, one.pk in held) for one in rows]
    return sorted(posts, key=lambda post: not post.is_held)


def held_post(posts: Sequence[Post]) -> str:
    """The post to propose: the one that was held on the day, "" where none or several were."""
    held = [post for post in posts if post.is_held]
    return str(held[0].affiliation.pk) if len(held) == 1 else ""


def row(start: int, end: int, words: str) -> tuple[str, str]:
    """A part as the form carries it."""
    return f"{start}-{end}", words


def rows(parts: Iterable[Part]) -> list[tuple[str, str]]:
    return [row(part.start, part.end, part.words) for part in parts]


def _around(paragraphs: Any, start: int, end: int) -> tuple[str, int]:
    """The paragraphs of [start, end) as one text, and where it begins."""
    pieces = list(paragraphs.touching(start, end).in_reading_order().values_list("start", "text"))
    return "".join(text for _, text in pieces), pieces[0][0] if pieces else 0


def _speaker(coding: Coding | None, meant: Suggestion) -> dict[str, Any]:
    """Who says it: somebody of the register, else a name with the post that the text prints."""
    if not meant.name:
        return {}
    found = _known(coding, meant.name)
    if found:
        return {"speaker": found.pk, "speaker_name": found.name}
    return {
        "speaker_name": meant.name,
        "speaker_kind": meant.kind or "person",
        "affiliation_post": meant.affiliation,
    }


def _relayer(coding: Coding | None, outer: Suggestion, initial: dict[str, Any]) -> dict[str, Any]:
    """Who passes it on: whoever utters the statement around this one."""
    if not outer.name or outer.name == initial.get("speaker_name"):
        return {}
    found = _known(coding, outer.name)
    if found:
        return {"relayer": found.pk, "relayer_name": found.name}
    return {"relayer_name": outer.name, "relayer_kind": outer.kind or "person"}


def _known(coding: Coding | None, name: str) -> Actor | None:
    return Actor.objects.meant_by([name], coding.pk if coding else None).get(name)
