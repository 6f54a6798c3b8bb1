"""Tables of annotations taken in: ours, and one table of places as anybody can write it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, zip_longest
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded import (
    Annotation,
    Coder,
    Coding,
    Document,
    Party,
    Place,
    Post,
    Statement,
)
from annotations.domain.coded.as_json import BadRecord, read_moment
from annotations.domain.coded.records import CONTENT, PASSAGE
from annotations.domain.register import CannotRead
from annotations.exchange.coded.columns import PLACES, STATEMENTS
from annotations.exchange.coded.naming import key_in
from annotations.exchange.coded.tables import PLACE_FILE, STATEMENT_FILE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.unpacking import unpacked
from annotations.exchange.register.cells import unguarded
from annotations.exchange.register.sheets import sheets_of

Row = Mapping[str, str]
Rows = Iterator[tuple[int, Row]]
Key = tuple[str, str, str]
# What a row of places has at least one of.
PLACED = {"article_id", "start", "end", "words"}
# What a statement is told by, and what says more of that; it says nothing alone.
SAID = {
    "speaker": ("speaker_kind", "speaker_country", "speaker_wikidata", "speaker_id"),
    "post": (
        *("organisation", "organisation_kind", "post_kind", "represents", "post_since"),
        "post_until",
    ),
    "target": ("target_kind", "target_country", "target_wikidata", "target_id"),
    "relayers": ("relayer_kinds", "relayer_ids"),
    **dict.fromkeys(("printed_capacity", "mode", "stance", "certainty"), ()),
}
FACTS = {*SAID, *(more for several in SAID.values() for more in several)}
# Some of ours are for those who read them, or are asked for elsewhere.
KNOWN = {*STATEMENTS, *PLACES, "statement_words", "prefix", "suffix"}
# Of which several columns are one.
JOINED = {"tags": " ", "note": "\n"}
# Where cells stand that have no column: no name of one has a line break at its end.
BEYOND = "\n"
LONGEST_NUMBER = 18
OTHER_NAMES = {
    "article": "article_id", "document": "article_id", "doc_id": "article_id", "id": "article_id",
    "annotator": "coder", "user": "coder", "label": "tags", "tag": "tags", "code": "tags",
    "begin": "start", "from": "start", "to": "end", "text": "words", "quote": "words",
    "exact": "words", "comment": "note", "memo": "note",
}  # fmt: skip


def read_csv(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """A zip of ours, or one table of places. Raises BadFile."""
    if file.read(2) != b"PK":
        file.seek(0)
        yield from documents_of(_of_places(_rows_of_csv(file)))
        return
    with unpacked(file) as archive:
        tables = archive.ending(".csv", ".tsv")
        places = [path for path in tables if path.rpartition("/")[2] == PLACE_FILE]
        if not places:
            raise BadFile(_("There is no %(name)s in it.") % {"name": PLACE_FILE})
        beside = {path: path.removesuffix(PLACE_FILE) + STATEMENT_FILE for path in places}
        for path in tables:
            if path not in (*beside, *beside.values()):
                why = _("There is no %(name)s beside it.") % {"name": PLACE_FILE}
                yield Trouble(path, why, is_left_out=True)
        for path, other in beside.items():
            statements = _rows_of_csv(archive.opened(other)) if other in tables else iter(())
            yield from _of_both(statements, _rows_of_csv(archive.opened(path)))


def read_xlsx(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Sheets of the names that we write, or one sheet of places. Raises BadFile."""
    try:
        sheets = {name: _headed(rows) for name, rows in sheets_of(file)}
        name = "Spans" if "Spans" in sheets else next(iter(sheets))
        places, statements = sheets.pop(name), sheets.pop("Statements", iter(()))
        for other, rows in sheets.items():
            if other != "About" and next(rows, None):
                why = _("The sheet “%(name)s” is not taken: there is one of places already.")
                yield Trouble(other, why % {"name": other}, is_left_out=True)
        yield from _of_both(statements, places)
    except (CannotRead, StopIteration) as problem:
        raise BadFile(_("This is no workbook, or it is damaged, or too large.")) from problem


def _rows_of_csv(file: Any) -> Rows:
    words = io.TextIOWrapper(file, "utf-8-sig", newline="")
    try:
        sample = words.read(8_192)
        delimiter = max(",;\t", key=sample.partition("\n")[0].count)
        words.seek(0)
        reader = csv.reader(words, delimiter=delimiter)
        rows = ((reader.line_num, [unguarded(cell) for cell in row]) for row in reader)
        yield from _headed(rows)
    except (csv.Error, UnicodeDecodeError) as error:
        raise BadFile(_("This is no CSV table in UTF-8.")) from error
    finally:
        # A zip that was left half read is closed by now.
        with suppress(ValueError):
            words.detach()


