"""Label Studio's JSON taken in, ours and that of others, and the short one (JSON-MIN).

What an older version counted in UTF-16, or with the last letter in it, is recognised by its words.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import HUMAN, MACHINE, Coder, Coding, Document
from annotations.domain.text import Utf16Offsets
from annotations.exchange.coded.entities import (
    UNTAGGED,
    WORDS,
    Entity,
    Relation,
    Wrong,
    annotations_of,
    by_key,
    listed,
    lost,
    told_coder,
    told_facts,
    whole,
)
from annotations.exchange.coded.json_arrays import objects_in
from annotations.exchange.coded.label_studio import KEPT
from annotations.exchange.coded.label_studio_short import as_task, is_short
from annotations.exchange.coded.markup import text_of_markup
from annotations.exchange.coded.taken import Given, Trouble

LABELS = ("labels", "hypertextlabels", "paragraphlabels")
NAMES_OF_TEXTS = ("text", "content", "body", "html")
# What is read of the data of a task besides.
OF_ARTICLES = {"article", "title", "source", "url", KEPT, "id"}
Object = dict[str, Any]


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Its JSON, and the short one in which tasks and annotations are one object. Raises BadFile."""
    for number, found in enumerate(objects_in(file), start=1):
        at = _("task %(number)s") % {"number": number}
        task = as_task(told_facts(found), LABELS)
        data = told_facts(task.get("data"))
        name_of_text = _name_of_text(data)
        if not name_of_text:
            why = _("It has no text, or several of which none is called “text”.")
            yield Trouble(at, why)
            continue
        text = str(data[name_of_text])
        if is_short(found):
            # Whether somebody answered that, or the task came with it, it does not tell.
            for field in sorted(data.keys() - OF_ARTICLES - {name_of_text}):
                yield _no_place(at, field, data[field])
        if _is_hypertext(task):
            text = text_of_markup(text)
        document = Document(str(data.get("title") or ""), text, str(data.get("article") or ""))
        document.at, document.url = at, str(data.get("url") or "")
        document.source.name = str(data.get("source") or "")
        yield from _read_all(task, told_facts(data.get(KEPT)), document)
        yield document


def _read_all(task: Object, kept: Object, document: Document) -> Iterator[Trouble]:
    """What everybody said goes into the `document`."""
    for one in _annotations_in(task):
        coding = _coding(one, kept)
        where = f"{document.at} {coding.coder.label}".strip()
        yield from _discussed(one, where)
        if one.get("was_cancelled"):
            yield Trouble(where, _("It was skipped in Label Studio."), is_left_out=True)
        else:
            yield from _read(one, coding, document)
    for one in _objects(task.get("predictions")):
        coding = Coding(Coder(MACHINE, engine=str(one.get("model_version") or "")))
        # Nothing of it is taken, so nothing in it is missing; and its place is told as that of all.
        document.codings.append(coding)
    for one in _objects(task.get("drafts")):
        if one.get("result"):
            why = _("What is a draft in Label Studio is not taken: submit it first.")
            yield Trouble(document.at, why, is_left_out=True)
    yield from _discussed(task, document.at)


def _discussed(found: Object, where: str) -> Iterator[Trouble]:
    """What was said of a task or an annotation, for which there is no place here."""
    for name in ("comments", "reviews"):
        for one in listed(found.get(name)):
            yield _no_place(where, name, one)


def _no_place(where: str, name: str, said: Any) -> Trouble:
    words = json.dumps(said, ensure_ascii=False)[:200]
    why = _("There is no place here for what “%(name)s” says: %(words)s")
    return Trouble(where, why % {"name": name, "words": words}, is_left_out=True)


def _annotations_in(task: Object) -> list[Object]:
    return _objects(task.get("annotations")) or _objects(task.get("completions"))


def _objects(found: Any) -> list[Object]:
    return [one for one in listed(found) if isinstance(one, dict)]


def _name_of_text(data: Object) -> str:
    """One that most have, else that of the only words that are no address; "" where none is it."""
    for name in NAMES_OF_TEXTS:
        if isinstance(data.get(name), str):
            return name
    words = [key for key, one in data.items() if isinstance(one, str) and " " in one.strip()]
    return words[0] if len(words) == 1 else ""


def _is_hypertext(task: Object) -> bool:
    """Whether places are counted in what a browser shows of the text, not in its markup."""
    several = [*_annotations_in(task), *_objects(task.get("predictions"))]
    return any(
        region.get("type") == "hypertextlabels"
        for one in several
        for region in _objects(one.get("result"))
    )


def _coding(found: Object, kept: Object) -> Coding:
    """Empty, of whom it is and in what state."""
    # What Label Studio made by itself has no such number, or none at all.
    key = found.get("import_id", None if "task" in found else found.get("id"))
    if ours := told_facts(kept.get(str(key))):
        return Coding(told_coder(ours.get("coder")), str(ours.get("state") or ""))
    return Coding(_coder(found.get("completed_by")))


def _coder(who: Any) -> Coder:
    if isinstance(who, dict):
        name = str(who.get("email") or who.get("username") or who.get("id") or "")
        shown = f"{who.get('first_name') or ''} {who.get('last_name') or ''}".strip()
        return Coder(HUMAN, name, shown)
    return Coder(HUMAN, f"label-studio-{who}" if isinstance(who, int) else str(who or ""))


