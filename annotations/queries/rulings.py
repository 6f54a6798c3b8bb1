"""What was decided about one place, and what an edit of it starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from annotations.domain.adjudication.versions import WHOLE, Version, union_of
from annotations.models import Actor, ProjectArticle, Ruling, Tag
from annotations.models.adjudications import adjudication_of
from annotations.models.spans import MAIN_ROLES


@dataclass(frozen=True)
class Start:
    """`posts` and `people` are those that somebody named there."""

    version: Version
    text: str
    posts: Sequence[UUID]
    people: Sequence[str]


def edited_from(project_article: ProjectArticle, place: str) -> Start | None:
    """What stands in the gold coding, else what all coders have together; None for no place."""
    found = adjudication_of(project_article.pk)
    matter = found.find(place)
    versions = list(matter.place.versions.values()) if matter and matter.place else []
    if matter is None or found.gold is None or not (versions or matter.result):
        return None
    version = matter.result or union_of(versions)
    facts = [one.facts for one in [version, *versions] if one.facts]
    people = {each[name] for each in facts for name in ("speaker", "target")} - {""}
    named = Actor.objects.filter(pk__in=[UUID(one) for one in people]).in_alphabet()
    posts = {each["affiliation"] for each in facts} - {""}
    return Start(
        version,
        found.gold.revision.text,
        [UUID(one) for one in posts],
        [actor.name for actor in named],
    )


@dataclass(frozen=True)
class Decided:
    """`before` and `after` are the words that stood in the gold coding; of the article as a whole
    the names of its tags."""

    ruling: Ruling
    before: Sequence[str]
    after: Sequence[str]


def history_at(project_article: ProjectArticle, place: str) -> list[Decided]:
    """All that was ever decided about it, undone or not, the latest first. Two queries at most."""
    rows = Ruling.objects.filter(project_article=project_article, place=place)
    details = rows.select_related("by", "reason", "taken_from", "act")
    rulings = list(details.order_by("-at", "-pk"))
    states = [(one.act.before, one.act.after) for one in rulings]
    names: dict[str, str] = {}
    if place == WHOLE:
        borne = {tag for pair in states for state in pair for tag in (state or {}).get("tags", ())}
        tags = Tag.objects.filter(pk__in=borne).in_order()
        names = {str(pk): name for pk, name in tags.values_list("pk", "name")}

    def said(state: dict[str, Any] | None) -> list[str]:
        if state is None:
            return []
        if place == WHOLE:
            return [name for tag, name in names.items() if tag in state["tags"]]
        spans = (span for span in state["spans"] if span["role"] in MAIN_ROLES)
        return [span["words"] for span in spans]

    pairs = zip(rulings, states, strict=True)
    return [Decided(one, said(before), said(after)) for one, (before, after) in pairs]