def _headed(rows: Iterable[tuple[int, list[str]]]) -> Rows:
    head: list[str] = []
    for number, cells in rows:
        # Excel writes the second kind for itself, to know what parts its cells.
        if not any(cells) or (not head and cells[0].startswith("sep=")):
            continue
        if not head:
            head = _columns(cells)
            is_plain = len(head) == len(set(head))
        elif is_plain and len(cells) <= len(head):
            values = zip(head, cells, strict=False)
            yield number, {name: value for name, value in values if value}
        else:
            yield number, _several(head, cells)


def _columns(cells: list[str]) -> list[str]:
    """As ours are called; one that means what another one says better keeps its name. Statistics
    programs number the rows in a column without a name; behind the last name there is no column."""
    while cells and not cells[-1].strip():
        cells = cells[:-1]
    named = [cell.strip().lower().replace(" ", "_") for cell in cells]
    names = [name or f"#{place}" for place, name in enumerate(named, start=1)]
    head: list[str] = []
    for name in names:
        ours = OTHER_NAMES.get(name, name)
        is_there = ours in head or (ours != name and ours in names)
        head.append(name if is_there and ours not in JOINED else ours)
    return head


def _several(head: list[str], cells: list[str]) -> Row:
    """Where columns share a name, or there are more cells than columns."""
    row: dict[str, str] = {}
    for name, value in zip_longest(head, cells[: len(head)], fillvalue=""):
        if value:
            row[name] = f"{row[name]}{JOINED.get(name, ' ')}{value}" if name in row else value
    if more := [cell for cell in cells[len(head) :] if cell]:
        row[BEYOND] = ", ".join(more)
    return row


def _of_places(rows: Rows) -> Rows:
    """Raises BadFile where the columns are those of another table, which the first row tells."""
    is_first = True
    for number, row in rows:
        if is_first and not PLACED & row.keys():
            why = _("Row %(number)s has neither “article” nor a place: its columns are %(names)s.")
            names = ", ".join(row)[:200]
            raise BadFile(why % {"number": number, "names": names})
        is_first = False
        yield number, row


def _of_both(statements: Rows, places: Rows) -> Iterator[Given]:
    """What is said of each annotation, by article, coder and number, is held as long as the file is
    read: texts are not in it."""
    facts: dict[tuple[str, str, str], Row] = {}
    unread = _Unread()
    for number, row in statements:
        at = _("row %(number)s") % {"number": number}
        yield from unread.of(at, row)
        if facts.setdefault(_key(row), row) is not row:
            why = _("“%(key)s” is there already.") % {"key": row.get("annotation", "")}
            yield Trouble(at, why)
    missing = {*facts}
    yield from _documents(facts, missing, places)
    for article, coder, annotation in sorted(missing):
        where = f"{_at(article)} {coder}".strip()
        why = _("There is no place of the annotation %(number)s.") % {"number": annotation}
        yield Trouble(where, why)


def _key(row: Row) -> Key:
    return row.get("article_id", ""), row.get("coder", ""), row.get("annotation", "")


def documents_of(rows: Rows) -> Iterator[Given]:
    """Of rows that have everything in them."""
    return _documents({}, set(), rows)


class _Unread:
    """Columns that say nothing here, each told once."""

    def __init__(self) -> None:
        self.told: set[str] = set()

    def of(self, at: str, row: Row) -> Iterator[Trouble]:
        if KNOWN.issuperset(row):
            return
        for name in row.keys() - KNOWN - self.told:
            if name == BEYOND:
                why = _("There are more cells than columns: %(words)s") % {"words": row[name][:200]}
            else:
                why = _("The column “%(name)s” is not taken.") % {"name": name[:200]}
                self.told.add(name)
            yield Trouble(at, why, is_left_out=True)


def _at(article: str) -> str:
    return _("article %(name)s") % {"name": article[:60]}


def _documents(facts: Mapping[Key, Row], missing: set[Key], rows: Rows) -> Iterator[Given]:
    """Rows of one article and coder that follow one another are one document. A row that `facts`
    have nothing of says all itself; what they have that is found is `missing` no more."""
    unread = _Unread()

    def whose(found: tuple[int, Row]) -> tuple[str, str]:
        return found[1].get("article_id", ""), found[1].get("coder", "")

    for (article, label), several in groupby(rows, whose):
        document = Document("", None, key_in(article.lower()))
        if article.startswith(("http:", "https:")):
            document.url = article
        document.at = _at(article)
        coding = Coding(Coder.of_label(label))
        by_number: dict[str, _Begun] = {}
        for number, row in several:
            at = _("row %(number)s") % {"number": number}
            yield from unread.of(at, row)
            missing.discard(_key(row))
            told = facts.get(_key(row), row)
            try:
                left = _add(row, told, number, coding, by_number)
            except (BadRecord, ValueError) as wrong:
                why = _("“%(field)s” is missing or no such value.") % {"field": wrong}
                yield Trouble(at, why)
                continue
            coding.state = told.get("state", coding.state)
            coding.coder.shown_name = told.get("coder_name", coding.coder.shown_name)
            if tags := told.get("article_tags"):
                coding.tags = list(dict.fromkeys([*coding.tags, *tags.split()]))
            for name in left:
                why = _("“%(name)s: %(value)s” is not kept.")
                yield Trouble(at, why % {"name": name, "value": told[name][:200]}, is_left_out=True)
        for begun in by_number.values():
            begun.one.note = "\n".join(begun.notes)
        document.codings = [coding]
        yield document


