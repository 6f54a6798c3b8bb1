"""Annotated texts as two tables: a row for each statement and passage, and one for each place."""

from collections.abc import Iterator

from annotations.domain.coded import Annotation, Document, Party
from annotations.domain.coded.as_json import moment
from annotations.domain.coded.records import CUE, SPEAKER

LEFT_OUT = " […] "
ARTICLE = ("article_id", "title", "source", "published_on", "language", "url")
STATEMENTS = (
    *ARTICLE,
    *("article_tags", "coder", "coder_name", "state", "annotation", "kind", "tags"),
    *("speaker", "speaker_kind", "speaker_country", "speaker_wikidata", "speaker_id"),
    *("post", "organisation", "organisation_kind", "post_kind", "represents", "post_since"),
    *("post_until", "printed_capacity", "mode", "stance", "certainty"),
    *("target", "target_kind", "target_country", "target_wikidata", "target_id", "relayers"),
    *("relayer_kinds", "relayer_ids"),
    *("start", "end", "words", "cue", "mention", "note", "created_at", "confidence"),
)
PLACES = (
    *("article_id", "title", "coder", "annotation", "span", "role", "start", "end", "words"),
    *("sha256", "tags", "note"),
)
# How many columns, of a statement alone, a passage leaves empty.
OF_STATEMENTS = STATEMENTS.index("start") - STATEMENTS.index("speaker")
Row = list[str]


def statements_of(document: Document) -> Iterator[Row]:
    article = _article(document)
    for coding in document.codings:
        about = [" ".join(coding.tags), coding.coder.label, coding.coder.shown_name, coding.state]
        for one in coding.annotations:
            yield [*article, *about, *_annotation(one)]


def places_of(document: Document) -> Iterator[Row]:
    for coding in document.codings:
        for one in coding.annotations:
            for at, place in enumerate(one.places):
                # What an annotation has once stands where it begins.
                once = [" ".join(one.tags), one.note] if at == 0 else ["", ""]
                numbers = [str(one.number), str(place.number or ""), place.role]
                where = [str(place.start), str(place.end), place.words or "", place.sha256]
                yield [document.id, document.title, coding.coder.label, *numbers, *where, *once]


def _article(document: Document) -> Row:
    day = document.published_on.isoformat() if document.published_on else ""
    source = document.source.name
    return [document.id, document.title, source, day, document.language, document.url]


def _annotation(one: Annotation) -> Row:
    said = one.statement
    main = one.main
    words = LEFT_OUT.join(place.words for place in main if place.words)
    where = [str(main[0].start), str(main[-1].end), words]
    others = [LEFT_OUT.join(p.words or "" for p in one.of(role)) for role in (CUE, SPEAKER)]
    ends = [*where, *others, one.note, moment(one.created_at)]
    head = [str(one.number), "statement" if said else "passage", " ".join(one.tags)]
    if said is None:
        return [*head, *[""] * OF_STATEMENTS, *ends, ""]
    post = said.post
    capacity = [""] * 7
    if post:
        where_held = post.organisation
        capacity = [post.post, where_held.name if where_held else ""]
        capacity += [where_held.kind if where_held else "", post.kind, post.represents]
        capacity += [day.isoformat() if day else "" for day in (post.since, post.until)]
    facts = [said.printed_capacity, said.mode, said.stance, said.certainty]
    relayers = [
        "; ".join(told)
        for told in (
            [party.name for party in said.relayers],
            [party.kind for party in said.relayers],
            [party.id for party in said.relayers],
        )
    ]
    sure = "" if said.confidence is None else f"{said.confidence:.3f}"
    middle = [*_party(said.speaker), *capacity, *facts, *_party(said.target), *relayers]
    return [*head, *middle, *ends, sure]


def _party(party: Party | None) -> Row:
    if party is None:
        return [""] * 5
    return [party.name, party.kind, party.country, party.wikidata, party.id]
