"""Who is meant in annotated texts: coders by user name, parties and posts of the register."""

from collections.abc import Iterable, Mapping
from typing import Protocol
from uuid import UUID

from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from psycopg.types.range import DateRange

from annotations.actions.actors import (
    EMPLOYERS,
    PEOPLE,
    CannotKeepActor,
    CannotKeepAffiliation,
    add_affiliation,
    insert_actors,
    new_actor,
)
from annotations.actions.coded_left import of_party, of_post
from annotations.actions.keeping import Refused
from annotations.domain.coded import Party, Post
from annotations.domain.codes import is_country
from annotations.domain.names import tidy
from annotations.domain.user_names import user_name_of
from annotations.models import Actor, ActorKind, Affiliation, AffiliationKind, MadeKind, User

LONGEST_NAME = 200
PartyKey = tuple[str, ...]


class Made(Protocol):
    """What hears of people that were not here."""

    def make(self, kind: MadeKind, target: UUID, name: str) -> None: ...


class CannotTellWho(Refused):
    """Nobody is named, or several are called so."""


class People:
    """Finds people, and makes whom the register lacks, each once for a file.

    Whom it makes is in the register only after `insert`.
    """

    def __init__(
        self, by: User | None, made: Made, coders: Mapping[str, UUID | None] | None = None
    ) -> None:
        """`coders` are names with the keys of the accounts that are meant; None for a new one."""
        self.by, self.made = by, made
        known = User.objects.in_bulk([key for key in (coders or {}).values() if key])
        self._users: dict[str, User] = {}
        # By account, whom the file calls so: two of its people are never made one unasked.
        self._meant: dict[UUID, str] = {}
        for name, key in (coders or {}).items():
            if key in known and key:
                self._users[name] = known[key]
        self._actors: dict[PartyKey, Actor] = {}
        self._new: list[Actor] = []
        # Those whom several of the register can be, and keys of what is there.
        self._several: set[PartyKey] = set()
        self._taken: set[UUID] = set()
        self._posts: dict[tuple[UUID, PartyKey, str, str, str], Affiliation | None] = {}
        # What was said of them and is not kept, until somebody tells it; of each only once.
        self.left: list[str] = []
        self._told: set[object] = set()

    def remember(self, name: str, analyst: UUID) -> None:
        """Whom the file called so in a part that was taken in before."""
        if name not in self._users:
            self._meant.setdefault(analyst, name)

    def coder(self, name: str, shown_name: str = "") -> User:
        """Who is not here gets an account that nobody can sign in with. Raises CannotTellWho."""
        name = tidy(name)
        if not name:
            raise CannotTellWho(_("The file does not say whose annotations these are."))
        if name not in self._users:
            found = User.objects.filter(username__iexact=name).order_by("username").first()
            user = found or self._account(name, shown_name)
            other = self._meant.setdefault(user.pk, name)
            if other.lower() != name.lower():
                sentence = _("“%(one)s” and “%(other)s” have one user name here, “%(name)s”.")
                told = {"one": other, "other": name, "name": user.username}
                raise CannotTellWho(sentence % told)
            self._users[name] = user
        return self._users[name]

    def _account(self, name: str, shown_name: str) -> User:
        username = user_name_of(name)
        try:
            UnicodeUsernameValidator()(username)
        except ValidationError as error:
            raise CannotTellWho(_("“%(name)s” cannot be a user name.") % {"name": name}) from error
        if found := User.objects.filter(username__iexact=username).first():
            return found
        user = User(username=username, name=tidy(shown_name)[:200] or name[:200], is_active=False)
        user.set_unusable_password()
        user.save(force_insert=True)
        self.made.make(MadeKind.ACCOUNT, user.pk, username)
        return user

    def look_up(self, parties: Iterable[Party]) -> None:
        """Find all of them at once. Two queries where some are not known yet."""
        new = {key: one for one in parties if (key := _key(one)) not in self._actors}
        if not new:
            return
        ids = {uuid for one in new.values() if (uuid := _uuid(one.id))}
        items = {one.wikidata for one in new.values() if one.wikidata}
        by_id = Actor.objects.in_bulk(ids)
        self._taken |= by_id.keys()
        by_item: dict[str, Actor] = {}
        if items:
            rows = Actor.objects.filter(wikidata__in=items).order_by("-pk")
            by_item = {one.wikidata: one for one in rows}
        for key, one in new.items():
            pk = _uuid(one.id)
            if pk in by_id and pk and _is_it(by_id[pk], one):
                self._actors[key] = by_id[pk]
            elif one.wikidata in by_item and (_kind(one) in ("", by_item[one.wikidata].kind)):
                self._actors[key] = by_item[one.wikidata]
        left = {key: one for key, one in new.items() if key not in self._actors}
        self._by_name(left)

    def _by_name(self, left: dict[PartyKey, Party]) -> None:
        """Those that exactly one entry can mean, or of several is exactly as the file has it. An
        unnamed speaker is of one article alone."""
        wanted = {_name(one).lower() for one in left.values()}
        if not wanted:
            return
        rows = Actor.objects.alias(lower_name=Lower("name")).filter(lower_name__in=wanted)
        found: dict[str, list[Actor]] = {}
        for row in rows.exclude(kind=ActorKind.UNNAMED).order_by("pk"):
            found.setdefault(row.name.lower(), []).append(row)
        for key, one in left.items():
            fits = [
                row
                for row in found.get(_name(one).lower(), [])
                if _kind(one) in ("", row.kind) and _country(one) in ("", row.country)
            ]
            if len(fits) > 1:
                self._several.add(key)
                fits = [row for row in fits if _is_just_so(row, one)]
            if len(fits) == 1:
                self._actors[key] = fits[0]

    def actor(self, party: Party, article: UUID) -> Actor:
        """After `look_up`. Raises CannotKeepActor, CannotTellWho."""
        key = _key(party)
        if party.kind == ActorKind.UNNAMED and key not in self._actors:
            key = (*key, str(article))
        if key not in self._actors:
            self._actors[key] = self._make(party, article)
        actor = self._actors[key]
        if key not in self._told:
            self._told.add(key)
            self.left += of_party(party, actor, LONGEST_NAME)
        return actor

    def _make(self, party: Party, article: UUID) -> Actor:
        name = _name(party)
        kind = _kind(party) or ActorKind.PERSON
        pk = _uuid(party.id)
        if pk in self._taken or kind == ActorKind.UNNAMED:
            pk = None
        if kind == ActorKind.UNNAMED:
            here = Actor.objects.called(name).filter(kind=kind).named_in(article).first()
            if here:
                return here
        elif not pk and (_key(party) in self._several or self._are_several(party, name)):
            raise CannotTellWho(_("Several actors are called “%(name)s”.") % {"name": name})
        made = new_actor(name=name, kind=kind, country=_country(party), wikidata=party.wikidata)
        if pk:
            # By its own key it is found again, whoever else is called so.
            made.pk = pk
            self._taken.add(pk)
        self._new.append(made)
        self.made.make(MadeKind.ACTOR, made.pk, made.name)
        return made

    def _are_several(self, party: Party, name: str) -> bool:
        """Whether others of the name came with the file, where nothing tells who it is."""
        if party.kind or party.id:
            return False
        self.insert()
        return Actor.objects.called(name).exclude(kind=ActorKind.UNNAMED).count() > 1

    def insert(self) -> None:
        """Those that were made since the last time, together."""
        if self._new:
            insert_actors(actors=self._new, by=self.by)
            self._new = []

    def post(self, post: Post, person: Actor | None, article: UUID) -> Affiliation | None:
        """In what capacity; None where only people can have one, and this is none."""
        if person is None or person.kind not in PEOPLE or not tidy(post.post):
            self.left += of_post(post, None, LONGEST_NAME)
            return None
        where = _key(post.organisation) if post.organisation else ()
        key = (person.pk, where, tidy(post.post).lower(), str(post.since), str(post.until))
        if key not in self._posts:
            self._posts[key] = self._find_post(post, person, article)
        held, told = self._posts[key], (key, post.kind, post.represents)
        if told not in self._told:
            self._told.add(told)
            self.left += of_post(post, held, LONGEST_NAME)
        return held

    def _find_post(self, post: Post, person: Actor, article: UUID) -> Affiliation | None:
        pk = _uuid(post.id)
        if pk and (found := Affiliation.objects.filter(pk=pk, person=person).first()):
            return found
        employer = self.actor(post.organisation, article) if post.organisation else None
        if employer and employer.kind not in EMPLOYERS:
            employer = None
        if post.since and post.until and post.since >= post.until:
            raise CannotTellWho(
                _("A post ends after it begins: %(since)s, %(until)s.")
                % {"since": post.since, "until": post.until}
            )
        held = Affiliation.objects.filter(
            Q(organisation=employer), person=person, post__iexact=tidy(post.post)[:LONGEST_NAME]
        )
        days = DateRange(post.since, post.until)
        if found := held.filter(valid__overlap=days).in_order().first():
            return found
        # A post is refused to somebody who is not there.
        self.insert()
        made = add_affiliation(
            person=person,
            post=tidy(post.post)[:LONGEST_NAME],
            organisation=employer,
            valid_from=post.since,
            valid_until=post.until,
            kind=post.kind if post.kind in AffiliationKind.values else "",
            represents=post.represents,
            by=self.by,  # type: ignore[arg-type]
        )
        self.made.make(MadeKind.POST, made.pk, f"{person.name}, {made.post}")
        return made


REFUSALS = (CannotKeepActor, CannotKeepAffiliation, CannotTellWho)


def _key(one: Party) -> PartyKey:
    return (one.id, one.kind, tidy(one.name).lower(), one.country, one.wikidata)


def _name(party: Party) -> str:
    """What there is room for."""
    return tidy(tidy(party.name)[:LONGEST_NAME])


def _kind(party: Party) -> str:
    """As it is entered: what is no kind is that of most."""
    return party.kind if party.kind in ("", *ActorKind.values) else ActorKind.PERSON


def _country(party: Party) -> str:
    country = party.country.upper()
    return country if is_country(country) else ""


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value) if len(value) == 36 else None
    except ValueError:
        return None


def _is_just_so(row: Actor, party: Party) -> bool:
    """As `_make` would have made it."""
    made = _kind(party) or ActorKind.PERSON, _country(party), tidy(party.wikidata).upper()
    return (row.kind, row.country, row.wikidata) == made


def _is_it(row: Actor, party: Party) -> bool:
    """The same key means the same entry only where it is still called so."""
    return row.name.lower() == _name(party).lower() and _kind(party) in ("", row.kind)
