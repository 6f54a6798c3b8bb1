"""An annotation of a file, held against the text, the codebook and the register that are here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.coded_left import cut
from annotations.actions.coded_people import People
from annotations.actions.coded_tags import Book
from annotations.actions.codings import CannotAnnotate
from annotations.domain.coded import Annotation, Link, Place, Statement, Unplaced, placed
from annotations.domain.coded.anchoring import Why
from annotations.domain.coded.records import CONTENT, CUE, PASSAGE, SPEAKER
from annotations.domain.names import tidy
from annotations.domain.tagging import Borne
from annotations.domain.text import context
from annotations.models import Bearer, Certainty, Condition, Mode, ProjectArticle, Stance

LONGEST_CAPACITY = 200
SHOWN = 80
# The columns of a statement that a file can tell.
FACTS = (
    *("mode", "speaker_id", "affiliation_id", "printed_capacity"),
    *("target_id", "relayer_id", "stance", "certainty"),
)
ROLES = {True: {CONTENT, CUE, SPEAKER}, False: {PASSAGE}}
CHOICES = (
    ("mode", frozenset(Mode.values), _("“%(value)s” is no mode.")),
    ("stance", frozenset(["", *Stance.values]), _("“%(value)s” is no stance.")),
    ("certainty", frozenset(Certainty.values), _("“%(value)s” is no degree of certainty.")),
)
SENTENCES = {
    Why.EMPTY: _("A place has no words, or ends before it begins."),
    Why.OUTSIDE: _("%(place)s lies outside the text."),
    Why.DIFFERS: _("The text does not say “%(words)s” at %(place)s."),
    Why.NOT_FOUND: _("The text does not say “%(words)s”."),
    Why.AMBIGUOUS: _("“%(words)s” stands in several places, and nothing tells which is meant."),
}


@dataclass(slots=True)
class Spot:
    """[start, end) in code points with what the text says there. `number` is that of the file."""

    role: str
    start: int
    end: int
    words: str
    prefix: str
    suffix: str
    number: int = 0


Further = dict[str, object]
Said = tuple[tuple[str, object], ...]


def said_by(further: Further) -> Said:
    """What is said beside an identity, to look it up by."""
    return tuple(sorted(further.items()))


@dataclass(slots=True)
class Mark:
    """An annotation as it is to be. `facts` are the columns of its statement, None of a passage.

    By its `identity` it is known where it is there already: where it is and what it says.
    """

    number: int
    spots: list[Spot]
    tags: frozenset[UUID]
    note: str
    created_at: datetime | None
    facts: dict[str, object] | None = None
    relays: Sequence[UUID] = ()
    links: list[Link] = field(default_factory=list)
    at: str = ""
    # As the file has it.
    said: Annotation | None = None

    identity: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        said = self.facts or {}
        names = ("speaker_id", "target_id", "mode", "stance")
        places = frozenset([(spot.role, spot.start, spot.end) for spot in self.spots])
        self.identity = (places, self.tags, *[said.get(name) for name in names])

    @property
    def further(self) -> Further:
        """What else it says: facts by the names that `of_known` has for them."""
        found: Further = {"note": self.note}
        if self.facts is not None:
            found["relayers"] = (self.facts["relayer_id"], *self.relays)
            found["post"] = self.facts["affiliation_id"]
            found["printed_capacity"] = self.facts["printed_capacity"]
            found["certainty"] = self.facts["certainty"]
        return found

    @property
    def says(self) -> Said:
        return said_by(self.further)


def mark_of(
    one: Annotation, text: str, at: str, book: Book, people: People, place: ProjectArticle
) -> list[Mark]:
    """One, or a passage for each of several places. Raises CannotAnnotate, and REFUSALS of
    coded_people."""
    spots = _spots(one, text)
    tags = book.tags(one.tags)
    made = one.created_at
    if one.statement is None:
        book.check(Borne(Bearer.PASSAGE, frozenset(map(str, tags))))
        numbers = [one.number if len(spots) == 1 else 0] * len(spots)
        return [
            Mark(number, [spot], tags, one.note, made, at=at, said=one)
            for number, spot in zip(numbers, spots, strict=True)
        ]
    facts, relays = _facts(one.statement, people, place)
    known = {
        Condition.TARGET: facts["target_id"],
        Condition.STANCE: facts["stance"],
        Condition.SPEAKER: facts["speaker_id"],
    }
    has = frozenset([str(condition) for condition, value in known.items() if value])
    book.check(Borne(Bearer.STATEMENT, frozenset(map(str, tags)), has))
    links = one.statement.links
    return [
        Mark(
            number=one.number,
            spots=spots,
            tags=tags,
            note=one.note,
            created_at=made,
            facts=facts,
            relays=relays,
            links=links,
            at=at,
            said=one,
        )
    ]


def _spots(one: Annotation, text: str) -> list[Spot]:
    roles = [place.role for place in one.places]
    if not roles or not ROLES[one.statement is not None].issuperset(roles):
        raise CannotAnnotate(_("It has places that do not belong to its kind, or none."))
    if one.statement and CONTENT not in roles:
        raise CannotAnnotate(_("A statement needs the passage that says what was said."))
    if roles.count(CUE) > 1 or roles.count(SPEAKER) > 1:
        raise CannotAnnotate(_("A statement has one cue and one mention of its speaker at most."))
    return [_spot(place, text) for place in one.places]


def _spot(place: Place, text: str) -> Spot:
    try:
        start, end = placed(text, place)
    except Unplaced as reason:
        told = {
            "words": (place.words or "")[:SHOWN],
            "place": f"[{place.start}, {place.end})",
        }
        raise CannotAnnotate(SENTENCES[reason.why] % told) from reason
    return Spot(place.role, start, end, text[start:end], *context(text, start, end), place.number)


def _facts(
    said: Statement, people: People, place: ProjectArticle
) -> tuple[dict[str, object], list[UUID]]:
    article = place.article_id
    for name, known, sentence in CHOICES:
        if (value := getattr(said, name)) not in known:
            raise CannotAnnotate(sentence % {"value": value[:SHOWN]})
    speaker = people.actor(said.speaker, article) if said.speaker else None
    target = people.actor(said.target, article) if said.target else None
    chain = [people.actor(one, article).pk for one in said.relayers]
    if len({*chain, speaker.pk if speaker else None}) <= len(chain):
        raise CannotAnnotate(_("Nobody passes the same words on twice, or their own."))
    post = people.post(said.post, speaker, article) if said.post else None
    printed = tidy(said.printed_capacity)
    if len(printed) > LONGEST_CAPACITY:
        people.left += cut(printed, LONGEST_CAPACITY)
    facts: dict[str, object] = {
        "mode": said.mode,
        "speaker_id": speaker.pk if speaker else None,
        "affiliation_id": post.pk if post else None,
        "printed_capacity": printed[:LONGEST_CAPACITY],
        "target_id": target.pk if target else None,
        "relayer_id": chain[0] if chain else None,
        "stance": said.stance,
        "certainty": said.certainty,
    }
    return facts, chain[1:]
