"""W3C Web Annotations as JSON-LD: one collection, an annotation each for passages and statements.

TextPositionSelector counts code points. A statement in several places has a target for each. What
the standard has no word for is in terms of our own, below `attache:`.
https://www.w3.org/TR/annotation-model/
"""

import json
from collections.abc import Iterator
from typing import Any

from annotations.domain.addresses import as_iri
from annotations.domain.coded import GOLD, HUMAN, Annotation, Coder, Coding, Document, Place
from annotations.domain.coded.as_json import moment, statement_written
from annotations.exchange.coded.facts import PROGRAM, Export, program_version

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = "attache:"
TERMS = {"attache": "urn:attache:"}
FORMAT, VERSION = "web annotations", 1
ARTICLE = "article"
ROLES_HERE = f"{OURS}roles"


def write(export: Export) -> Iterator[bytes]:
    head = export.head(FORMAT, VERSION)
    project = head["project"]
    collection = {
        "@context": [CONTEXT, TERMS],
        "id": f"urn:uuid:{project['id']}",
        "type": "AnnotationCollection",
        "label": project["name"],
        "generator": {"type": "Software", "name": f"{PROGRAM} {program_version()}"},
        "created": moment(export.at),
        f"{OURS}manifest": ours(head),
    }
    page = {"id": f"urn:attache:{project['id']}:0", "type": "AnnotationPage", "startIndex": 0}
    yield _opened(collection) + b',\n"first": ' + _opened(page) + b',\n"items": ['
    total, comma = 0, b"\n"
    for document in export:
        for coding in document.codings:
            for one in annotations_of(document, coding):
                yield comma + json.dumps(one, ensure_ascii=False).encode()
                total, comma = total + 1, b",\n"
    yield b'\n]},\n"total": %d}\n' % total


def _opened(found: dict[str, Any]) -> bytes:
    """An object to which more is added."""
    return json.dumps(found, ensure_ascii=False).removesuffix("}").encode()


def ours(found: Any) -> Any:
    """The same with the names of our own terms."""
    if isinstance(found, dict):
        return {f"{OURS}{name}": ours(value) for name, value in found.items()}
    if isinstance(found, list):
        return {"@list": [ours(one) for one in found]}
    return found


def annotations_of(document: Document, coding: Coding) -> Iterator[dict[str, Any]]:
    """Each as one JSON object, in the order of their numbers; last the tags of the article."""
    source = as_iri(document.url) or f"urn:uuid:{document.id}"
    about = {
        f"{OURS}article": document.id,
        f"{OURS}sha256": document.sha256,
        f"{OURS}coder": coding.coder.label,
    }
    if coding.state:
        about[f"{OURS}state"] = coding.state
    creator = _creator(coding.coder)
    for one in coding.annotations:
        made: dict[str, Any] = {"id": f"urn:uuid:{one.id}", "type": "Annotation"}
        made |= {"motivation": "describing" if one.statement else "tagging", "creator": creator}
        if one.created_at:
            made["created"] = moment(one.created_at)
        made |= {
            "body": list(_bodies(one)),
            "target": [_target(place, source) for place in one.places],
        }
        made |= about | {f"{OURS}number": one.number}
        if one.statement:
            made[f"{OURS}statement"] = ours(statement_written(one.statement))
            # Programs forget what they do not know of a target, but not of the annotation.
            made[ROLES_HERE] = ours([place.role for place in one.places])
        yield made
    if coding.tags:
        key = f"urn:attache:{document.id}:{coding.coder.label}"
        whole: dict[str, Any] = {
            "id": key,
            "type": "Annotation",
            "motivation": "classifying",
            "creator": creator,
        }
        bodies = [_body("tagging", tag) for tag in coding.tags]
        yield whole | {"body": bodies, "target": source, f"{OURS}role": ARTICLE} | about


def _creator(coder: Coder) -> dict[str, str]:
    if coder.kind == HUMAN:
        return {"type": "Person", "nickname": coder.name, "name": coder.shown_name or coder.name}
    if coder.kind == GOLD:
        return {"type": "Organization", "name": "Gold"}
    return {"type": "Software", "name": coder.engine or "Machine"}


def _bodies(one: Annotation) -> Iterator[dict[str, str]]:
    for tag in one.tags:
        yield _body("tagging", tag)
    if one.note:
        yield _body("commenting", one.note)
    if said := one.statement:
        yield _body("classifying", said.mode)
        if said.speaker:
            yield _body("identifying", said.speaker.name)
        if said.stance:
            yield _body("assessing", said.stance)


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(place: Place, source: str) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = []
    made: dict[str, Any] = {"type": "SpecificResource", "source": source}
    made[f"{OURS}role"] = place.role
    if place.sha256:
        made[f"{OURS}sha256"] = place.sha256
    if place.words is not None:
        quote = {"type": "TextQuoteSelector", "exact": place.words}
        if place.prefix:
            quote["prefix"] = place.prefix
        if place.suffix:
            quote["suffix"] = place.suffix
        selectors.append(quote)
    position = {"type": "TextPositionSelector", "start": place.start, "end": place.end}
    return made | {"selector": [*selectors, position]}
