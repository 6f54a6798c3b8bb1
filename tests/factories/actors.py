from datetime import date

from psycopg.types.range import DateRange

from annotations.models import Actor, ActorName, Affiliation


def make_actor(name: str = "Ada Quill", kind: str = "person", **fields: object) -> Actor:
    return Actor.objects.create(name=name, kind=kind, **fields)


def make_name(actor: Actor, name: str, kind: str = "full", language: str = "") -> ActorName:
    return ActorName.objects.create(actor=actor, name=name, kind=kind, language=language)


def make_affiliation(
    person: Actor,
    post: str = "Professor",
    organisation: Actor | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    **fields: object,
) -> Affiliation:
    """A post held during [valid_from, valid_until)."""
    return Affiliation.objects.create(
        person=person,
        post=post,
        organisation=organisation,
        valid=DateRange(valid_from, valid_until),
        **fields,
    )
