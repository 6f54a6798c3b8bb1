"""Tables of annotations taken in: ours, and one table of places as anybody can write it."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
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
from annotations.domain.coded.records import PASSAGE
from annotations.domain.register import CannotRead
from annotations.exchange.coded.naming import key_in
from annotations.exchange.coded.tables import PLACE_FILE, STATEMENT_FILE
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.unpacking import unpacked
from annotations.exchange.register.cells import unguarded
from annotations.exchange.register.sheets import sheets_of

Row = Mapping[str, str]
Rows = Iterator[tuple[int, Row]]
# What a row of places has at least one of.
PLACED = {"article_id", "start", "end", "words"}
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
        yield from _documents({}, _of_places(_rows_of_csv(file)))
        return
    with unpacked(file) as archive:
        tables = {path.rpartition("/")[2]: path for path in archive.names}

        def rows_of(name: str) -> Rows:
            return _rows_of_csv(archive.opened(tables[name]))

        if PLACE_FILE not in tables:
            raise BadFile(_("There is no %(name)s in it.") % {"name": PLACE_FILE})
        statements = rows_of(STATEMENT_FILE) if STATEMENT_FILE in tables else iter(())
        yield from _documents(_facts(statements), rows_of(PLACE_FILE))


def read_xlsx(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Sheets of the names that we write, or one sheet of places. Raises BadFile."""
    try:
        sheets = {name: _headed(rows) for name, rows in sheets_of(file)}
        places = sheets.get("Spans") or next(iter(sheets.values()))
        yield from _documents(_facts(sheets.get("Statements") or iter(())), places)
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
        words.detach()


def _headed(rows: Iterable[tuple[int, list[str]]]) -> Rows:
    head: list[str] = []
    for number, cells in rows:
        # Excel writes the second kind for itself, to know what parts its cells.
        if not any(cells) or (not head and cells[0].startswith("sep=")):
            continue
        if not head:
            names = [cell.strip().lower().replace(" ", "_") for cell in cells]
            head = [OTHER_NAMES.get(name, name) for name in names]
        else:
            values = zip(head, cells, strict=False)
            yield number, {name: value for name, value in values if value}


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


def _facts(rows: Rows) -> dict[tuple[str, str, str], Row]:
    """What is said of each annotation, by article, coder and number. Held as long as the file is
    read: texts are not in it."""
    return {_key(row): row for _number, row in rows}


def _key(row: Row) -> tuple[str, str, str]:
    return row.get("article_id", ""), row.get("coder", ""), row.get("annotation", "")


def documents_of(rows: Rows) -> Iterator[Given]:
    """Of rows that have everything in them."""
    return _documents(None, rows)


def _documents(facts: Mapping[tuple[str, str, str], Row] | None, rows: Rows) -> Iterator[Given]:
    """Rows of one article and coder that follow one another are one document."""

    def whose(found: tuple[int, Row]) -> tuple[str, str]:
        return found[1].get("article_id", ""), found[1].get("coder", "")

    for (article, label), several in groupby(rows, whose):
        document = Document("", None, key_in(article.lower()))
        if article.startswith(("http:", "https:")):
            document.url = article
        document.at = _("article %(name)s") % {"name": article[:60]}
        coding = Coding(Coder.of_label(label))
        by_number: dict[str, Annotation] = {}
        for number, row in several:
            at = _("row %(number)s") % {"number": number}
            try:
                told = row if facts is None else facts.get(_key(row), {})
                _add(row, told, number, coding, by_number)
                coding.state = told.get("state", coding.state)
                coding.coder.shown_name = told.get("coder_name", coding.coder.shown_name)
                coding.tags = told.get("article_tags", "").split() or coding.tags
            except (BadRecord, ValueError) as wrong:
                why = _("“%(field)s” is missing or no such value.") % {"field": wrong}
                yield Trouble(at, why)
        document.codings = [coding]
        yield document


def _add(
    row: Row, told: Row, number: int, coding: Coding, by_number: dict[str, Annotation]
) -> None:
    """Raises ValueError, BadRecord."""
    key = row.get("annotation") or f"row {number}"
    place = Place(
        row.get("role", PASSAGE),
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
            int(key) if key.isdigit() else 0,
            [],
            created_at=read_moment(told.get("created_at", ""), "created_at"),
            statement=_statement(told) if is_statement else None,
        )
        by_number[key] = one
        coding.annotations.append(one)
    one = by_number[key]
    one.places.append(place)
    one.tags += row.get("tags", "").replace(";", " ").replace(",", " ").split()
    one.note = one.note or row.get("note", "")


def _number(row: Row, name: str) -> int | None:
    """Raises ValueError."""
    # Statistics programs write 3.0 where a column has a gap.
    value = row.get(name, "").removesuffix(".0")
    if not value:
        return None
    if not value.isdecimal():
        raise ValueError(name)
    return int(value)


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
