"""What a page must swap after an act: the paragraphs that look different, and one card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from annotations.domain.quotes import SHOWN
from annotations.domain.spans.order import merged, reading_order
from annotations.models import Act, Coding, CodingKind, ProjectArticle, Tag, User
from annotations.models.acts import DOING
from annotations.models.articles import Piece, pieces_near
from annotations.models.ready import ask
from annotations.models.spans import MAIN_ROLES
from annotations.queries.card_links import put_links
from annotations.queries.carried import Carried, carried_in
from annotations.queries.notes import FLAGGED, LEFT, OF_ONE, put_notes
from annotations.queries.offers import Offers, offers_after
from annotations.queries.readings import (
    Card,
    Near,
    Notes,
    Part,
    Tagbook,
    cards_from,
    cards_of,
    spans_near,
)
from annotations.queries.suggestions import (
    Suggested,
    fill,
    from_texts,
    open_suggestions,
    statements_of,
    still_open,
    suggestions_near,
    texts_near,
)
from annotations.queries.workbench import (
    Block,
    Counts,
    History,
    article_tags_of,
    counts_of,
    history_of,
    newest_revision,
    paint,
    paint_carried,
    paint_suggestions,
    with_history,
)

# A page that missed more places than this gets everything between the first and the last.
MOST_RANGES = 50
Ranges = Iterable[tuple[int, int]]


@dataclass(frozen=True)
class Changes:
    """`number` is the annotation that was acted on, None where nothing was done.

    One card: `card` is how it is now (None: gone), `was_there` whether the page has it already,
    `keeps_place` whether it stands where it stood; the page knows where else it goes. Or `cards`:
    all of them, since the page missed something. `offers` says the same of suggestions. `carried`
    is all that comes from copies; the act made an annotation of this article out of the `taken`.
    `article_tags` are those of the article as a whole, None where the page knows them.
    """

    coding: Coding | None
    blocks: list[Block]
    history: History
    counts: Counts
    number: int | None = None
    card: Card | None = None
    was_there: bool = False
    keeps_place: bool = False
    cards: list[Card] | None = None
    offers: Offers = field(default_factory=Offers)
    carried: list[Carried] = field(default_factory=list)
    taken: Carried | None = None
    article_tags: list[Tag] | None = None

    @property
    def inserted(self) -> list[Card]:
        return [self.card] if self.card else []


def changes_after(
    act: Act,
    tags: Tagbook,
    seen: int | None,
    above: float = SHOWN,
    taken: Carried | None = None,
) -> Changes:
    """What `act` changed, for a page that knew the coding as it was after act number `seen`.

    Where more has happened than this act, all that happened since is in it. The page shows
    suggestions that are `above` a confidence, and what is `taken` over from a copy. One query,
    one more where the act has not read the paragraphs, or where it is about a statement, or where
    something is carried, two where the annotation is linked with others, three
    where a suggestion comes back.
    """
    coding = act.coding
    first = act.gesture or act.number
    has_it = seen is not None and seen >= act.number
    seen = first - 1 if seen is None else min(seen, first - 1)
    if has_it or not seen == act.number - 1 == coding.acts_done - 1:
        coding = with_history(Coding.objects.filter(pk=coding.pk)).get()
        coding.project_article = act.coding.project_article
        return _everything_since(coding, act.by, tags, seen, [], above, act.annotation)
    carried = carried_in(coding.project_article, coding.revision_id, act.by, tags, coding)
    known = [*carried, taken] if taken else carried
    blocks, near, offers = _around(act, tags, above, known)
    cards = near.cards
    paint(blocks, (part for card in cards for part in card.parts))
    paint_suggestions(blocks, offers.around)
    paint_carried(blocks, carried)
    card = next((card for card in cards if card.number == act.annotation), None)
    keeps_place = bool(card and act.before and card.order == _order(act.before))
    if card:
        card.notes = near.notes
        if near.is_linked:
            put_links([card], coding.pk, act.by)
    return Changes(
        coding=coding,
        blocks=blocks,
        history=_history_after(act),
        counts=near.counts,
        number=act.annotation,
        card=card,
        was_there=act.before is not None and not act.is_of_article,
        keeps_place=keeps_place,
        offers=offers,
        taken=taken,
        article_tags=article_tags_of(coding, tags) if act.is_of_article else None,
    )


def _around(
    act: Act, tags: Tagbook, above: float, carried: list[Carried]
) -> tuple[list[Block], "Standing", Offers]:
    """The paragraphs that look different after an act, with all that stands in them."""
    coding = act.coding
    touched = [(start, end) for start, end in act.touched]
    # A suggestion that comes or goes may reach into further paragraphs: then once more.
    for _ in range(2):
        blocks = _blocks(coding.revision_id, touched, coding.read)
        places = merged([(block.start, block.end) for block in blocks], at_most=MOST_RANGES)
        near = _standing(act, tags, places, above)
        if any(not _inside(part, places) for one in near.pool for part in one.parts):
            # What overlaps a suggestion outside these paragraphs says whether it is open, too.
            places += [(part.start, part.end) for one in near.pool for part in one.parts]
            places = merged(places, at_most=MOST_RANGES)
            near = _standing(act, tags, places, above)
        offers = offers_after(act, near.pool, near.cards, carried)
        missed = [place for place in offers.places if not _covered(place, blocks)]
        if not missed:
            break
        touched += missed
    fill(offers.back, coding, coding.project_article.article.published_on)
    return blocks, near, offers


def _inside(part: Part, places: Ranges) -> bool:
    return any(start <= part.start and part.end <= end for start, end in places)


def _covered(place: tuple[int, int], blocks: list[Block]) -> bool:
    inside = sum(max(0, min(place[1], one.end) - max(place[0], one.start)) for one in blocks)
    return inside == place[1] - place[0]


def changes_since(
    project_article: ProjectArticle,
    user: User,
    tags: Tagbook,
    seen: int | None,
    ranges: Ranges = (),
    above: float = SHOWN,
) -> Changes:
    """For an act that was refused: the blocks of `ranges` afresh, and all that the page missed."""
    mine = Coding.objects.filter(
        project_article=project_article, analyst=user, kind=CodingKind.HUMAN
    )
    coding = with_history(mine).first()
    if coding is None:
        revision = newest_revision(project_article)
        blocks = _blocks(revision, ranges)
        carried = carried_in(project_article, revision, user, tags)
        suggestions = open_suggestions(project_article, None, carried, above)
        fill(suggestions, None, project_article.article.published_on)
        paint_suggestions(blocks, suggestions)
        paint_carried(blocks, carried)
        offers = Offers(everything=suggestions)
        return Changes(
            None,
            blocks,
            History(),
            Counts(),
            cards=[],
            offers=offers,
            carried=carried,
            article_tags=[],
        )
    coding.project_article = project_article
    return _everything_since(coding, user, tags, seen, ranges, above)


def _everything_since(
    coding: Coding,
    user: User,
    tags: Tagbook,
    seen: int | None,
    ranges: Ranges,
    above: float,
    number: int | None = None,
) -> Changes:
    row = coding.project_article
    missed = list(ranges)
    if seen is not None:
        acts = Act.objects.filter(coding=coding, number__gt=seen)
        for touched in acts.values_list("touched", flat=True):
            missed += [(start, end) for start, end in touched]
    pool = suggestions_near(row, coding, above)
    # A suggestion that has come or gone may reach beyond what the acts themselves touched.
    missed += [
        (part.start, part.end)
        for one in pool
        if any(start < part.end and part.start < end for part in one.parts for start, end in missed)
        for part in one.parts
    ]
    blocks = _blocks(coding.revision_id, missed)
    cards = cards_of(coding.pk, tags)
    left = put_notes(cards, coding.pk, user.pk)
    put_links(cards, coding.pk, user)
    carried = carried_in(row, coding.revision_id, user, tags, coding)
    suggestions = still_open(pool, statements_of([*cards, *carried]))
    fill(suggestions, coding, row.article.published_on)
    paint(blocks, (part for card in cards for part in card.parts))
    paint_suggestions(blocks, suggestions)
    paint_carried(blocks, carried)
    return Changes(
        coding,
        blocks,
        history_of(coding),
        counts_of(cards, left),
        number,
        cards=cards,
        offers=Offers(everything=suggestions),
        carried=carried,
        article_tags=article_tags_of(coding, tags),
    )


def _history_after(act: Act) -> History:
    """What undo and redo would do now. New work is what undo takes back, and leaves no redo."""
    if act.verb in DOING and act.number == act.coding.acts_done and not act.is_undone:
        return History(act.number, act.verb, "")
    return history_of(with_history(Coding.objects.filter(pk=act.coding_id)).get())


def _blocks(revision: UUID | None, ranges: Ranges, known: Sequence[Piece] = ()) -> list[Block]:
    """The paragraphs that touch one of `ranges`; no query where all are `known`."""
    places = merged(ranges, at_most=MOST_RANGES)
    if revision is None or not places:
        return []
    near = [
        Block(*one)
        for one in known
        if any(one[2] < end and one[3] > start for start, end in places)
    ]
    if all(_covered(place, near) for place in places):
        return near
    return [Block(*piece) for piece in pieces_near(revision, places)]


def _order(state: dict[str, Any]) -> tuple[int, int, int]:
    """Where the annotation stood among the cards."""
    places = [span for span in state["spans"] if span["role"] in MAIN_ROLES]
    order = min(reading_order(span["start"], span["end"], span["number"]) for span in places)
    return *order[:2], state["number"]


# Written out because every write waits for it; the ORM takes longer to put it together than the
# database to answer.
COUNTS = f"""
    SELECT coding.annotation_count, said.count, said.without_speaker, ({LEFT}), ({FLAGGED}),
        EXISTS (SELECT 1 FROM annotations_link link
            WHERE (link.coding_id = coding.id AND link.number = %(number)s)
                OR (link.other_coding_id = coding.id AND link.other_number = %(number)s)),
        notes.comments, notes.unresolved, notes.unread, notes.is_flagged
    FROM annotations_coding coding
    CROSS JOIN (
        SELECT count(*) AS count, count(*) FILTER (WHERE speaker_id IS NULL) AS without_speaker
        FROM annotations_attribution WHERE coding_id = %(coding)s
    ) said
    LEFT JOIN ({OF_ONE}) notes ON TRUE
    WHERE coding.id = %(coding)s
