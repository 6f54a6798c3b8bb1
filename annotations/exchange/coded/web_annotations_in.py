"""W3C Web Annotations taken in: ours, and those of other programs, with or without offsets."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import Annotation, Coder, Coding, Document, Place
from annotations.domain.coded.as_json import BadRecord, read_moment, read_statement
from annotations.domain.coded.records import CONTENT, CUE, PASSAGE, SPEAKER
from annotations.exchange.coded.entities import whole
from annotations.exchange.coded.json_arrays import NEXT, WITHIN, objects_in
from annotations.exchange.coded.naming import key_in
from annotations.exchange.coded.taken import Given, Trouble
from annotations.exchange.coded.web_annotations import ARTICLE, OURS, ROLES_HERE

# So many annotations of one article by one coder are one record.
AT_ONCE = 2_000
# Where collections, pages and older files have theirs.
ITEMS = ("items", "resources", "@graph")
ROLE = f"{OURS}role"
ROLES = {PASSAGE, CONTENT, CUE, SPEAKER}
# Nobody has pages within so many others.
DEEPEST = 50
NOTES = {"commenting", "describing", "editing", "replying", "questioning", ""}
Object = dict[str, Any]


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """A collection, a page, an array, JSON lines or one annotation. Annotations of one article and
    coder that follow one another are one document. Raises BadFile."""
    document: Document | None = None
    key: tuple[str, ...] = ()
    several = (one for found in objects_in(file, *ITEMS) for one in _each(found))
    for number, found in enumerate(several, start=1):
        at = _("annotation %(number)s") % {"number": number}
        try:
            source, coder, one, tags = read_one(found)
        except BadTarget as wrong:
            yield Trouble(at, str(wrong))
            continue
        except RecursionError:
            yield Trouble(at, _("It has too many things within one another."))
            continue
        except BadRecord as wrong:
            why = _("“%(field)s” is missing or no such value.") % {"field": wrong.path}
            yield Trouble(at, why)
            continue
        for why in unread(found):
            yield Trouble(at, why, is_left_out=True)
        state = _text(found, f"{OURS}state")
        now = (source, _text(found, f"{OURS}article"), coder.label, state)
        if document is None or now != key or len(document.codings[0].annotations) >= AT_ONCE:
            if document:
                yield document
            document = _document(source, found, at)
            document.codings = [Coding(coder, state)]
            key = now
        if one:
            document.codings[0].annotations.append(one)
        document.codings[0].tags += tags
    if document:
        yield document


def _each(found: Any, depth: int = 0) -> Iterator[Any]:
    """What stands in pages that are in an array, or in other pages; else what was found."""
    if not isinstance(found, dict) or "target" in found or depth > DEEPEST:
        yield found
        return
    pages = [found[name] for name in ITEMS if isinstance(found.get(name), list)]
    if isinstance(found.get(WITHIN), dict):
        pages.append([found[WITHIN]])
    for page in pages:
        for one in page:
            yield from _each(one, depth + 1)
    if not pages:
        yield found
    elif found.get(NEXT):
        yield found[NEXT]


def _document(source: str, found: Object, at: str) -> Document:
    document = Document("", None, _text(found, f"{OURS}article") or key_in(source), at=at)
    document.sha256 = _text(found, f"{OURS}sha256")
    if source.startswith(("http:", "https:")):
        document.url = source
    return document


class BadTarget(BadRecord):
    """With a sentence of its own."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path)
        self.args = (why,)


def _is_elsewhere(found: Object) -> bool:
    kinds = found.get("type")
    named = [one for one in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(one, str)]
    return "target" not in found and any(one.endswith(("Collection", "Page")) for one in named)


