"""Rows of the database as rows of files."""

from collections.abc import Iterable, Iterator

from annotations.domain.register import ActorRow, Name, PostRow, Reference
from annotations.domain.register.present import values_of_actor, values_of_post
from annotations.models import Actor, Affiliation


def actors_out(actors: Iterable[Actor]) -> Iterator[tuple[ActorRow, str]]:
    """Each with where it stands in the alphabet. The actors bring their `names` along."""
    for actor in actors:
        names = tuple(Name(each.name, each.language, each.kind) for each in actor.names.all())
        yield ActorRow(str(actor.pk), values_of_actor(actor), names), actor.sort_name


def posts_out(posts: Iterable[Affiliation]) -> Iterator[PostRow]:
    for post in posts:
        employer = post.organisation
        yield PostRow(
            str(post.pk),
            Reference(str(post.person_id), post.person.name),
            Reference(str(employer.pk), employer.name) if employer else Reference(),
            values_of_post(post),
        )
