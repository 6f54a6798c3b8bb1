"""Which entries of the register are likely one: found by shared keys, judged by evidence."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from annotations.domain.resolution.evidence import (
    WEIGHTS,
    Known,
    Sign,
    is_weak,
    likeness,
    signs_of,
)
from annotations.models import Actor, ActorName, Affiliation, Attribution, User

# Of each key so many pairs are looked at, and so many actors may share one: what half the register
# is called says nothing about anybody.
MOST_PAIRS = 200
HOT = 20
# So many statements of those who are looked at are read for who speaks beside whom.
MOST_STATEMENTS = 2_000

REASONS = {
    Sign.WIKIDATA: _("the same Wikidata item"),
    Sign.POST: _("at the same place at the same time"),
    Sign.TWO_CODERS: _("quoted in the same article, by another analyst each"),
    Sign.SPELLING: _("names that sound alike"),
    Sign.NAME: _("the same name"),
    Sign.COUNTRY: _("the same country"),
    Sign.OTHER_COUNTRY: _("different countries"),
    Sign.OTHER_GENDER: _("different genders"),
    Sign.SIDE_BY_SIDE: _("one analyst told them apart in one article"),
    Sign.OTHER_WIKIDATA: _("different Wikidata items"),
}

NEITHER_UNNAMED_NOR_DIFFERENT = """
    JOIN annotations_actor one ON one.id = pair.one
    JOIN annotations_actor other ON other.id = pair.other
    WHERE one.kind <> 'unnamed' AND other.kind <> 'unnamed'
        AND (one.kind = 'person') = (other.kind = 'person')
        AND NOT EXISTS (
            SELECT FROM annotations_distinct known
            WHERE known.one_id = pair.one AND known.other_id = pair.other)
    ORDER BY pair.one, pair.other LIMIT %(most)s
"""
# Each key is an equality of something that is indexed or hashed: no actor is compared with all.
SAME_ITEM = """
    SELECT pair.one, pair.other FROM (
        SELECT a.id AS one, b.id AS other
        FROM annotations_actor a JOIN annotations_actor b ON b.wikidata = a.wikidata AND a.id < b.id
        WHERE a.wikidata <> '' AND b.wikidata <> ''
    ) pair
"""
SAME_SOUND = """
    WITH named AS (
        SELECT id AS actor, sounds FROM annotations_actor WHERE sounds <> ''
        UNION
        SELECT actor_id, sounds FROM annotations_actorname WHERE sounds <> ''
    ), shared AS (
        SELECT sounds FROM named GROUP BY sounds HAVING count(*) BETWEEN 2 AND %(hot)s
    )
    SELECT pair.one, pair.other FROM (
        SELECT DISTINCT a.actor AS one, b.actor AS other
        FROM shared JOIN named a USING (sounds) JOIN named b USING (sounds)
        WHERE a.actor < b.actor
    ) pair
"""
# The same family name and first letter of the given one, at the same place at the same time.
SAME_POST = """
    WITH held AS (
        SELECT post.person_id AS actor, post.valid,
            coalesce(post.organisation_id::text, lower(post.post)) AS place,
            lower(split_part(replace(who.sort_name, ',', ''), ' ', 1)) AS family,
            lower(left(split_part(replace(who.sort_name, ',', ''), ' ', 2), 1)) AS initial
        FROM annotations_affiliation post JOIN annotations_actor who ON who.id = post.person_id
    ), shared AS (
        SELECT place, family, initial FROM held GROUP BY place, family, initial
        HAVING count(DISTINCT actor) BETWEEN 2 AND %(hot)s
    )
    SELECT pair.one, pair.other FROM (
        SELECT DISTINCT a.actor AS one, b.actor AS other
        FROM shared JOIN held a USING (place, family, initial)
            JOIN held b USING (place, family, initial)
        WHERE a.actor < b.actor AND a.valid && b.valid
    ) pair
"""


@dataclass(frozen=True)
class Pair:
    """Two entries that may be one. `posts` are those of each, the latest first."""

    one: Actor
    other: Actor
    signs: Sequence[Sign]
    posts: dict[UUID, list[Affiliation]]

    @property
    def likeness(self) -> int:
        return likeness(self.signs)

    @property
    def place(self) -> str:
        """By which pairs are put in order, each at a place of its own: the likeliest first."""
        return f"{1_000 - self.likeness:04}-{self.one.pk}-{self.other.pk}"

    @property
    def is_weak(self) -> bool:
        return is_weak(self.signs)

    @property
    def reasons(self) -> list[tuple[str, bool]]:
        """What speaks for it and what against, in words, and whether it is against."""
        return [(str(REASONS[sign]), WEIGHTS[sign] < 0) for sign in self.signs]

    @property
    def sides(self) -> list[tuple[Actor, list[Affiliation]]]:
        return [(actor, self.posts.get(actor.pk, [])) for actor in (self.one, self.other)]


def likely_duplicates(user: User) -> list[Pair]:
    """Pairs that nobody said to be different, the likeliest first. Seven queries.

    Who speaks beside whom is read from what the user may see.
    """
    keys: dict[tuple[UUID, UUID], None] = {}
    for sql in (SAME_ITEM, SAME_POST, SAME_SOUND):
        keys |= dict.fromkeys(_pairs(sql))
    actors = Actor.objects.in_bulk({key for pair in keys for key in pair})
    posts = _posts(actors)
    known = _known(actors, posts, user)
    found = [
        Pair(actors[one], actors[other], signs_of(known[one], known[other]), posts)
        for one, other in keys
    ]
    likely = [pair for pair in found if pair.likeness > 0]
    return sorted(likely, key=lambda pair: (-pair.likeness, pair.one.name, str(pair.one.pk)))


def _pairs(sql: str) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(sql + NEITHER_UNNAMED_NOR_DIFFERENT, {"most": MOST_PAIRS, "hot": HOT})
        return [(one, other) for one, other in cursor.fetchall()]


def _posts(actors: Iterable[UUID]) -> dict[UUID, list[Affiliation]]:
    posts = defaultdict(list)
    rows = Affiliation.objects.filter(person__in=list(actors)).select_related("organisation")
    for post in rows.in_order():
        posts[post.person_id].append(post)
    return dict(posts)


def _known(
    actors: dict[UUID, Actor], posts: dict[UUID, list[Affiliation]], user: User
) -> dict[UUID, Known]:
    names = defaultdict(list)
    for actor, name in ActorName.objects.filter(actor__in=actors).values_list("actor", "name"):
        names[actor].append(name)
    seen = defaultdict(set)
    spoken = Attribution.objects.visible_to(user).by_people().filter(speaker__in=actors)
    rows = spoken.order_by("-id").values_list("speaker", "coding__project_article", "coding")
    for actor, article, coding in rows[:MOST_STATEMENTS]:
        seen[actor].add((article, coding))
    return {
        key: Known(
            names=[actor.name, *names[key]],
            wikidata=actor.wikidata,
            country=actor.country,
            gender=actor.gender,
            posts=[
                (post.organisation_id or post.post.lower(), post.period)
                for post in posts.get(key, [])
            ],
            seen=seen[key],
        )
        for key, actor in actors.items()
    }


def reasons_for(one: Actor, other: Actor, user: User) -> str:
    """What speaks for two being one, as a sentence for the record. Three queries."""
    actors = {one.pk: one, other.pk: other}
    known = _known(actors, _posts(actors), user)
    signs = signs_of(known[one.pk], known[other.pk])
    return ", ".join(str(REASONS[sign]) for sign in signs if WEIGHTS[sign] > 0)