def read_one(found: Any) -> tuple[str, Coder, Annotation | None, list[str]]:
    """What it is about, whose it is, the annotation, or tags of the whole. Raises BadRecord."""
    if isinstance(found, str) or (isinstance(found, dict) and _is_elsewhere(found)):
        raise BadTarget("target", _("It says where annotations are, and not what they are."))
    if not isinstance(found, dict) or "target" not in found:
        raise BadRecord("target")
    targets = found["target"] if isinstance(found["target"], list) else [found["target"]]
    if not targets:
        raise BadRecord("target")
    source = _source(targets[0])
    if any(_source(target) != source for target in targets):
        raise BadTarget("target.source", _("It is about several articles at once."))
    tags, note = _bodies(found)
    if _text(found, ROLE) != ARTICLE and any(map(_is_a_part, targets)):
        raise BadTarget("target", _("Its address leads to a part of the article: tell its words."))
    if _text(found, ROLE) == ARTICLE or (tags and not note and _is_whole(targets)):
        return source, _coder(found), None, tags
    said = found.get(f"{OURS}statement")
    statement = read_statement(plain(said)) if isinstance(said, dict) else None
    one = Annotation(
        number=_number(found.get(f"{OURS}number")) or 0,
        places=list(map(_place, targets, _roles(found, targets))),
        tags=tags,
        note=note,
        created_at=_created(found),
        statement=statement,
    )
    if statement:
        # Who does not say what a place of a statement is means what was said.
        for place in one.places:
            place.role = CONTENT if place.role == PASSAGE else place.role
    return source, _coder(found), one, []


def _roles(found: Object, targets: list[Any]) -> list[str]:
    """What each place is, where its target does not say it itself. Raises BadRecord where some are
    gone, or more have come."""
    told = plain(found.get(ROLES_HERE))
    if not isinstance(told, list) or all(
        _text(one, ROLE) for one in targets if isinstance(one, dict)
    ):
        return [PASSAGE] * len(targets)
    if len(told) != len(targets):
        raise BadRecord(f"target.{ROLE}")
    return [str(one) for one in told]


def _is_a_part(target: Any) -> bool:
    """Whether an address alone leads to somewhere within: taken for the whole, what is said of a
    line were said of all of it."""
    if isinstance(target, dict) and target.get("selector"):
        return False
    while isinstance(target, dict):
        target = target.get("source") or target.get("id") or target.get("@id")
    part = target.partition("#")[2] if isinstance(target, str) else ""
    # Some sites have the whole of their address there.
    return bool(part) and not part.startswith("!")


def _is_whole(targets: list[Any]) -> bool:
    """Whether an article is meant rather than a place in it."""
    return not any(isinstance(one, dict) and one.get("selector") for one in targets)


def plain(found: Any) -> Any:
    """Our terms without their prefix."""
    if isinstance(found, dict):
        if isinstance(found.get("@list"), list):
            return [plain(one) for one in found["@list"]]
        return {name.removeprefix(OURS): plain(value) for name, value in found.items()}
    return [plain(one) for one in found] if isinstance(found, list) else found


def _created(found: Object) -> Any:
    try:
        return read_moment(_text(found, "created"))
    except BadRecord:
        return None


def _source(target: Any) -> str:
    while isinstance(target, dict):
        target = target.get("source") or target.get("id") or target.get("@id")
    if not isinstance(target, str):
        raise BadRecord("target.source")
    return target.partition("#")[0]


def _coder(found: Object) -> Coder:
    if label := _text(found, f"{OURS}coder"):
        coder = Coder.of_label(label)
        who = found.get("creator")
        if isinstance(who, dict):
            coder.shown_name = _text(who, "name")
        return coder
    who = found.get("creator")
    if isinstance(who, list):
        who = who[0] if who else None
    if isinstance(who, str):
        return Coder(name=who.rstrip("/").rpartition("/")[2].rpartition(":")[2])
    if not isinstance(who, dict):
        return Coder()
    name = _text(who, "nickname") or _text(who, "name") or _text(who, "email")
    return Coder(
        name=name or _coder({"creator": who.get("id")}).name, shown_name=_text(who, "name")
    )


