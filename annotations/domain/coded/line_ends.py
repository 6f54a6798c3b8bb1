"""Texts whose lines end as on Windows, with places counted in them: as they are kept here."""

import re
from bisect import bisect_left

from annotations.domain.coded.records import Document

CRLF = re.compile("\r\n")


def with_line_feeds(document: Document) -> Document:
    """Changes and returns it: lines end with LF, and places are moved along."""
    text = document.text
    if text is None or "\r" not in text:
        return document
    doubled = [found.start() for found in CRLF.finditer(text)]
    document.text = _plain(text)
    document.paragraphs = [
        (kind, start - bisect_left(doubled, start), end - bisect_left(doubled, end))
        for kind, start, end in document.paragraphs
    ]
    places = (
        place
        for coding in document.codings
        for annotation in coding.annotations
        for place in annotation.places
    )
    for place in places:
        # One that lies outside is told as it stands in its file.
        if place.start is not None and place.end is not None and place.end <= len(text):
            place.start -= bisect_left(doubled, place.start)
            place.end -= bisect_left(doubled, place.end)
        place.words = _plain(place.words) if place.words else place.words
        place.prefix, place.suffix = _plain(place.prefix), _plain(place.suffix)
    return document


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")
