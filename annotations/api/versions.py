"""A place of an adjudication as somebody wants it: what stands there, with what they change."""

from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from pydantic import Field

from annotations.actions.excerpts import WordsDiffer
from annotations.actions.gold import CannotAdjudicate
from annotations.api.attributing import Certainties, Modes, Stances
from annotations.api.inputs import Body, Word, said, unsaid
from annotations.api.own import PlaceIn, Tags, tags_of
from annotations.api.problems import blamed
from annotations.domain.adjudication.versions import Range, Version
from annotations.domain.spans.words import same_words
from annotations.models import Actor, Affiliation, Coding, ProjectArticle
from annotations.models.adjudications import adjudication_of
from annotations.queries.readings import Tagbook
from annotations.queries.rulings import edited_from

PLACES = ("content", "cue", "mention")
# What each kind of place has no use for.
OF_STATEMENTS = {
    *("cue", "mention", "mode", "stance", "certainty"),
    *("speaker", "affiliation", "printed_capacity", "relayers", "target"),
}


class VersionChange(Body):
    """What is left out stays as the gold coding has it, else as all who have something there have
    it together. Actors and posts are of the register; a passage has one place and tags, the
    article as a whole has tags."""

    content: Annotated[list[PlaceIn], Field(min_length=1, max_length=50)] = unsaid()
    cue: PlaceIn | None = unsaid()
    mention: PlaceIn | None = unsaid()
    tags: Tags = unsaid()
    mode: Modes = unsaid()
    speaker: UUID | None = unsaid()
    affiliation: UUID | None = unsaid()
    printed_capacity: Word = unsaid()
    relayers: Annotated[list[UUID], Field(max_length=4)] = unsaid()
    target: UUID | None = unsaid()
    stance: Stances | Literal[""] = unsaid()
    certainty: Certainties = unsaid()


def version_of(article: ProjectArticle, place: str, body: VersionChange) -> Version:
    """Raises Problem, WordsDiffer, CannotAdjudicate."""
    start = edited_from(article, place)
    gold = adjudication_of(article.pk).gold
    if start is None or gold is None:
        raise CannotAdjudicate(_("No coder has anything here any more."))
    kept, changes = start.version, said(body)
    _demand_fitting(kept, changes)
    where: dict[str, Any] = {
        name: _ranges(gold, start.text, changes[name]) for name in PLACES if name in changes
    }
    tags = kept.tags
    if "tags" in changes:
        book = Tagbook(article.project.codebook_id)
        tags = frozenset(str(tag.pk) for tag in tags_of(book, changes["tags"], "version/tags"))
    facts = {**kept.facts, **_facts(changes)}
    places = {name: where.get(name, getattr(kept, name)) for name in PLACES}
    return Version("", 0, tags=tags, facts=facts, **places)


def _demand_fitting(kept: Version, changes: dict[str, Any]) -> None:
    """Raises Problem for what a place of this kind has not."""
    strange = changes.keys() & OF_STATEMENTS if kept.is_passage else set()
    if kept.is_article:
        strange = changes.keys() - {"tags"}
    for name in sorted(strange):
        raise blamed(f"version/{name}", _("There is no such thing to be said of this place."))
    if kept.is_passage and len(changes.get("content", "")) > 1:
        raise blamed("version/content", _("A passage is in one place."))


def _ranges(gold: Coding, text: str, told: list[PlaceIn] | PlaceIn | None) -> Any:
    """Raises Problem, WordsDiffer."""
    if told is None:
        return None
    if isinstance(told, PlaceIn):
        return _range(gold, text, told)
    return tuple(sorted(_range(gold, text, one) for one in told))


def _range(gold: Coding, text: str, told: PlaceIn) -> Range:
    wanted = told.range
    words = text[wanted.start : wanted.end] if wanted.end <= len(text) else None
    if words is None or not same_words(words, wanted.words):
        raise WordsDiffer(gold.revision_id, wanted.start, wanted.end, words)
    return wanted.start, wanted.end


def _facts(changes: dict[str, Any]) -> dict[str, str]:
    """As versions have them. Two queries at most. Raises Problem."""
    facts = {name: str(changes[name] or "") for name in OF_STATEMENTS & changes.keys()}
    named = {name: [changes[name]] for name in ("speaker", "target") if changes.get(name)}
    if "relayers" in changes:
        facts["relayers"] = " ".join(map(str, changes["relayers"]))
        named["relayers"] = changes["relayers"]
    known = Actor.objects.in_bulk([key for keys in named.values() for key in keys])
    for name, keys in named.items():
        if not known.keys() >= set(keys):
            raise blamed(f"version/{name}", _("The register has nobody of this id."))
    post = changes.get("affiliation")
    if post and not Affiliation.objects.filter(pk=post).exists():
        raise blamed("version/affiliation", _("The register has no such post."))
    return {name: value for name, value in facts.items() if name not in PLACES}
