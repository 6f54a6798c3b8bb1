"""What other people's files of TEI say that has no place here: a sentence for each kind of it."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from lxml import etree

from annotations.exchange.coded.tei_walk import QUOTED, XML, T, Walk

# What stands beside a text and says something of it, though not where a span would.
UNREAD = (
    "front",
    "back",
    "listAnnotation",
    "interp",
    "interpGrp",
    "link",
    "linkGrp",
    "join",
    "alt",
)
# Of what was said and of spans, what is read, and what says how it is printed or counted.
READ = {"who", "direct", "next", "prev", "corresp", "from", "to", "target", "ana", "type"}
PRINTED = {"n", "rend", "rendition", "style", "part", "facs", "xmlns"}
# Of all else in a text, what an annotator says with it.
SAYING = {"ana", "cert", "resp"}
SHOWN = 200
Left = dict[tuple[str, str], dict[str, None]]


def left_of(root: etree._Element, walk: Walk, own: set[etree._Element]) -> Iterator[str]:
    """But for what is said in our own groups, `own`, and of them."""
    for note in [*walk.notes, *_notes_beside(root, walk)]:
        yield _("A note in the text is not taken: %(words)s") % {"words": _words_in(note)[:SHOWN]}
    if walk.names:
        several = ", ".join(f"{name} {count}" for name, count in walk.names.items())
        why = _("Names that are marked in the text are not taken as passages: %(names)s")
        yield why % {"names": several}
    for name in UNREAD:
        if words := [one for each in root.iter(f"{T}{name}") if (one := _words_of(each))]:
            why = _("What stands in <%(name)s> is not taken: %(words)s")
            yield why % {"name": name, "words": "; ".join(words)[:SHOWN]}
    left: Left = {}
    for element, name, value in _attributes(root, own):
        left.setdefault((str(element.tag).removeprefix(T), name), {})[value] = None
    for (tag, name), values in left.items():
        why = _("“%(name)s” of <%(tag)s> is not kept: %(words)s")
        yield why % {"name": name, "tag": tag, "words": ", ".join(values)[: 2 * SHOWN]}


def _notes_beside(root: etree._Element, walk: Walk) -> Iterator[etree._Element]:
    """Those of the header are about the file, and those of spans are told with these."""
    elsewhere = {f"{T}{name}" for name in ("teiHeader", "note", "spanGrp", *UNREAD)}
    within = {*walk.notes}
    for note in root.iter(f"{T}note"):
        above = {str(one.tag) for one in note.iterancestors()}
        if note not in within and not above & elsewhere:
            yield note


def _words_in(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _words_of(element: etree._Element) -> str:
    """And attributes, which some have instead; of a group these alone."""
    told = [f"{name}={value}" for name, value in _said(element).items() if name not in PRINTED]
    words = "" if str(element.tag).endswith("Grp") else _words_in(element)
    return " ".join(filter(None, [*told, words]))


def _said(element: etree._Element) -> dict[str, str]:
    """Its attributes but for those that all XML can have."""
    several = ((str(name), str(value)) for name, value in element.items())
    return {name: value for name, value in several if not name.startswith(XML)}


def _attributes(
    root: etree._Element, own: set[etree._Element]
) -> Iterator[tuple[etree._Element, str, str]]:
    ours = {f"#{one.get(f'{XML}id')}" for one in own}
    for span in root.iter(f"{T}span"):
        group = span.getparent()
        if group not in own:
            yield from _of_span(span, group)
    for body in root.iter(f"{T}body"):
        for one in body.iter(etree.Element):
            if one.tag in QUOTED and one.get("corresp") not in ours:
                yield from _but_for(one, READ - {"ana", "type"} | PRINTED)
                if not _words_in(one):
                    # Nobody says nothing.
                    yield one, "who", one.get("who") or "?"
            elif one.tag not in {f"{T}span", f"{T}spanGrp", *QUOTED}:
                names = SAYING | ({"type"} if one.tag == f"{T}seg" else set())
                yield from ((one, name, one.attrib[name]) for name in sorted(names & {*one.keys()}))


def _of_span(
    span: etree._Element, group: etree._Element | None
) -> Iterator[tuple[etree._Element, str, str]]:
    """What does not become its tag: that is its pointer, or else its words, or else its kind, or
    the same of its group."""
    above = group if group is not None and group.tag == f"{T}spanGrp" else None
    told = [(span, "ana", span.get("ana"))]
    told += [(above, "ana", above.get("ana"))] if above is not None else []
    told.append((span, "words", _words_in(span)))
    told.append((span, "type", span.get("type")))
    if above is not None:
        told += [(above, "type", above.get("type"))]
    several = [(one, name, value) for one, name, value in told if value]
    yield from several[1:]
    yield from _but_for(span, READ | PRINTED)
    if above is not None:
        yield from _but_for(above, READ | PRINTED)
        for beside in above:
            if beside.tag in (f"{T}desc", f"{T}note"):
                yield beside, "words", _words_in(beside)


def _but_for(
    element: etree._Element, names: Iterable[str]
) -> Iterator[tuple[etree._Element, str, str]]:
    for name, value in _said(element).items():
        if name not in names:
            yield element, name, value
