"""Decisions of adjudication, after all that they were about has got other keys."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from annotations.domain.adjudication.versions import Version
from annotations.models import Coding, Project, Ruling
from annotations.models.adjudications import coder_of
from annotations.models.versions import PEOPLE, versions_in

AT_ONCE = 200


def recall_rulings(project: Project, was: Callable[[str], str]) -> None:
    """Let each of the project's rulings know again what it was decided about.

    What a coder said is remembered as a hash of it, in which there are people, posts and tags:
    `was` tells what each of them was called when it was made. What was changed since it was decided
    stays changed, and so does what names two people who are one here.
    """
    rulings = Ruling.objects.filter(project=project)
    articles = rulings.order_by().values_list("project_article", flat=True).distinct()
    keys = list(articles)
    for start in range(0, len(keys), AT_ONCE):
        _recall(keys[start : start + AT_ONCE], was)


def _recall(articles: Sequence[UUID], was: Callable[[str], str]) -> None:
    codings = Coding.every.by_people().filter(project_article__in=articles)
    coders = {one.pk: coder_of(one) for one in codings}
    now: dict[str, dict[str, str]] = defaultdict(dict)
    for versions in versions_in(coders).values():
        for one in versions:
            now[one.coder][_as_it_was(one, was).print] = one.print
    changed = []
    for ruling in Ruling.objects.filter(project_article__in=articles).iterator(AT_ONCE):
        seen = {who: now[who].get(what, what) for who, what in ruling.seen.items()}
        if seen != ruling.seen:
            ruling.seen = seen
            changed.append(ruling)
    Ruling.objects.bulk_update(changed, ["seen"], batch_size=AT_ONCE)


def _as_it_was(version: Version, was: Callable[[str], str]) -> Version:
    def renamed(keys: str) -> str:
        return " ".join(was(key) for key in keys.split())

    facts = {
        name: renamed(value) if name in (*PEOPLE, "relayers") else value
        for name, value in version.facts.items()
    }
    return replace(version, tags=frozenset(map(was, version.tags)), facts=facts)
