"""What both forms of UIMA CAS have in common: one type for all places, with text features.

INCEpTION reads it as a custom span layer of the name Attache; see docs/exports.md. Each place of an
annotation is one feature structure; `annotation` holds them together.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.coded import Annotation, Coding, Document, Place, Statement
from annotations.domain.coded.as_json import BadRecord, read_statement, statement_written
from annotations.domain.coded.records import CONTENT, PASSAGE
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import ROLES

TYPE = "webanno.custom.Attache"
DOCUMENT = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
ANNOTATION = "uima.tcas.Annotation"
FEATURES = {
    "annotation": "Number of the annotation; all of its places have it",
    "role": "passage, content, cue or speaker",
    "tags": "Short names of its tags, with spaces between",
    "mode": "direct, indirect, mixed or scare",
    "stance": "From reject to endorse",
    "certainty": "certain, probable or possible",
    "speaker": "Who says it",
    "target": "About whom it is",
    "note": "What the coder noted",
    "facts": "All facts of the statement as JSON; see docs/annotation-files.md",
}
ABOUT = ("documentTitle", "documentId", "documentUri", "collectionId", "language")
# Of other layers, what says which label a place has.
LABELS = ("value", "label", "tag", "category", "identifier")
# What programs find out about words and sentences is no annotation of anybody.
SKIPPED = (
    *("uima.", "de.tudarmstadt.ukp.dkpro.core.api.segmentation", "de.tudarmstadt.ukp.clarin"),
    *("de.tudarmstadt.ukp.dkpro.core.api.metadata", "de.tudarmstadt.ukp.inception.api"),
    *("de.tudarmstadt.ukp.dkpro.core.api.lexmorph", "de.tudarmstadt.ukp.dkpro.core.api.syntax"),
)
# By which a relation tells its ends, in either form.
RELATION = {"@Governor", "@Dependent", "Governor", "Dependent"}
Structure = dict[str, Any]


def structures(coding: Coding | None, offsets: Utf16Offsets) -> Iterator[Structure]:
    """`begin`, `end` and features; offsets are UTF-16 units, as UIMA counts."""
    for one in coding.annotations if coding else []:
        is_first = True
        for place in one.places:
            facts = _features(one) if is_first and place.role in (CONTENT, PASSAGE) else {}
            is_first = is_first and not facts
            assert place.start is not None
            assert place.end is not None
            yield {
                "begin": offsets.to_utf16(place.start),
                "end": offsets.to_utf16(place.end),
                "annotation": str(one.number),
                "role": place.role,
                **{name: value for name, value in facts.items() if value},
            }


def _features(one: Annotation) -> dict[str, str]:
    found = {"tags": " ".join(one.tags), "note": one.note}
    if said := one.statement:
        kept = statement_written(said)
        kept.pop("links", None)
        found |= {"mode": said.mode, "stance": said.stance, "certainty": said.certainty}
        found["speaker"] = said.speaker.name if said.speaker else ""
        found["target"] = said.target.name if said.target else ""
        found["facts"] = json.dumps(kept, ensure_ascii=False)
    return found


def about(document: Document) -> dict[str, str]:
    return {
        "documentTitle": document.title,
        "documentId": document.id,
        "documentUri": document.url or f"urn:uuid:{document.id}",
        "collectionId": document.source.name,
        "language": document.language or "x-unspecified",
    }


def is_skipped(kind: str) -> bool:
    """The layer of names is somebody's annotation; what lies beside it mostly is not."""
    return kind.startswith(SKIPPED)


def annotations_of(
    text: str, found: Iterable[tuple[str, Structure]], offsets: Utf16Offsets
) -> list[Annotation]:
    """Of (type, features). Raises BadRecord, ValueError where an offset is none."""
    ours: dict[str, Annotation] = {}
    others: list[Annotation] = []
    for kind, features in found:
        if RELATION & features.keys():
            # What is between two places is no place.
            continue
        start = offsets.to_code_points(int(features["begin"]))
        end = offsets.to_code_points(int(features["end"]))
        place = Place(str(features.get("role") or PASSAGE), start, end, text[start:end])
        if kind != TYPE:
            label = next((str(features[name]) for name in LABELS if features.get(name)), "")
            others.append(_other(label or kind.rpartition(".")[2], place))
            continue
        number = str(features.get("annotation") or f"at {start} {end}")
        one = ours.setdefault(number, Annotation(int(number) if number.isdigit() else 0, []))
        one.places.append(place)
        _add(one, features)
    return [*ours.values(), *others]


def _other(label: str, place: Place) -> Annotation:
    """Of another layer: what its label calls a quotation is a statement, all else a passage."""
    if ROLES.get(label) != CONTENT:
        return Annotation(0, [place], [label])
    place.role = CONTENT
    return Annotation(0, [place], statement=Statement())


def _add(one: Annotation, features: Structure) -> None:
    one.tags += str(features.get("tags") or "").split()
    one.note = one.note or str(features.get("note") or "")
    words = {name: features[name] for name in ("mode", "stance", "certainty") if features.get(name)}
    if features.get("facts"):
        try:
            facts = json.loads(str(features["facts"]))
        except ValueError as error:
            raise BadRecord("facts") from error
        if not isinstance(facts, dict):
            raise BadRecord("facts")
        # Somebody may have changed what the layer shows.
        one.statement = read_statement(facts | words)
    elif words or features.get("role") == CONTENT:
        one.statement = one.statement or read_statement(words)
