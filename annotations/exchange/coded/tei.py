"""TEI P5: a file for each coding, with the text in <p>, what was said in <said>, and everything in
<standOff>.

Each place begins and ends at an <anchor>, `o17` before code point 17 of the text, so that places
may overlap. <said> stands around what was said as far as it crosses nothing, with the speaker in
@who. The text is that of all <p> put together, line breaks included. Characters that XML cannot
write are one U+FFFD each.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from annotations.domain.coded import Annotation, Coding, Document, Party, Place, masked
from annotations.domain.coded.as_json import statement_written
from annotations.domain.coded.records import CONTENT
from annotations.exchange.coded.facts import PROGRAM, Export, several
from annotations.exchange.coded.naming import name_of
from annotations.exchange.coded.packing import Member, packed
from annotations.exchange.coded.xml_words import content, quoted

FORMAT, VERSION = "TEI P5", 1
NAMESPACE = "http://www.tei-c.org/ns/1.0"
# What a person, an organisation and a country are called in TEI.
LISTS = {
    "organisation": ("listOrg", "org", "orgName"),
    "country": ("listPlace", "place", "placeName"),
}
PEOPLE = ("listPerson", "person", "persName")
# How the xml:id of a tag begins, and what may not stand in one.
TAG = "tag."
NO_NAME = re.compile(
    "[^-.0-9A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a paragraph that is inside one <said>."""

    start: int
    end: int
    tag: str


def write(export: Export) -> Iterator[bytes]:
    return packed(export, FORMAT, VERSION, _members(export))


def _members(export: Export) -> Iterator[Member]:
    for document, coding in several(export):
        yield name_of(document, coding, "xml"), [_file(document, coding).encode()]


def _file(document: Document, coding: Coding | None) -> str:
    annotations = coding.annotations if coding else []
    people = _People(annotations)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n',
        f'<TEI xmlns="{NAMESPACE}">\n',
        _header(document, coding, people),
        # TEI knows none that is empty.
        f"<standOff>\n{people.lists()}{''.join(map(_group, annotations))}</standOff>\n"
        if annotations
        else "",
        f"<text xml:lang={quoted(document.language or 'und')}>",
        '<body xml:space="preserve">',
        *_body(document, annotations, people),
        "</body></text>\n</TEI>\n",
    ]
    return "".join(parts)


class _People:
    """Who is named in a file, each with an xml:id."""

    def __init__(self, annotations: list[Annotation]) -> None:
        self.ids: dict[tuple[str, str, str], str] = {}
        self.found: dict[str, Party] = {}
        for one in annotations:
            said = one.statement
            named = [said.speaker, said.target, *said.relayers] if said else []
            for party in filter(None, named):
                key = f"a{len(self.ids) + 1}"
                if self.ids.setdefault(_key(party), key) == key:
                    self.found[key] = party

    def who(self, party: Party | None) -> str:
        return f"#{self.ids[_key(party)]}" if party else ""

    def lists(self) -> str:
        by_kind: dict[tuple[str, str, str], list[str]] = {}
        for key, party in self.found.items():
            names = LISTS.get(party.kind, PEOPLE)
            idno = f"<idno type='wikidata'>{content(party.wikidata)}</idno>"
            more = idno if party.wikidata else ""
            by_kind.setdefault(names, []).append(
                f'<{names[1]} xml:id="{key}"><{names[2]}>{content(party.name)}</{names[2]}>'
                f"{more}</{names[1]}>\n"
            )
        return "".join(
            f"<{names[0]}>\n{''.join(rows)}</{names[0]}>\n" for names, rows in by_kind.items()
        )


def _key(party: Party) -> tuple[str, str, str]:
    return party.id, party.kind, party.name


def _header(document: Document, coding: Coding | None, people: _People) -> str:
    coder = ""
    if coding:
        name = coding.coder.shown_name or coding.coder.label
        coder = f"<respStmt><resp>annotation</resp><name>{content(name)}</name></respStmt>"
    day = document.published_on.isoformat() if document.published_on else ""
    facts = [
        f"<title>{content(document.title)}</title>",
        f"<author>{content(document.byline)}</author>" if document.byline else "",
        f"<publisher>{content(document.source.name)}</publisher>",
        f"<date when={quoted(day)}/>" if day else "",
        f"<ref target={quoted(document.url)}/>" if document.url else "",
        f"<idno type='attache'>{content(document.id)}</idno>",
    ]
    tags = dict.fromkeys(
        chain(
            coding.tags if coding else [],
            (tag for one in coding.annotations for tag in one.tags) if coding else [],
        )
    )
    categories = "".join(
        f"<category xml:id={quoted(_tag_id(tag))}><catDesc>{content(tag)}</catDesc></category>"
        for tag in tags
    )
    kept = {"tags": coding.tags, "state": coding.state} if coding else {}
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{content(document.title)}</title>{coder}"
        f"</titleStmt><publicationStmt><p>Written by {PROGRAM}.</p></publicationStmt>"
        f"<sourceDesc><bibl>{''.join(facts)}</bibl></sourceDesc></fileDesc><encodingDesc>"
        "<editorialDecl><p>An anchor o17 stands before code point 17 of the text, counted from 0. "
        "The text is that of all p elements put together.</p></editorialDecl>"
        + (f"<classDecl><taxonomy>{categories}</taxonomy></classDecl>" if categories else "")
        + "</encodingDesc>"
        + (f"<xenoData type='attache'>{content(json.dumps(kept))}</xenoData>" if kept else "")
        + "</teiHeader>\n"
    )


