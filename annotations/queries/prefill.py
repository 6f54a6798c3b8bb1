"""What the pop-up shows before anybody has typed: an annotation or a suggestion, as it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from annotations.models import ActorKind, Affiliation, Certainty
from annotations.queries.readings import Card, Part
from annotations.queries.suggestions import Suggested

# The fields of the form that say who passed it on, from the speaker outwards.
RELAYERS = ("relayer", "relay2", "relay3", "relay4")


@dataclass(frozen=True)
class Post:
    """A post of the speaker; `is_held` on the article's day."""

    affiliation: Affiliation
    is_held: bool


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
        chain = zip(RELAYERS, [said.relayer, *said.relays], strict=False)
        for name, actor in (("speaker", said.speaker), ("target", said.target), *chain):
            if actor:
                initial[name], initial[f"{name}_name"] = actor
        initial |= {"stance": said.stance, "mode": said.mode, "certainty": said.certainty}
        initial["affiliation"] = str(said.affiliation or "")
        initial["printed_capacity"] = said.printed
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
    initial["printed_capacity"] = one.post
    return initial


def for_another_speaker(card: Card) -> dict[str, Any]:
    """First values for the same statement by somebody else: all but what is about the speaker."""
    about = {"speaker", "speaker_name", "affiliation", "mention", "printed_capacity"}
    found = {name: value for name, value in as_it_is(card).items() if name not in about}
    return found | {"tags": [str(tag.pk) for tag in card.tags if not tag.is_retired]}


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
