"""Taking out of a document what its source does not let leave."""

import re

from annotations.domain.coded.records import Annotation, Document, Place
from annotations.domain.rights import fingerprint, leaving, leaving_parts
from annotations.domain.spans.excerpts import Excerpt

HIDDEN = "·"
LETTER = re.compile(r"[^\n]")
# Content first: of a statement, what was said goes before who is named and how.
ORDER = {"content": 0, "passage": 0, "cue": 1, "speaker": 2}


def only_what_may_leave(document: Document) -> Document:
    """Changes and returns it: the text where all may leave, excerpts where these may, else
    fingerprints of the words."""
    if document.rights.is_whole:
        return document
    for coding in document.codings:
        for annotation in coding.annotations:
            _cut(annotation, document)
    document.text = None
    return document


def masked(document: Document) -> str:
    """A text as long as the article's, for formats that cannot do without one: its words where
    they may leave, else a dot for each letter. Line breaks stay, which say where paragraphs end."""
    if document.text is not None:
        return document.text
    text = list(HIDDEN * document.length)
    for _kind, _start, end in document.paragraphs:
        text[end - 1] = "\n" if end < document.length else HIDDEN
    return "".join(text)


def unmasked(document: Document) -> Document:
    """What `masked` made, as it was before: changes and returns it, without a text and without
    words of places, which are where the file says in the article from which they came."""
    text = document.text
    if text is None or HIDDEN not in text or not _is_mask(text):
        return document
    document.text, document.mask = None, text
    for coding in document.codings:
        for annotation in coding.annotations:
            for place in annotation.places:
                if place.start is not None and _is_mask(place.words or ""):
                    place.words, place.prefix, place.suffix = None, "", ""
    return document


def is_masked_by(text: str, mask: str) -> bool:
    """Whether a text can be what the dots stand for: as long, and with lines that end there."""
    return len(text) == len(mask) and all(
        text[found.start()] == "\n" for found in re.finditer("\n", mask)
    )


def _is_mask(words: str) -> bool:
    return not words.strip(f"{HIDDEN}\n")


def _cut(annotation: Annotation, document: Document) -> None:
    places = sorted(annotation.places, key=lambda one: ORDER[one.role])
    for place in places:
        place.sha256 = fingerprint(place.words or "")
    if len(places) == 1:
        _cut_alone(places[0], document)
        return
    parts = leaving_parts([place.words or "" for place in places], document.rights)
    for place, words in zip(places, parts, strict=True):
        place.words, place.prefix, place.suffix = words if document.rights.words else None, "", ""


def _cut_alone(place: Place, document: Document) -> None:
    kept = leaving(Excerpt(place.words or "", place.prefix, place.suffix), document.rights)
    place.words = kept.words if document.rights.words else None
    place.prefix, place.suffix = kept.prefix, kept.suffix