@dataclass(slots=True)
class _Begun:
    """An annotation of which there can be more rows, with the first one that tells its facts, and
    what is noted in each."""

    one: Annotation
    first: Row
    notes: dict[str, None] = field(default_factory=dict)


def _add(
    row: Row,
    told: Row,
    number: int,
    coding: Coding,
    by_number: dict[str, "_Begun"],
) -> list[str]:
    """Answers what is told and says nothing here. Raises ValueError, BadRecord."""
    key = row.get("annotation") or f"row {number}"
    # Who does not say what a place of a statement is means what was said.
    is_said = "kind" not in told and "role" not in row and not FACTS.isdisjoint(told)
    place = Place(
        row.get("role", CONTENT if is_said else PASSAGE),
        _number(row, "start"),
        _number(row, "end"),
        row.get("words"),
        row.get("prefix", ""),
        row.get("suffix", ""),
        row.get("sha256", ""),
        _number(row, "span") or 0,
    )
    if key not in by_number:
        is_statement = told.get("kind") == "statement" or place.role != PASSAGE
        one = Annotation(
            int(key) if _is_number(key) else 0,
            [],
            created_at=read_moment(told.get("created_at", ""), "created_at"),
            statement=_statement(told) if is_statement else None,
        )
        by_number[key] = _Begun(one, told)
        coding.annotations.append(one)
    begun = by_number[key]
    one = begun.one
    one.places.append(place)
    one.tags += row.get("tags", "").replace(";", " ").replace(",", " ").split()
    if note := row.get("note"):
        begun.notes[note] = None
    return _left(one, told, begun.first)


def _left(one: Annotation, told: Row, first: Row) -> list[str]:
    """Facts of a passage, those that another row of the statement has otherwise, and those that say
    more of what is not said."""
    if one.statement is None:
        return [] if FACTS.isdisjoint(told) else sorted(FACTS & told.keys())
    left = []
    if told is not first:
        left += [name for name in sorted(FACTS & told.keys()) if told[name] != first.get(name)]
    for name, several in SAID.items():
        if name not in told:
            left += [more for more in several if more in told and more not in left]
    return left


def _number(row: Row, name: str) -> int | None:
    """Raises ValueError."""
    # Statistics programs write 3.0 where a column has a gap.
    value = row.get(name, "").removesuffix(".0")
    if not value:
        return None
    if not _is_number(value):
        raise ValueError(name)
    return int(value)


def _is_number(value: str) -> bool:
    return value.isdecimal() and len(value) <= LONGEST_NUMBER


def _statement(row: Row) -> Statement:
    post = None
    if row.get("post"):
        where = row.get("organisation")
        post = Post(
            row["post"],
            Party(where, row.get("organisation_kind", "")) if where else None,
            row.get("post_kind", ""),
            row.get("represents", ""),
            _day(row, "post_since"),
            _day(row, "post_until"),
        )
    relayers = [
        Party(name, kind, id=key)
        for name, kind, key in zip_longest(
            *(_listed(row, name) for name in ("relayers", "relayer_kinds", "relayer_ids")),
            fillvalue="",
        )
        if name
    ]
    return Statement(
        mode=row.get("mode", "direct"),
        speaker=_party(row, "speaker"),
        post=post,
        printed_capacity=row.get("printed_capacity", ""),
        target=_party(row, "target"),
        relayers=relayers,
        stance=row.get("stance", ""),
        certainty=row.get("certainty", "certain"),
    )


def _listed(row: Row, name: str) -> list[str]:
    return [one.strip() for one in row.get(name, "").split(";")]


def _day(row: Row, name: str) -> date | None:
    try:
        return date.fromisoformat(row[name]) if row.get(name) else None
    except ValueError as error:
        raise ValueError(name) from error


def _party(row: Row, name: str) -> Party | None:
    if not row.get(name):
        return None
    return Party(
        row[name],
        *(row.get(f"{name}_{part}", "") for part in ("kind", "country", "wikidata", "id")),
    )
