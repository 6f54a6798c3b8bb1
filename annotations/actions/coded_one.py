"""One annotation as another program tells it, written as an act of the analyst who sent it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from annotations.actions.acts import Turn, existing, perform, take_turn
from annotations.actions.attributions import Facts, Places, attribution_of
from annotations.actions.coded import Report, Terms
from annotations.actions.coded_marks import SENTENCES, SHOWN, Mark, Spot, mark_of
from annotations.actions.coded_people import LONGEST_NAME, People
from annotations.actions.coded_tags import Book
from annotations.actions.codings import CannotAnnotate
from annotations.actions.excerpts import Range, WordsDiffer, placed, take_number
from annotations.actions.keeping import Refused, audited
from annotations.actions.people import Capacity, Named
from annotations.actions.snapshots import Snapshot, article_of
from annotations.actions.tagging import check_rules
from annotations.domain.coded import Annotation, Place, Statement, Unplaced
from annotations.domain.coded import placed as found_in
from annotations.domain.coded.records import CONTENT, CUE, SPEAKER
from annotations.domain.names import tidy
from annotations.domain.rights import fingerprint
from annotations.domain.spans.excerpts import Excerpt
from annotations.domain.spans.words import same_words
from annotations.domain.tagging import Borne
from annotations.models import Act, Actor, Affiliation, ProjectArticle, SpanRole, Tag, User

KINDS_DIFFER = _(
    "A passage stays a passage, and a statement a statement: delete it, and send the other one."
)


@audited
def write_coded(
    *,
    project_article: ProjectArticle,
    one: Annotation,
    number: int | None = None,
    by: User,
    at: datetime,
) -> Act | None:
    """A new annotation, or another state of the one of that number; None where it is so already.

    Offsets are believed where the text has the words there; words without offsets where they stand
    in one place alone. Raises WordsDiffer, Gone, CannotAnnotateFinished, and else a Refused with
    the field to blame.
    """
    turn = take_turn(project_article=project_article, by=by, at=at)
    before = existing(turn.coding, number) if number else None
    if before and (before.statement is None) != (one.statement is None):
        raise CannotAnnotate(KINDS_DIFFER)
    after = _after(turn, before, _mark(turn, one))
    if before and _is_same(before, after):
        return None
    return perform(turn, before=before, after=after)


@audited
def write_coded_tags(
    *,
    project_article: ProjectArticle,
    tags: Sequence[str],
    is_new: bool,
    by: User,
    at: datetime,
) -> Act | None:
    """The article as a whole bears these `tags` and no others; None where that is so already.

    Raises CannotAnnotateFinished, UnknownTag, and CannotAnnotate where it `is_new`, but has tags.
    """
    turn = take_turn(project_article=project_article, by=by, at=at)
    before = article_of(turn.coding)
    if is_new and before.tags:
        raise CannotAnnotate(
            _("You have tagged this article as a whole already: change that annotation.")
        )
    wanted = _book(turn).tags(tags)
    after = replace(before, tags=tuple(sorted(map(str, wanted))))
    if after == before:
        return None
    check_rules(turn.coding, before, after)
    return perform(turn, before=before, after=after)


def _mark(turn: Turn, one: Annotation) -> Mark:
    """What it means here. Raises WordsDiffer, and Refused with a field."""
    if one.statement is None and len(one.places) > 1:
        raise CannotAnnotate(
            _("A passage is one place. Send several, or a statement in several places."), "target"
        )
    people = People(turn.by, Report())
    if said := one.statement:
        _check_room(said)
        employer = said.post.organisation if said.post else None
        named = (said.speaker, said.target, employer, *said.relayers)
        people.look_up(party for party in named if party)
    text = turn.coding.revision.text
    where = [_range(turn.coding.revision_id, text, place) for place in one.places]
    places = [
        Place(place.role, found.start, found.end, found.words)
        for place, found in zip(one.places, where, strict=True)
    ]
    told = replace(one, places=places)
    try:
        [mark] = mark_of(told, text, "", _book(turn), people, turn.coding.project_article)
    except Refused as refusal:
        refusal.field = refusal.field or "body"
        raise
    people.insert()
    return mark


def _check_room(said: Statement) -> None:
    """A file is taken in as far as there is room; whoever sends one annotation can mend it. Raises
    CannotAnnotate."""
    post = said.post
    words = {
        "speaker": [said.speaker.name] if said.speaker else [],
        "target": [said.target.name] if said.target else [],
        "relayers": [party.name for party in said.relayers],
        "post": [post.post, post.organisation.name if post.organisation else ""] if post else [],
        "printed_capacity": [said.printed_capacity],
    }
    for field, several in words.items():
        if any(len(tidy(one)) > LONGEST_NAME for one in several):
            sentence = _("There is room for %(most)s letters.") % {"most": LONGEST_NAME}
            raise CannotAnnotate(sentence, field)


class _Names(Book):
    """The names of tags alone: what may bear them depends on what bore them before."""

    def check(self, borne: Borne) -> None:
        """`check_rules` does."""


def _book(turn: Turn) -> Book:
    project = turn.coding.project_article.project
    return _Names(project, Terms(), turn.by, turn.at, Report())


def _range(revision: UUID, text: str, place: Place) -> Range:
    """Raises WordsDiffer, CannotAnnotate."""
    start, end = place.start, place.end
    if start is None or end is None:
        return _by_words(text, place)
    here = text[start:end] if 0 <= start < end <= len(text) else None
    if here is None or not _says(here, place):
        raise WordsDiffer(revision, start, end, here)
    return Range(start, end, here)


def _says(here: str, place: Place) -> bool:
    """Whether the place was seen as it is."""
    if place.sha256:
        return fingerprint(here) == place.sha256
    if place.words is None:
        sentence = _("Send the words of the place, too: a TextQuoteSelector.")
        raise CannotAnnotate(sentence, "target/selector")
    return same_words(here, place.words)


def _by_words(text: str, place: Place) -> Range:
    try:
        start, end = found_in(text, replace(place, start=None, end=None))
    except Unplaced as reason:
        told = {"words": (place.words or "")[:SHOWN], "place": ""}
        raise CannotAnnotate(SENTENCES[reason.why] % told, "target/selector") from reason
    return Range(start, end, text[start:end])


def _after(turn: Turn, before: Snapshot | None, mark: Mark) -> Snapshot:
    if mark.facts is not None:
        number = before.number if before else take_number(turn.coding)
        facts = _facts(mark)
        places = Places(
            [_seen(spot) for spot in mark.spots if spot.role == CONTENT],
            next((_seen(spot) for spot in mark.spots if spot.role == CUE), None),
            next((_seen(spot) for spot in mark.spots if spot.role == SPEAKER), None),
        )
        return attribution_of(turn.coding, number, before, places, facts, turn.by, turn.at)
    [spot] = mark.spots
    span = before.spans[0] if before else None
    if span is None or (span.start, span.end) != (spot.start, spot.end):
        excerpt = Excerpt(spot.words, spot.prefix, spot.suffix)
        role = SpanRole.PASSAGE
        span = placed(turn.coding, role, _seen(spot), excerpt, turn.at, span)
    after = Snapshot(span.number, (span,), tuple(sorted(map(str, mark.tags))), mark.note)
    check_rules(turn.coding, before, after)
    return after


def _seen(spot: Spot) -> Range:
    return Range(spot.start, spot.end, spot.words)


def _facts(mark: Mark) -> Facts:
    """Three queries at most."""
    said = mark.facts or {}
    names = ("speaker_id", "target_id", "relayer_id")
    keys = [key for name in names if isinstance(key := said[name], UUID)]
    actors = Actor.objects.in_bulk([*keys, *mark.relays])

    def who(field: str, key: object) -> Named | None:
        return Named(field, actors[key]) if isinstance(key, UUID) else None

    post = said["affiliation_id"]
    held = Affiliation.objects.get(pk=post) if isinstance(post, UUID) else None
    return Facts(
        mode=str(said["mode"]),
        speaker=who("speaker", said["speaker_id"]),
        capacity=Capacity(held) if held else None,
        target=who("target", said["target_id"]),
        relayer=who("relayers", said["relayer_id"]),
        relays=[Named("relayers", actors[key]) for key in mark.relays],
        stance=str(said["stance"]),
        certainty=str(said["certainty"]),
        note=mark.note,
        tags=list(Tag.objects.in_bulk(mark.tags).values()) if mark.tags else [],
        printed=str(said["printed_capacity"]),
    )


def _is_same(before: Snapshot, after: Snapshot) -> bool:
    """In whatever order the spans stand."""
    same = set(before.spans) == set(after.spans)
    return same and replace(before, spans=()) == replace(after, spans=())
