"""What was decided about one place, and what an edit of it starts from."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from annotations.domain.adjudication.versions import Version, union_of
from annotations.models import Actor, ProjectArticle, Ruling
from annotations.models.adjudications import adjudication_of


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


def history_at(project_article: ProjectArticle, place: str) -> list[Ruling]:
    """All that was ever decided about it, undone or not, the latest first. One query."""
    rows = Ruling.objects.filter(project_article=project_article, place=place)
    details = rows.select_related("by", "reason", "taken_from", "act")
    return list(details.order_by("-at", "-pk"))