"""


# So many columns, asked once, which come beside each of the spans near a place, or by themselves
# where there is none: a statement costs more by being one than by what it asks.
COUNTED = 10


class Standing(NamedTuple):
    """The annotations near a place, all suggestions there, and what is counted of the coding as it
    is now."""

    cards: list[Card]
    pool: list[Suggested]
    counts: Counts
    notes: Notes | None
    is_linked: bool


def _standing(act: Act, tags: Tagbook, places: list[tuple[int, int]], above: float) -> Standing:
    coding = act.coding
    near = Near(places, act.annotation)
    spans, values = spans_near(coding.pk, near)
    texts, edges = texts_near(coding.project_article, coding, above, places)
    sql = (
        f"WITH counted AS MATERIALIZED ({COUNTS}), pool AS MATERIALIZED (SELECT {texts} AS texts) "
        f"SELECT counted.*, pool.texts, near.* "
        f"FROM counted CROSS JOIN pool LEFT JOIN ({spans}) near ON TRUE"
    )
    rows = ask(sql, values | edges | {"reader": act.by_id})
    place = COUNTED + 1
    found = [row[place:] for row in rows if row[place] is not None]
    cards = cards_from(found, coding.pk, tags, near)
    return Standing(cards, from_texts(rows[0][COUNTED]), *_counted(rows[0][:COUNTED]))


def counts_and_notes(coding: UUID, number: int, reader: UUID) -> tuple[Counts, Notes | None, bool]:
    """Of the coding as it is now, what stands beside the annotation of that number, and whether
    it is linked with another."""
    [row] = ask(COUNTS, {"coding": coding, "number": number, "reader": reader})
    return _counted(row)


def _counted(row: Sequence[Any]) -> tuple[Counts, Notes | None, bool]:
    everything, said, without_speaker, left, flagged, is_linked, *notes = row
    counts = Counts(everything - said, said, without_speaker, left, flagged)
    return counts, Notes(*notes) if notes[0] is not None else None, is_linked
