"""What is said of people and posts in a file and not entered so: a sentence for each.

What the register has already stays as it is there, and some of a file has no room.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from annotations.domain.coded import Annotation, Party, Post
from annotations.domain.names import tidy
from annotations.models import Actor, Affiliation

SHOWN = 200


def cut(words: str, most: int) -> Iterator[str]:
    """Whether only so many letters of them are kept."""
    if len(words) > most:
        why = _("There is room for %(most)s letters of “%(words)s…”; not kept: %(rest)s")
        yield why % {"most": most, "words": words[:40], "rest": words[most : most + SHOWN]}


def of_party(party: Party, actor: Actor, most: int) -> Iterator[str]:
    name = tidy(party.name)
    yield from cut(name, most)
    # By their number in Wikidata people are found whatever they are called.
    is_called_so = tidy(name[:most]).lower() == actor.name.lower()
    same = party.country.upper() == actor.country
    told = (
        (name, name if is_called_so else actor.name),
        (party.kind, actor.kind),
        (party.country, party.country if same else ""),
        (party.wikidata, actor.wikidata),
    )
    yield from _otherwise(actor.name, [(said, here) for said, here in told if said])


def of_post(post: Post, held: Affiliation | None, most: int) -> Iterator[str]:
    """`held` is None where there is nobody who could hold one."""
    yield from cut(tidy(post.post), most)
    at = post.organisation or Party("")
    employer = tidy(at.name)
    if held is None:
        why = _("Only people who are named as speakers can hold posts; not kept: %(post)s")
        days = [day.isoformat() for day in (post.since, post.until) if day]
        said = [tidy(post.post)[:most], employer, at.kind, at.country, at.wikidata, post.kind]
        whole = ", ".join(filter(None, (*said, post.represents, *days)))
        yield why % {"post": whole[: 2 * SHOWN]}
        return
    days = held.valid
    told = (
        (employer, employer if held.organisation_id else ""),
        (post.kind, held.kind),
        (post.represents, held.represents),
        (post.since, days.lower if days else None),
        (post.until, days.upper if days else None),
    )
    yield from _otherwise(held.post, [(str(said), str(here)) for said, here in told if said])


def _otherwise(name: str, told: list[tuple[str, str]]) -> Iterator[str]:
    for said, here in told:
        if said != here:
            why = _("The register has “%(name)s” otherwise; not kept: %(said)s")
            yield why % {"name": name[:40], "said": said[:SHOWN]}


def of_known(one: Annotation, names: set[str]) -> Iterator[str]:
    """What the file says of an annotation that is here already and says something else: its
    `note`, or the named facts of its statement."""
    said = one.statement
    told = {"note": one.note}
    if said:
        told |= {
            "printed_capacity": said.printed_capacity,
            "certainty": said.certainty,
            "post": said.post.post if said.post else "",
            "relayers": ", ".join(party.name for party in said.relayers),
        }
    for name in told:
        if name in names:
            why = _("It is here already, and stays as it is; not kept: %(name)s “%(words)s”")
            yield why % {"name": name.replace("_", " "), "words": told[name][: 2 * SHOWN]}
