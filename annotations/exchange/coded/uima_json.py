"""UIMA CAS as JSON, version 0.4 of its specification, a file for each coding, for INCEpTION.

Offsets are UTF-16 units. https://github.com/apache/uima-uimaj-io-jsoncas
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Coding, Document, masked
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.facts import Export, several
from annotations.exchange.coded.naming import name_of
from annotations.exchange.coded.packing import MANIFEST, Member, packed
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.uima_in import KEY, OF_VIEW, View, read_cas
from annotations.exchange.coded.uima_names import is_of_nobody
from annotations.exchange.coded.uima_types import (
    ANNOTATION,
    DOCUMENT,
    FEATURES,
    TYPE,
    Structure,
    about,
    structures,
)
from annotations.exchange.coded.unpacking import MOST, unpacked

FORMAT, VERSION = "UIMA CAS JSON", 1
VIEW = "_InitialView"
SOFA = "uima.cas.Sofa"
NO_MEMBERS = {MANIFEST, "exportedproject.json"}
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
    """One .json, or a zip of several. Raises BadFile."""
    if file.read(2) != b"PK":
        file.seek(0)
        found = _parsed(file.read(MOST + 1))
        if found is None:
            raise BadFile(_("This is no CAS."))
        yield from _given(found, name)
        return
    with unpacked(file) as archive:
        for path in archive.ending(".json"):
            if is_of_nobody(path) or path.rpartition("/")[2] in NO_MEMBERS:
                continue
            found = _parsed(archive.read(path))
            if found is None:
                yield Trouble(path, _("This is no CAS."))
            else:
                yield from _given(found, path)


def _parsed(data: bytes) -> list[Structure] | None:
    """Its feature structures; None where it has none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    rows = found.get("%FEATURE_STRUCTURES") if isinstance(found, dict) else None
    # Older versions had an object by id, newer ones a list.
    if isinstance(rows, dict):
        rows = list(rows.values())
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else None


def _given(found: list[Structure], path: str) -> Iterator[Given]:
    arrays = {str(one.get("%ID")): one["%ELEMENTS"] for one in found if "%ELEMENTS" in one}
    views = [
        View(str(one.get("%ID")), str(one.get("sofaID") or ""), _words(one.get("sofaString")))
        for one in found
        if one.get("%TYPE") == SOFA
    ]
    rows = [(str(one.get("%TYPE")), _features(one, arrays)) for one in found]
    yield from read_cas(path, views, [row for row in rows if not row[0].startswith("uima.cas.")])


def _words(found: Any) -> str | None:
    return found if isinstance(found, str) else None


def _features(found: Structure, arrays: dict[str, Any]) -> Structure:
    """Lists of words stand elsewhere, and are pointed to."""
    features: Structure = {KEY: found.get("%ID")}
    for name, value in found.items():
        if name == "@sofa":
            features[OF_VIEW] = str(value)
        elif name.startswith("@"):
            features[name[1:]] = arrays.get(str(value), value)
        elif not name.startswith("%"):
            features[name] = value
    return features
