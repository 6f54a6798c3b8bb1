"""What is known of somebody in the register, in the words of a file; what is not is left out."""

from datetime import timedelta
from typing import Any

from annotations.domain.register.checking import one_line_ends
from annotations.domain.register.rows import NO, PERSON, YES

DAY = timedelta(days=1)
PLAIN = ("kind", "name", "country", "description", "wikidata", "gender")


def values_of_actor(actor: Any) -> dict[str, str]:
    """Of a row of the database, or anything with its columns."""
    values = {name: str(getattr(actor, name)) for name in PLAIN}
    values["notes"] = one_line_ends(actor.notes)
    if actor.kind == PERSON or actor.family_first:
        values["family_first"] = YES if actor.family_first else NO
    return {name: value for name, value in values.items() if value}


def values_of_post(post: Any) -> dict[str, str]:
    """Of a row of the database, or anything with its columns."""
    first, until = post.valid.lower, post.valid.upper
    values = {
        "post": post.post,
        "kind": str(post.kind),
        "represents": post.represents,
        "first_day": first.isoformat() if first else "",
        "last_day": (until - DAY).isoformat() if until else "",
    }
    return {name: value for name, value in values.items() if value}
