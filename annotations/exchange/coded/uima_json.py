"""UIMA CAS as JSON, version 0.4 of its specification, a file for each coding, for INCEpTION.

Offsets are UTF-16 units. https://github.com/apache/uima-uimaj-io-jsoncas
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coder, Coding, Document, masked
from annotations.domain.coded.as_json import BadRecord
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import key_in, name_of
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.uima_names import coder_of, is_of_nobody
from annotations.exchange.coded.uima_types import (
    ANNOTATION,
    DOCUMENT,
    FEATURES,
    TYPE,
    Structure,
    about,
    annotations_of,
    is_skipped,
    structures,
)
from annotations.exchange.coded.unpacking import unpacked

FORMAT, VERSION = "UIMA CAS JSON", 1
VIEW = "_InitialView"
SOFA = "uima.cas.Sofa"
OWN = ("documentTitle", "documentId", "documentUri", "collectionId")


def write(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    for document, coding in several(export):
        found = json.dumps(_cas(document, coding), ensure_ascii=False)
        yield name_of(document, coding, "json"), [found.encode()]


def _cas(document: Document, coding: Coding | None) -> dict[str, Any]:
    text = masked(document)
    offsets = Utf16Offsets(text)
    whole = {"begin": 0, "end": offsets.to_utf16(len(text)), **about(document)}
    found: list[Structure] = [
        {
            "%ID": 1,
            "%TYPE": SOFA,
            "sofaNum": 1,
            "sofaID": VIEW,
            "mimeType": "text",
            "sofaString": text,
        },
        {"%ID": 2, "%TYPE": DOCUMENT, "@sofa": 1, **whole},
    ]
    for number, one in enumerate(structures(coding, offsets), start=3):
        found.append({"%ID": number, "%TYPE": TYPE, "@sofa": 1, **one})
    members = [one["%ID"] for one in found[1:]]
    return {
        "%TYPES": {
            DOCUMENT: _type(DOCUMENT, "uima.tcas.DocumentAnnotation", OWN),
            TYPE: _type(TYPE, ANNOTATION, tuple(FEATURES)),
        },
        "%FEATURE_STRUCTURES": found,
        "%VIEWS": {VIEW: {"%SOFA": 1, "%INDEX": 2, "%MEMBERS": members}},
    }


def _type(name: str, above: str, features: tuple[str, ...]) -> dict[str, Any]:
    named = {one: {"%NAME": one, "%RANGE": "uima.cas.String"} for one in features}
    return {"%NAME": name, "%SUPER_TYPE": above, **named}


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Of a zip with .json files. Raises BadFile."""
    with unpacked(file) as archive:
        for path in archive.ending(".json"):
            if is_of_nobody(path):
                continue
            try:
                found = json.loads(archive.text(path))
                if isinstance(found, dict) and "%FEATURE_STRUCTURES" in found:
                    yield _document(found["%FEATURE_STRUCTURES"], path)
            except (BadRecord, ValueError, KeyError, TypeError, AttributeError):
                yield Trouble(path, _("It is no CAS, or a place in it makes no sense."))


def _document(structures: Any, path: str) -> Document:
    """Raises BadRecord, ValueError, KeyError, TypeError, AttributeError."""
    # Older versions had an object by id, newer ones a list.
    rows = list(structures.values()) if isinstance(structures, dict) else list(structures)
    sofa = next(one for one in [*rows, {}] if one.get("%TYPE") == SOFA or not one)
    text = str(sofa["sofaString"])
    document = Document("", text, key_in(path), at=path)
    found: list[tuple[str, Structure]] = []
    for one in rows:
        kind = str(one.get("%TYPE"))
        if "begin" not in one or one.get("@sofa", sofa["%ID"]) != sofa["%ID"]:
            continue
        if kind == DOCUMENT:
            document.title = str(one.get("documentTitle") or "")
            document.id = document.id or key_in(str(one.get("documentId") or ""))
        elif not is_skipped(kind):
            found.append((kind, one))
    coder = coder_of(path) or Coder()
    offsets = Utf16Offsets(text)
    document.codings = [Coding(coder, annotations=annotations_of(text, found, offsets))]
    return document