def _read(found: Object, coding: Coding, document: Document) -> Iterator[Trouble]:
    """Regions of one name are one: several controls can each say something of it."""
    where = f"{document.at} {coding.coder.label}".strip()
    entities: list[Entity] = []
    relations: list[Relation] = []
    others: list[Object] = []
    offsets = Utf16Offsets(document.text or "")
    for number, region in enumerate(_objects(found.get("result"))):
        kind, value = region.get("type"), told_facts(region.get("value"))
        if kind == "relation":
            label = " ".join(map(str, listed(region.get("labels"))))
            ends = str(region.get("from_id")), str(region.get("to_id"))
            relations.append(Relation(label, *ends))
        elif kind in LABELS or (kind in ("text", "hypertext") and "start" in value):
            place = _place(value, document.text or "", offsets)
            if place is None:
                why = _("The text does not say “%(words)s” there.")
                yield Trouble(where, why % {"words": str(value.get("text"))[:80]})
                continue
            entities += _entities(region, value, place, number)
        else:
            others.append(region)
    named = by_key(entities)
    chosen = set[tuple[str, str]]()
    for region in others:
        if why := _choose(region, named.get(str(region.get("id"))), coding, chosen):
            yield Trouble(where, why, is_left_out=True)
    wrong: list[Wrong] = []
    coding.annotations = list(annotations_of(document.text or "", entities, relations, wrong))
    document.codings.append(coding)
    yield from (Trouble(where, str(one)) for one in wrong)
    yield from (Trouble(where, why, is_left_out=True) for why in lost(entities, relations))


def _entities(region: Object, value: Object, place: tuple[int, int], number: int) -> list[Entity]:
    """One for each label; one without a label is a passage that has no tag."""
    about = told_facts(region.get("meta"))
    kind = str(region.get("type"))
    labels = listed((kind in LABELS and value.get(kind)) or value.get("labels")) or [UNTAGGED]
    key = str(region.get("id", f"r{number}"))
    note = "\n".join(map(str, listed(about.get("text"))))
    return [
        Entity(key, str(label), [place], note, told_facts(about.get("attache"))) for label in labels
    ]


def _choose(
    region: Object, about: Entity | None, coding: Coding, chosen: set[tuple[str, str]]
) -> str:
    """A choice about a region is a fact of its statement, one about the whole text its tag; what
    was written about a region is a note. Of all else, why it is not taken. `chosen` are facts that
    were told of a region before."""
    kind, value = str(region.get("type")), told_facts(region.get("value"))
    name = str(region.get("from_name"))
    if kind == "textarea" and about:
        words = "\n".join(map(str, listed(value.get("text"))))
        about.note = "\n".join(filter(None, [about.note, words]))
        return ""
    choices = listed(value.get("choices"))
    is_first = about is not None and (about.key, name) not in chosen
    if kind == "choices" and about and name in WORDS and len(choices) < 2 and is_first:
        if choices:
            about.facts[name] = str(choices[0])
            chosen.add((about.key, name))
        return ""
    if kind in ("choices", "taxonomy") and not about and "start" not in value:
        # A taxonomy tells the way to each.
        ways = [listed(one) for one in listed(value.get(kind))]
        coding.tags += [str(way[-1]) for way in ways if way]
        return ""
    told = listed(value.get("text") if kind == "textarea" else value.get(kind))
    words = ", ".join(map(str, told)) or json.dumps(value, ensure_ascii=False)
    return _("There is no place here for what “%(name)s” says: %(words)s") % {
        "name": name,
        "words": words[:200],
    }


def _place(value: Object, text: str, offsets: Utf16Offsets) -> tuple[int, int] | None:
    """Code points, whatever the offsets count; None where the words stand at none of them. One that
    cannot be is given as it is, and refused as such."""
    where = told_facts(value.get("globalOffsets")) or value
    start, end, words = whole(where.get("start")), whole(where.get("end")), value.get("text")
    if start is None or end is None:
        return _only(text, words) if "startOffset" in value else None
    if not isinstance(words, str) or not words:
        return start, end
    for low, high in _readings(start, end, offsets):
        if 0 <= low < high and _same(text[low:high], words):
            return low, high
    return _only(text, words) if "startOffset" in value else None


def _only(text: str, words: object) -> tuple[int, int] | None:
    """Where the words are which a browser counted in its own way: where they stand once."""
    if not isinstance(words, str) or not words or text.count(words) != 1:
        return None
    return text.index(words), text.index(words) + len(words)


def _readings(start: int, end: int, offsets: Utf16Offsets) -> Iterator[tuple[int, int]]:
    yield start, end
    # The oldest ones count the last letter in.
    yield start, end + 1
    try:
        yield offsets.to_code_points(start), offsets.to_code_points(end)
    except ValueError:
        return


def _same(ours: str, theirs: str) -> bool:
    """White space comes in many shapes out of a browser."""
    return "".join(ours.split()) == "".join(theirs.replace("\\n", "\n").split())
