"""Who may be meant: by the letters typed so far, or by a digit."""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from annotations.domain.name_keys import how_like
from annotations.domain.naming import possible_names
from annotations.models import Actor, ActorKind, Affiliation, Attribution, Coding, ProjectArticle
from annotations.models.finding import find
from annotations.models.resolving import beginning
from annotations.queries.workbench import paragraphs_of

MOST = 8
# Who is named by a statement, and how.
ROLES = ("speaker", "target", "relayer", "relays__actor")
# More people than keys for them: some of them have spoken already, and have a digit by that.
MOST_NAMED = 18
# Who speaks is mostly a person; what a country is named for is mostly not speaking.
LIKELIEST = (ActorKind.PERSON, ActorKind.UNNAMED, ActorKind.ORGANISATION, ActorKind.COUNTRY)


@dataclass(frozen=True)
class Suggested:
    """An actor, and what tells namesakes apart: a post held on the day, else a description.

    `is_here` for those whom the coding or the article names.
    """

    actor: Actor
    hint: str
    is_here: bool


def named_in(project_article: ProjectArticle, coding: Coding | None) -> list[Actor]:
    """Whom of the register the article names by one of their names: people first, as they come.

    Left out are namesakes, since a name says nothing about which of them is meant, and the unnamed,
    who are those of other articles. Two queries.
    """
    places = possible_names(beginning(paragraphs_of(project_article, coding)))
    named: dict[str, list[Actor]] = {}
    known = Actor.objects.printed_as(places).exclude(kind=ActorKind.UNNAMED)
    for actor in known.with_names():
        for name in {own.lower() for own in actor.all_names} & places.keys():
            named.setdefault(name, []).append(actor)
    first: dict[Actor, int] = {}
    for name in sorted(named, key=places.__getitem__):
        if len(named[name]) == 1:
            first.setdefault(named[name][0], places[name])
    sure = sorted(first, key=lambda one: (LIKELIEST.index(ActorKind(one.kind)), first[one]))
    return sure[:MOST_NAMED]


def suggested(
    typed: str, project_article: ProjectArticle, coding: Coding | None, day: date | None
) -> list[Suggested]:
    """First who is named in this coding or in the article, then the register.

    Whose name begins with what was typed comes before who is only called so; then the coding comes
    before the article. Eight queries at most.
    """
    here = _here(project_article, coding, typed)
    rest: list[Actor] = []
    if typed and len(here) < MOST:
        found = find(typed, most=2 * MOST, besides=[actor.pk for actor in here])
        # Whoever was entered without a name is free until an article has them.
        free = Actor.objects.filter(pk__in=found, kind=ActorKind.UNNAMED).unspoken()
        named = Actor.objects.in_order_of(found).filter(
            ~Q(kind=ActorKind.UNNAMED) | Q(pk__in=free.values("pk"))
        )
        rest = list(named.with_names()[: MOST - len(here)]) if found else []
    actors = here + rest
    posts = _posts({actor.pk for actor in actors}, day)
    known = {actor.pk for actor in here}
    return [
        Suggested(actor, posts.get(actor.pk) or actor.description, actor.pk in known)
        for actor in actors
    ]


def is_known(typed: str, found: list[Suggested]) -> bool:
    """Whether somebody of exactly this name is among them."""
    return any(one.actor.is_called(typed) for one in found)


def _here(project_article: ProjectArticle, coding: Coding | None, typed: str) -> list[Actor]:
    """Whom this coding names, as speakers or otherwise, and whom the article names."""
    said = Attribution.objects.filter(coding=coding)
    spoken = [said.values(role).order_by() for role in ROLES]
    named = Actor.objects.printed_as(
        possible_names(beginning(paragraphs_of(project_article, coding)))
    )
    either = named.values("pk").union(*((coding and spoken) or []), all=True)
    names = (
        Q(speaker=OuterRef("pk"))
        | Q(target=OuterRef("pk"))
        | Q(relayer=OuterRef("pk"))
        | Q(relays__actor=OuterRef("pk"))
    )
    of_article = Q(coding__project_article__article=project_article.article_id)
    rows: Any = Actor.objects.filter(pk__in=either).annotate(
        in_coding=Exists(said.filter(names)),
        in_article=Exists(Attribution.objects.filter(names, of_article)),
        elsewhere=Exists(Attribution.objects.filter(names).exclude(of_article)),
    )
    ranked = [
        ((likeness, -actor.in_coding, actor.name.lower(), actor.pk), actor)
        for actor in rows.with_names()
        if (likeness := how_like(typed, actor.all_names)) is not None
        # An unnamed speaker is one within an article, whoever annotates it.
        and (actor.in_article or not actor.elsewhere or actor.kind != ActorKind.UNNAMED)
    ]
    return [actor for _, actor in sorted(ranked, key=itemgetter(0))][:MOST]


def _posts(people: set[UUID], day: date | None) -> dict[UUID, str]:
    if not people or day is None:
        return {}
    held = Affiliation.objects.filter(person__in=people).as_of(day).in_order()
    found: dict[UUID, str] = {}
    for person, post, at in held.values_list("person_id", "post", "organisation__name"):
        found.setdefault(person, f"{post}, {at}" if at else post)
    return found
