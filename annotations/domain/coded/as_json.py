"""Documents as JSON objects, and back. docs/annotation-files.md says what each field means.

What is empty is left out, but for what every reader looks for. Times are in UTC and end in Z.
"""

from datetime import UTC, date, datetime
from typing import Any

from annotations.domain.coded.records import (
    Annotation,
    Coder,
    Coding,
    Document,
    Link,
    Party,
    Place,
    Post,
    Source,
    Statement,
)

Object = dict[str, Any]


class BadRecord(ValueError):
    """The object is no document; `path` leads to what is wrong."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def written(document: Document) -> Object:
    made = _filled(
        id=document.id,
        title=document.title,
        source=_source(document.source),
        byline=document.byline,
        published_on=_day(document.published_on),
        published_at=moment(document.published_at),
        language=document.language,
        url=document.url,
        section=document.section,
    )
    made |= {
        "revision": document.revision,
        "length": document.length,
        "sha256": document.sha256,
        "rights": document.rights.extent.value,
    }
    if document.text is not None:
        made["text"] = document.text
    made["paragraphs"] = [list(one) for one in document.paragraphs]
    made["codings"] = [_coding(one) for one in document.codings]
    return made


def _coding(coding: Coding) -> Object:
    made = _filled(
        coder=coder_written(coding.coder),
        state=coding.state,
        changed_at=moment(coding.changed_at),
        tags=coding.tags,
    )
    made["annotations"] = [_annotation(one) for one in coding.annotations]
    return made


def coder_written(coder: Coder) -> Object:
    made = {"kind": coder.kind}
    return made | _filled(name=coder.name, shown_name=coder.shown_name, engine=coder.engine)


def _annotation(one: Annotation) -> Object:
    made: Object = {"number": one.number}
    if one.id:
        made["id"] = one.id
    made["places"] = [_place(place) for place in one.places]
    if one.tags:
        made["tags"] = one.tags
    if one.note:
        made["note"] = one.note
    if one.created_at:
        made["created_at"] = moment(one.created_at)
    if one.statement:
        made["statement"] = statement_written(one.statement)
    return made


def _place(place: Place) -> Object:
    made: Object = {"role": place.role, "start": place.start, "end": place.end}
    if place.words is not None:
        made["words"] = place.words
    if place.prefix:
        made["prefix"] = place.prefix
    if place.suffix:
        made["suffix"] = place.suffix
    if place.sha256:
        made["sha256"] = place.sha256
    if place.number:
        made["number"] = place.number
    return made


def statement_written(said: Statement) -> Object:
    made: Object = {"mode": said.mode, "certainty": said.certainty}
    return made | _filled(
        speaker=_party(said.speaker),
        post=_post(said.post),
        printed_capacity=said.printed_capacity,
        target=_party(said.target),
        relayers=[_party(one) for one in said.relayers],
        stance=said.stance,
        links=[_link(one) for one in said.links],
        confidence=said.confidence,
        reason=said.reason,
    )


def _party(party: Party | None) -> Object:
    if party is None:
        return {}
    return {"name": party.name} | _filled(
        kind=party.kind, country=party.country, wikidata=party.wikidata, id=party.id
    )


def _post(post: Post | None) -> Object:
    if post is None:
        return {}
    return {"post": post.post} | _filled(
        organisation=_party(post.organisation),
        kind=post.kind,
        represents=post.represents,
        since=_day(post.since),
        until=_day(post.until),
        id=post.id,
    )


def _link(link: Link) -> Object:
    made = {"kind": link.kind, "article": link.article, "coder": coder_written(link.coder)}
    return made | {"number": link.number} | _filled(day=_day(link.day))


def _source(source: Source) -> Object:
    return _filled(
        name=source.name, kind=source.kind, country=source.country, language=source.language
    )


def _filled(**values: Any) -> Object:
    """Without what is empty; a nought is not."""
    return {name: value for name, value in values.items() if value or value == 0}


def moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def read(found: Object) -> Document:
    """Raises BadRecord."""
    reader = _Reader(found)
    document = Document(
        title=reader.text("title"),
        text=reader.text("text") if found.get("text") is not None else None,
        id=reader.text("id"),
        byline=reader.text("byline"),
        published_on=reader.day("published_on"),
        published_at=reader.moment("published_at"),
        language=reader.text("language"),
        url=reader.text("url"),
        section=reader.text("section"),
        revision=reader.number("revision", 1),
        length=reader.number("length", 0),
        sha256=reader.text("sha256"),
    )
    if source := reader.part("source"):
        names = ("name", "kind", "country", "language")
        document.source = Source(*(source.text(name) for name in names))
    paragraphs = found.get("paragraphs") or []
    if not isinstance(paragraphs, list):
        raise BadRecord("paragraphs")
    for one in paragraphs:
        if not (isinstance(one, list) and len(one) == 3):
            raise BadRecord("paragraphs")
        document.paragraphs.append((str(one[0]), _whole(one[1]), _whole(one[2])))
    document.codings = [_read_coding(one) for one in reader.parts("codings")]
    return document


def _read_coding(reader: "_Reader") -> Coding:
    coder = reader.part("coder")
    return Coding(
        coder=read_coder(coder) if coder else Coder(),
        state=reader.text("state"),
        tags=reader.texts("tags"),
        annotations=[_read_annotation(one) for one in reader.parts("annotations")],
        changed_at=reader.moment("changed_at"),
    )


def read_coder(reader: "_Reader") -> Coder:
    return Coder(
        reader.text("kind") or "human",
        reader.text("name"),
        reader.text("shown_name"),
        reader.text("engine"),
    )


def _read_annotation(reader: "_Reader") -> Annotation:
    said = reader.part("statement")
    return Annotation(
        number=reader.number("number", 0),
        places=[_read_place(one) for one in reader.parts("places")],
        tags=reader.texts("tags"),
        note=reader.text("note"),
        created_at=reader.moment("created_at"),
        statement=_read_statement(said) if said is not None else None,
        id=reader.text("id"),
    )


def _read_place(reader: "_Reader") -> Place:
    found = reader.found
    return Place(
        role=reader.text("role") or "passage",
        start=None if found.get("start") is None else reader.number("start", 0),
        end=None if found.get("end") is None else reader.number("end", 0),
        words=reader.text("words") if found.get("words") is not None else None,
        prefix=reader.text("prefix"),
        suffix=reader.text("suffix"),
        sha256=reader.text("sha256"),
        number=reader.number("number", 0),
    )


def read_statement(found: Object) -> Statement:
    """Raises BadRecord."""
    return _read_statement(_Reader(found, None, "statement."))


def _read_statement(reader: "_Reader") -> Statement:
    post = reader.part("post")
    confidence = reader.found.get("confidence")
    return Statement(
        mode=reader.text("mode") or "direct",
        speaker=_read_party(reader.part("speaker")),
        post=_read_post(post) if post else None,
        printed_capacity=reader.text("printed_capacity"),
        target=_read_party(reader.part("target")),
        relayers=[party for one in reader.parts("relayers") if (party := _read_party(one))],
        stance=reader.text("stance"),
        certainty=reader.text("certainty") or "certain",
        links=[_read_link(one) for one in reader.parts("links")],
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
        reason=reader.text("reason"),
    )


def _read_party(reader: "_Reader | None") -> Party | None:
    if reader is None:
        return None
    return Party(*(reader.text(name) for name in ("name", "kind", "country", "wikidata", "id")))


def _read_post(reader: "_Reader") -> Post:
    return Post(
        post=reader.text("post"),
        organisation=_read_party(reader.part("organisation")),
        kind=reader.text("kind"),
        represents=reader.text("represents"),
        since=reader.day("since"),
        until=reader.day("until"),
        id=reader.text("id"),
    )


def _read_link(reader: "_Reader") -> Link:
    coder = reader.part("coder")
    return Link(
        reader.text("kind"),
        reader.text("article"),
        read_coder(coder) if coder else Coder(),
        reader.number("number", 0),
        reader.day("day"),
    )


def _whole(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise BadRecord("paragraphs")


class _Reader:
    """Fields of an object, each of the type that it has to be. All raise BadRecord."""

    __slots__ = ("_above", "_name", "found")

    def __init__(self, found: Any, above: "_Reader | None" = None, name: str = "") -> None:
        self._above, self._name = above, name
        if not isinstance(found, dict):
            raise BadRecord(self.path.rstrip(".") or "the record")
        self.found: Object = found

    @property
    def path(self) -> str:
        """What stands before the names of its fields. Asked only for what is wrong."""
        return f"{self._above.path if self._above else ''}{self._name}"

    def text(self, name: str) -> str:
        value = self.found.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise BadRecord(self.path + name)
        return value.replace("\x00", "\ufffd") if "\x00" in value else value

    def texts(self, name: str) -> list[str]:
        value = self.found.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadRecord(self.path + name)
        return value

    def number(self, name: str, default: int) -> int:
        value = self.found.get(name)
        if value is None:
            return default
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadRecord(self.path + name)
        return value

    def day(self, name: str) -> date | None:
        value = self.text(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError as error:
            raise BadRecord(self.path + name) from error

    def moment(self, name: str) -> datetime | None:
        value = self.text(name)
        return read_moment(value, self.path + name) if value else None

    def part(self, name: str) -> "_Reader | None":
        value = self.found.get(name)
        return None if value is None else _Reader(value, self, f"{name}.")

    def parts(self, name: str) -> "list[_Reader]":
        value = self.found.get(name) or []
        if not isinstance(value, list):
            raise BadRecord(self.path + name)
        return [_Reader(one, self, f"{name}[{at}].") for at, one in enumerate(value)]


def read_moment(value: str, path: str = "") -> datetime | None:
    """A time without a zone is taken for UTC. Raises BadRecord."""
    if not value:
        return None
    try:
        at = datetime.fromisoformat(value)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        # In UTC it can be before the first year, or after the last one.
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadRecord(path) from error
    return at
