"""Posts of two actors that become one: those of the same name at the same time are joined."""

from uuid import UUID

from psycopg.types.range import DateRange

from annotations.actions.moving import Moving
from annotations.domain.resolution.periods import hull
from annotations.models import Actor, Affiliation, Attribution
from annotations.models.merges import posts_to_join

# What a post says beside its name, its place and its days.
DETAILS = ("kind", "represents")


def join_posts(moving: Moving, kept: Actor, gone: Actor) -> None:
    """All posts that `gone` held or gave are those of `kept`.

    Statements made in a post that is joined with another are made in that other one.
    """
    joined = posts_to_join(kept.pk, gone.pk)
    for survivor, *others in joined:
        for other in others:
            moving.repoint(Attribution.objects.all(), "affiliation", other.pk, survivor.pk)
            moving.remove(other)
    for field in ("person", "organisation"):
        moving.repoint(Affiliation.objects.all(), field, gone.pk, kept.pk)
    for same in joined:
        _say_all(moving, same)


def give_own_posts(moving: Moving, speaker: UUID) -> None:
    """Statements of theirs in a post of somebody else are made in the same post of their own.

    It is made where they have none of that name at that time.
    """
    spoken = Attribution.objects.filter(speaker=speaker)
    foreign = spoken.filter(affiliation__isnull=False).exclude(affiliation__person=speaker)
    for post in Affiliation.objects.filter(attributions__in=foreign).distinct().in_order():
        own = same_post(post, speaker)
        if own is None:
            own = _copied(post, speaker)
            moving.make(own)
        moving.repoint(spoken, "affiliation", post.pk, own.pk)


def same_post(post: Affiliation, person: UUID) -> Affiliation | None:
    """What a person held under that name, at that place, on one of its days."""
    rows = Affiliation.objects.filter(person=person, post__iexact=post.post)
    return rows.filter(organisation=post.organisation_id, valid__overlap=post.valid).first()


def _say_all(moving: Moving, same: list[Affiliation]) -> None:
    """The first of posts that are one is held as long as all of them, and says what any says."""
    survivor = same[0]
    moving.change(survivor, "valid", DateRange(*hull([one.period for one in same])))
    for name in DETAILS:
        said = [getattr(one, name) for one in same if getattr(one, name)]
        if said and not getattr(survivor, name):
            moving.change(survivor, name, said[0])


def _copied(post: Affiliation, person: UUID) -> Affiliation:
    details = {name: getattr(post, name) for name in DETAILS}
    return Affiliation(
        person_id=person,
        post=post.post,
        organisation_id=post.organisation_id,
        valid=post.valid,
        **details,
    )
