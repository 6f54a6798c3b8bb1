"""What both forms of UIMA CAS have in common: one type for all places, with text features.

INCEpTION reads it as a custom span layer of the name Attache; see docs/exports.md. Each place of an
annotation is one feature structure; `annotation` holds them together.
"""

import json
from collections.abc import Iterator
from typing import Any

from annotations.domain.coded import Annotation, Coding, Document
from annotations.domain.coded.as_json import statement_written
from annotations.domain.coded.records import CONTENT, PASSAGE
from annotations.domain.text import Utf16Offsets

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
