"""The formats in which annotated texts leave and come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.exchange.coded import (
    brat,
    brat_in,
    doccano,
    doccano_in,
    jsonl,
    label_studio,
    label_studio_in,
    parquet,
    tables,
    tables_in,
    tei,
    tei_in,
    uima_json,
    uima_xmi,
    web_annotations,
    web_annotations_in,
)
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.taken import Given

Words = str | Promise


@dataclass(frozen=True)
class Format:
    """`write` makes the bytes of a file while they are sent; `read` gives what is in one, None
    where nothing can come back. `losses` says what of a project's annotations the format cannot
    hold."""

    name: str
    title: Words
    about: Words
    extension: str
    media_type: str
    write: Callable[[Export], Iterator[bytes]]
    read: Callable[[BinaryIO, str], Iterator[Given]] | None = None
    losses: tuple[Words, ...] = ()
    # Whether every article's text is in it, as far as it may leave.
    holds_texts: bool = True
    # Whether the file itself says what it is; else a manifest goes with it.
    has_manifest: bool = True


ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINKS = _("links between statements")
HISTORY = _("the history of the work and captured bytes")
IDS = _("countries and Wikidata items of those who relay")
WHERE = _("an article that nobody annotated")
SPLIT = _("a passage with several tags is several places until it comes back")
STATES = _("whether a coding is done")
WORDLESS = _("how a text is cut into headings and paragraphs")

ALL = [
    Format(
        "jsonl",
        _("JSON lines (Attaché)"),
        _("Complete: comes back without loss, and programs can read all of it."),
        "jsonl",
        "application/jsonl",
        jsonl.write,
        jsonl.read_file,
        (HISTORY,),
    ),
    Format(
        "csv",
        _("Tables (CSV)"),
        _("For spreadsheets and statistics: a table of statements and one of places."),
        "zip",
        ZIP,
        tables.write_csv,
        tables_in.read_csv,
        (LINKS, IDS, WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        "xlsx",
        _("Workbook (XLSX)"),
        _("The same tables for Excel and LibreOffice."),
        "xlsx",
        XLSX,
        tables.write_xlsx,
        tables_in.read_xlsx,
        (LINKS, IDS, WHERE, _("the texts of articles"), _("words beyond 32,767 letters of a cell")),
        holds_texts=False,
    ),
    Format(
        "parquet",
        _("Table (Parquet)"),
        _("For pandas, R and DuckDB: one table with a row for each place."),
        "parquet",
        "application/vnd.apache.parquet",
        parquet.write,
        parquet.read_file,
        (LINKS, IDS, WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        "web-annotation",
        _("W3C Web Annotations (JSON-LD)"),
        _("The web's standard: words and offsets of each place, without the texts."),
        "jsonld",
        "application/ld+json",
        web_annotations.write,
        web_annotations_in.read_file,
        (WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        "brat",
        _("brat standoff"),
        _("For brat, and for many programs that learn from its files."),
        "zip",
        ZIP,
        brat.write,
        brat_in.read_file,
        (LINKS, SPLIT, WORDLESS, STATES, _("tags of articles"), _("line breaks within a place")),
    ),
    Format(
        "doccano",
        _("doccano, with relations"),
        _("JSON lines for a project of sequences and relations."),
        "jsonl",
        "application/jsonl",
        doccano.write,
        doccano_in.read_file,
        (LINKS, SPLIT, WORDLESS, _("tags of articles")),
        has_manifest=False,
    ),
    Format(
        "doccano-labels",
        _("doccano, labels only"),
        _("JSON lines for a project of sequences."),
        "jsonl",
        "application/jsonl",
        doccano.write_labels,
        doccano_in.read_file,
        (
            *(LINKS, SPLIT, WORDLESS, _("tags of articles"), _("notes")),
            _("all facts of statements, and which cue and speaker belong to which"),
        ),
        has_manifest=False,
    ),
    Format(
        "label-studio",
        _("Label Studio"),
        _("Its JSON: tasks with everybody’s annotations, and the machine’s as predictions."),
        "json",
        "application/json",
        label_studio.write,
        label_studio_in.read_file,
        (LINKS, WORDLESS),
        has_manifest=False,
    ),
    Format(
        "tei",
        _("TEI P5"),
        _("For editions and archives: texts with what was said, and by whom."),
        "zip",
        ZIP,
        tei.write,
        tei_in.read_file,
        (LINKS, WORDLESS, _("control characters")),
    ),
    Format(
        "uima-xmi",
        _("UIMA CAS (XMI), for INCEpTION"),
        _("With its type system, as INCEpTION and DKPro read it."),
        "zip",
        ZIP,
        uima_xmi.write,
        uima_xmi.read_file,
        (LINKS, WORDLESS, STATES, _("tags of articles"), _("control characters")),
    ),
    Format(
        "uima-json",
        _("UIMA CAS (JSON), for INCEpTION"),
        _("The same as JSON, version 0.4."),
        "zip",
        ZIP,
        uima_json.write,
        uima_json.read_file,
        (LINKS, WORDLESS, STATES, _("tags of articles")),
    ),
]
FORMATS = {one.name: one for one in ALL}
READABLE = {one.name: one for one in ALL if one.read}
