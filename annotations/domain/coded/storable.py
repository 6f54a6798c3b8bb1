"""Words of a file that no database can keep: NUL, and halves of surrogate pairs."""

import re

from annotations.domain.coded.records import Annotation, Coder, Document, Party, Statement
from annotations.domain.text import storable

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
OF_A_DOCUMENT = ("title", "id", "byline", "language", "url", "section", "at", "sha256")
OF_A_SOURCE = ("name", "kind", "country", "language")
OF_A_CODER = ("kind", "name", "shown_name", "engine")
OF_A_STATEMENT = ("mode", "printed_capacity", "stance", "certainty", "reason")
OF_A_PARTY = ("name", "kind", "country", "wikidata", "id")
OF_A_POST = ("post", "kind", "represents", "id")


def with_storable_words(document: Document) -> Document:
    """Changes and returns it: U+FFFD instead of each, but for the text itself, which is refused
    with half a character, and for the words of places, which are held against the text."""
    _mend(document, OF_A_DOCUMENT)
    _mend(document.source, OF_A_SOURCE)
    for coding in document.codings:
        _mend_coder(coding.coder)
        _mend(coding, ("state",))
        coding.tags = _mended(coding.tags)
        for one in coding.annotations:
            _mend_annotation(one)
    return document


def _mend_annotation(one: Annotation) -> None:
    if one.note:
        _mend(one, ("note",))
    if one.tags:
        one.tags = _mended(one.tags)
    if one.statement:
        _mend_statement(one.statement)


def _mend_statement(said: Statement) -> None:
    _mend(said, OF_A_STATEMENT)
    for party in (said.speaker, said.target, *said.relayers):
        _mend_party(party)
    if said.post:
        _mend(said.post, OF_A_POST)
        _mend_party(said.post.organisation)
    for link in said.links:
        _mend(link, ("kind", "article"))
        _mend_coder(link.coder)


def _mend_party(party: Party | None) -> None:
    if party:
        _mend(party, OF_A_PARTY)


def _mend_coder(coder: Coder) -> None:
    _mend(coder, OF_A_CODER)


def _mend(row: object, names: tuple[str, ...]) -> None:
    for name in names:
        words = getattr(row, name)
        if not words.isprintable() and UNSTORABLE.search(words):
            setattr(row, name, storable(words))


def _mended(tags: list[str]) -> list[str]:
    if all(tag.isprintable() for tag in tags):
        return tags
    return [storable(tag) for tag in tags]
