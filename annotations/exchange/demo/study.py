"""The demo's project with its people, outlets and register of actors."""

from dataclasses import dataclass
from typing import Any

from annotations.actions.actors import add_affiliation, create_actor
from annotations.actions.names import add_name
from annotations.actions.projects import add_member, create_project
from annotations.actions.sources import create_source
from annotations.actions.users import create_user
from annotations.domain.demo import DEMO_PASSWORD
from annotations.exchange.starter import install_starter
from annotations.models import Actor, Affiliation, Project, Source, Tag, User


@dataclass(frozen=True)
class Study:
    """What the articles refer to by name."""

    project: Project
    users: dict[str, User]
    actors: dict[str, Actor]
    tags: dict[str, Tag]
    posts: dict[tuple[str, str], Affiliation]


def make_study(facts: dict[str, Any]) -> Study:
    """`facts` as study.toml has them. Outlets and actors that are here already are taken as they
    are. Raises CannotKeepUser where somebody has the name of one of the demo's people.
    """
    users = _make_users(facts["users"])
    admin = users["admin"]
    for source in facts["sources"]:
        if not Source.objects.called(source["name"]).exists():
            create_source(**source, by=admin)
    project = facts["project"]
    codebook = install_starter(name=project["codebook"], by=admin)
    made = create_project(
        name=project["name"],
        codebook=codebook,
        description=project["description"],
        guidelines=project["guidelines"].strip(),
        by=admin,
    )
    for user in facts["users"]:
        add_member(project=made, user=users[user["username"]], role=user["role"], by=admin)
    actors = {actor["name"]: _make_actor(actor, admin) for actor in facts["actors"]}
    posts = _make_posts(facts["actors"], actors, admin)
    return Study(made, users, actors, {tag.key: tag for tag in codebook.tags.all()}, posts)


def _make_users(people: list[dict[str, Any]]) -> dict[str, User]:
    users: dict[str, User] = {}
    for person in people:
        users[person["username"]] = create_user(
            username=person["username"],
            name=person["name"],
            password=DEMO_PASSWORD,
            time_zone=person.get("time_zone", ""),
            is_superuser=person.get("is_superuser", False),
            is_demo=True,
            by=None,
        )
    return users


def _make_actor(facts: dict[str, Any], by: User) -> Actor:
    found = Actor.objects.called(facts["name"]).filter(kind=facts["kind"]).in_alphabet().first()
    if found:
        return found
    actor = create_actor(
        name=facts["name"],
        kind=facts["kind"],
        description=facts.get("description", ""),
        by=by,
    )
    for other in facts.get("names", []):
        add_name(actor=actor, by=by, **other)
    return actor


def _make_posts(
    people: list[dict[str, Any]], actors: dict[str, Actor], by: User
) -> dict[tuple[str, str], Affiliation]:
    posts: dict[tuple[str, str], Affiliation] = {}
    for person in people:
        for post in person.get("posts", []):
            holder = actors[person["name"]]
            found = holder.affiliations.filter(post=post["post"]).in_order().first()
            posts[person["name"], post["post"]] = found or add_affiliation(
                person=holder,
                post=post["post"],
                organisation=actors.get(post.get("at", "")),
                kind=post["kind"],
                valid_from=post.get("from"),
                valid_until=post.get("until"),
                by=by,
            )
    return posts