def _tag_id(tag: str) -> str:
    """What an xml:id can be: few letters that a short name may have, such as ², are none there."""
    return TAG + NO_NAME.sub(lambda found: f".u{ord(found[0]):04x}", tag)


def _group(one: Annotation) -> str:
    """A passage or a statement, with a span for each of its places."""
    said = one.statement
    kept: dict[str, object] = {"note": one.note} if one.note else {}
    if said:
        facts = statement_written(said)
        facts.pop("links", None)
        kept["statement"] = facts
    tags = " ".join(f"#{_tag_id(tag)}" for tag in one.tags)
    ana = f" ana={quoted(tags)}" if tags else ""
    desc = f"<desc>{content(json.dumps(kept, ensure_ascii=False))}</desc>" if kept else ""
    spans = "".join(
        f'<span type="{place.role}" from="#o{place.start}" to="#o{place.end}"/>'
        for place in one.places
    )
    kind = "statement" if said else "passage"
    return f'<spanGrp xml:id="n{one.number}" type="{kind}"{ana}>{desc}{spans}</spanGrp>\n'


def _body(document: Document, annotations: list[Annotation], people: _People) -> Iterator[str]:
    text = masked(document)
    edges = sorted(
        {edge or 0 for one in annotations for place in one.places for edge in _edges(place)}
    )
    paragraphs = document.paragraphs or [("paragraph", 0, len(text))]
    said = _said(annotations, people, paragraphs)
    last = len(paragraphs) - 1
    for at, (kind, start, end) in enumerate(paragraphs):
        here = [edge for edge in edges if start <= edge < end or (at == last and edge == end)]
        inside = [one for one in said if start <= one.start and one.end <= end]
        yield f'<p rend="{kind}">{"".join(_mixed(text, start, end, here, inside))}</p>'


def _edges(place: Place) -> tuple[int | None, int | None]:
    return place.start, place.end


def _mixed(text: str, start: int, end: int, edges: list[int], said: list[Said]) -> Iterator[str]:
    """The text of a paragraph with its anchors. <said> closes before an anchor at its end."""
    opens = {one.start: one for one in said}
    closes = {one.end: one for one in said}
    at = start
    for stop in sorted({*edges, *opens, *closes, end}):
        yield content(text[at:stop])
        at = stop
        if stop in closes:
            yield f"</{closes[stop].tag.partition(' ')[0]}>"
        if stop in edges:
            yield f'<anchor xml:id="o{stop}"/>'
        if stop in opens:
            yield f"<{opens[stop].tag}>"


def _said(
    annotations: list[Annotation], people: _People, paragraphs: list[tuple[str, int, int]]
) -> list[Said]:
    """Stretches that neither cross a paragraph nor one another: of two that do, the first."""
    starts = [start for _kind, start, _end in paragraphs]
    wanted: list[Said] = []
    for one in annotations:
        if one.statement is None:
            continue
        tag = "soCalled" if one.statement.mode == "scare" else "said"
        if tag == "said":
            direct = "false" if one.statement.mode == "indirect" else "true"
            who = people.who(one.statement.speaker)
            tag += f' direct="{direct}"' + (f' who="{who}"' if who else "")
        tag += f' corresp="#n{one.number}"'
        for place in one.of(CONTENT):
            assert place.start is not None
            assert place.end is not None
            at = bisect_right(starts, place.start) - 1
            while at < len(paragraphs) and paragraphs[at][1] < place.end:
                _kind, start, end = paragraphs[at]
                wanted.append(Said(max(start, place.start), min(end, place.end), tag))
                at += 1
    kept: list[Said] = []
    for stretch in sorted(wanted, key=lambda each: (each.start, each.end)):
        if not kept or stretch.start >= kept[-1].end:
            kept.append(stretch)
    return kept