def _bodies(found: Object) -> tuple[list[str], str]:
    """Tags, and what is said in words. What machines put into other bodies is not read."""
    bodies = _all_bodies(found)
    motives = found.get("motivation") or ""
    motive = motives[0] if isinstance(motives, list) and motives else motives
    tags: list[str] = []
    notes: list[str] = []
    for body in bodies:
        if isinstance(body, str):
            (tags if motive == "tagging" else notes).append(body)
            continue
        if not isinstance(body, dict):
            continue
        purpose = _text(body, "purpose")
        value = _text(body, "value")
        if purpose == "tagging" or (not purpose and motive == "tagging"):
            tags.append(value)
        elif purpose in NOTES and value:
            notes.append(value)
    return [tag for tag in tags if tag], "\n\n".join(notes)


def _all_bodies(found: Object) -> list[Any]:
    several = [one for name in ("body", "bodyValue") if (one := found.get(name))]
    return [each for one in several for each in (one if isinstance(one, list) else [one])]


def unread(found: Object) -> list[str]:
    """Why bodies are not taken that are neither tags nor words, a sentence for each, and who made
    it besides the first. In ours everything stands in terms of our own as well."""
    if f"{OURS}coder" in found:
        return []
    sentences = [
        _("There is no place here for a body of this kind: %(words)s") % {"words": _shown(body)}
        for body in _all_bodies(found)
        if not isinstance(body, str) and not _is_read(body)
    ]
    who = found.get("creator")
    if isinstance(who, list) and len(who) > 1:
        why = _("It is of several people, and is taken as that of the first: %(names)s")
        sentences.append(why % {"names": _shown(who)})
    return sentences


def _shown(found: Any) -> str:
    return json.dumps(found, ensure_ascii=False)[:300]


def _is_read(body: Any) -> bool:
    if not isinstance(body, dict) or not _text(body, "value"):
        return False
    return _text(body, "purpose") in {*NOTES, "tagging"}


def _place(target: Any, role: str) -> Place:
    """Raises BadRecord where no selector tells a place in a text."""
    if not isinstance(target, dict):
        raise BadRecord("target.selector")
    selectors = target.get("selector") or []
    place = Place(_text(target, ROLE) or role, None, None)
    if place.role not in ROLES:
        raise BadRecord(f"target.{ROLE}")
    place.sha256 = _text(target, f"{OURS}sha256")
    kinds: list[str] = []
    for one in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(one, dict):
            _select(one, place, kinds)
    if place.start is None and not place.words:
        if kinds:
            why = _("Nothing tells where in the text it is, but for %(kinds)s.")
            raise BadTarget("target.selector", why % {"kinds": ", ".join(kinds)[:200]})
        raise BadRecord("target.selector")
    return place


def _select(one: Object, place: Place, kinds: list[str]) -> None:
    """What a selector says of the `place`. One that refines another counts within that one: its
    words count, its offsets only where the place of the other is known."""
    kind, finer = _kind(one), one.get("refinedBy")
    kinds.append(kind.rpartition("#")[2] or "?")
    is_finer = isinstance(finer, dict)
    if kind.endswith("TextPositionSelector"):
        place.start, place.end = whole(one.get("start")), whole(one.get("end"))
    elif kind.endswith("TextQuoteSelector") and not is_finer:
        _quote(one, place)
    if not isinstance(finer, dict):
        return
    within = place.start if kind.endswith("TextPositionSelector") else None
    inner = Place(place.role, None, None)
    _select(finer, inner, kinds)
    if inner.words:
        place.words, place.prefix, place.suffix = inner.words, inner.prefix, inner.suffix
    if within is not None:
        is_placed = inner.start is not None and inner.end is not None
        place.start = within + (inner.start or 0) if is_placed else None
        place.end = within + (inner.end or 0) if is_placed else None


def _quote(one: Object, place: Place) -> None:
    place.words = _text(one, "exact")
    place.prefix, place.suffix = _text(one, "prefix"), _text(one, "suffix")


def _kind(one: Object) -> str:
    kinds = one.get("type", one.get("@type"))
    words = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return words if isinstance(words, str) else ""


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(found: Object, name: str) -> str:
    value = found.get(name)
    return value if isinstance(value, str) else ""
