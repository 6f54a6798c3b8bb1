"""Articles that come as rows: of a table, or of a file of JSON lines.

What is kept of a row, as the bytes of its capture, is one JSON object with the names of FIELDS. Its
text is stored as it stands there, so that offsets into it which others gave stay true.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from annotations.domain.addresses import plain_address, site_of
from annotations.domain.codes import is_language
from annotations.domain.extraction.extracts import Facts
from annotations.domain.names import tidy
from annotations.domain.text import CannotExtract, normalise
from annotations.domain.text.blocks import is_blank
from annotations.domain.text.dates import parse_date

FIELDS = ("title", "text", "byline", "published", "language", "source", "url", "section")
# What others call these, in small letters and without anything between the letters.
OTHER_NAMES = {
    "title": "headline heading titel überschrift titre título titulo titolo заголовок العنوان 标题",
    "text": "body content fulltext articletext articlebody maintext plaintext texte texto testo "
    "inhalt contenu contenido текст النص 正文",
    "byline": "author authors writer journalist autor auteur автор 作者",
    "published": "date publishedat publishedon publicationdate publishdate pubdate datepublished "
    "datetime datum fecha data дата التاريخ 日期",
    "language": "lang languagecode sprache langue idioma lingua язык",
    "source": "sourcename outlet publisher publication newspaper medium media quelle fuente fonte "
    "источник المصدر 来源",
    "url": "link address uri permalink canonicalurl articleurl adresse",
    "section": "category rubric desk rubrik rubrique sección seccion sezione рубрика",
}
MEANT = {name: field for field in FIELDS for name in (field, *OTHER_NAMES.get(field, "").split())}
NOT_LETTERS = re.compile(r"[\W_]+")
# What programs write where there is nothing.
NOTHING = {"", "-", "–", "—", "n/a", "na", "nan", "nat", "none", "null", "nil"}
WEB = re.compile("https?://", re.IGNORECASE)
SHORTENED = re.compile(r"([a-z]{2,3})[-_].*")


def field_of(column: str) -> str:
    """Which of FIELDS a column of this name holds; "" for none of them."""
    return MEANT.get(NOT_LETTERS.sub("", column.casefold()), "")


def meanings_of(columns: Iterable[str]) -> dict[str, str]:
    """The columns that are understood, each with its field. A field has one column: the one that
    is called like it, else the first."""
    return _meanings(tuple(columns)).copy()


@lru_cache(maxsize=64)
def _meanings(columns: tuple[str, ...]) -> dict[str, str]:
    found = {column: field for column in columns if (field := field_of(column))}
    exact = {column.casefold().strip() for column in columns}
    taken: set[str] = set()
    meanings = {}
    for column, field in found.items():
        called_so = column.casefold().strip() == field
        if field not in taken and (called_so or field not in exact):
            taken.add(field)
            meanings[column] = field
    return meanings


def row_of(values: Mapping[str, Any], meanings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The fields of a row, as words; those that are empty left out.

    `meanings` say which column is which field, where that is not to be told by their names. Raises
    CannotExtract: row_value.
    """
    known = meanings if meanings is not None else _meanings(tuple(values))
    return {
        field: words
        for column, field in known.items()
        if (words := _words(values.get(column), field))
    }


def _words(value: object, field: str) -> str:
    if field == "text":
        if value is None or isinstance(value, str):
            return value or ""
        raise CannotExtract("row_value", field=field)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = ", ".join(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise CannotExtract("row_value", field=field)
    words = (value or "").strip()
    return "" if words.casefold() in NOTHING else words


def row_of_line(line: bytes, meanings: Mapping[str, str] | None = None) -> dict[str, str]:
    """The fields of one JSON line. Raises CannotExtract: mis_encoded, not_json, not_a_row."""
    return row_of(_object(line), meanings)


def _object(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=lambda _name: None)
    except UnicodeDecodeError as error:
        detail = f"byte {error.start} is no UTF-8"
        raise CannotExtract("mis_encoded", detail=detail) from error
    except (ValueError, RecursionError) as error:
        raise CannotExtract("not_json") from error
    if not isinstance(found, dict):
        raise CannotExtract("not_a_row")
    return found


def columns_of_line(line: bytes) -> list[str]:
    """The names in one JSON line. Raises CannotExtract."""
    return list(_object(line))


def bytes_of(row: Mapping[str, str]) -> bytes:
    """What is kept of a row: the same row gives the same bytes, wherever it comes from.

    Half a character stays the escape that JSON has for it, and is refused when the row is read.
    """
    kept = {field: row[field] for field in FIELDS if row.get(field)}
    words = json.dumps(kept, ensure_ascii=False)
    return words.encode("utf-8", "backslashreplace")


def read_row(data: bytes) -> tuple[str, Facts]:
    """The text of a row and what it says of its article. Raises CannotExtract: row_text, row_date,
    row_url, lone_surrogate."""
    row = row_of(_object(data), {field: field for field in FIELDS})
    text = normalise(row.get("text", ""))
    if is_blank(text):
        raise CannotExtract("row_text")
    language = _language(row.get("language", ""))
    written = row.get("published", "")
    published = parse_date(written, language) if written else None
    if written and published is None:
        raise CannotExtract("row_date", date=written[:80])
    url = row.get("url", "")
    if url and not (WEB.match(url) and site_of(url)):
        raise CannotExtract("row_url", url=url[:80])
    facts = Facts(
        title=tidy(normalise(row.get("title", ""))),
        byline=normalise(row.get("byline", "")),
        published=published,
        language=language,
        source_name=normalise(row.get("source", "")),
        canonical_url=plain_address(url) if url else "",
        section=normalise(row.get("section", "")),
    )
    return text, facts


def _language(written: str) -> str:
    """A code as it is kept: en for en-GB or EN_us. "" where it is no code: the text will tell."""
    code = SHORTENED.sub(r"\1", written.lower())
    return code if is_language(code) else ""
