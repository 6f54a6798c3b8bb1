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
        name="jsonl",
        title=_("JSON lines (Attaché)"),
        about=_("Complete: comes back without loss, and programs can read all of it."),
        extension="jsonl",
        media_type="application/jsonl",
        write=jsonl.write,
        read=jsonl.read_file,
        losses=(HISTORY,),
    ),
    Format(
        name="csv",
        title=_("Tables (CSV)"),
        about=_("For spreadsheets and statistics: a table of statements and one of places."),
        extension="zip",
        media_type=ZIP,
        write=tables.write_csv,
        read=tables_in.read_csv,
        losses=(LINKS, IDS, WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        name="xlsx",
        title=_("Workbook (XLSX)"),
        about=_("The same tables for Excel and LibreOffice."),
        extension="xlsx",
        media_type=XLSX,
        write=tables.write_xlsx,
        read=tables_in.read_xlsx,
        losses=(
            LINKS,
            IDS,
            WHERE,
            _("the texts of articles"),
            _("words beyond 32,767 letters of a cell"),
        ),
        holds_texts=False,
    ),
    Format(
        name="parquet",
        title=_("Table (Parquet)"),
        about=_("For pandas, R and DuckDB: one table with a row for each place."),
        extension="parquet",
        media_type="application/vnd.apache.parquet",
        write=parquet.write,
        read=parquet.read_file,
        losses=(LINKS, IDS, WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        name="web-annotation",
        title=_("W3C Web Annotations (JSON-LD)"),
        about=_("The web's standard: words and offsets of each place, without the texts."),
        extension="jsonld",
        media_type="application/ld+json",
        write=web_annotations.write,
        read=web_annotations_in.read_file,
        losses=(WHERE, _("the texts of articles")),
        holds_texts=False,
    ),
    Format(
        name="brat",
        title=_("brat standoff"),
        about=_("For brat, and for many programs that learn from its files."),
        extension="zip",
        media_type=ZIP,
        write=brat.write,
        read=brat_in.read_file,
        losses=(
            LINKS,
            SPLIT,
            WORDLESS,
            STATES,
            _("tags of articles"),
            _("line breaks within a place"),
        ),
    ),
    Format(
        name="doccano",
        title=_("doccano, with relations"),
        about=_("JSON lines for a project of sequences and relations."),
        extension="jsonl",
        media_type="application/jsonl",
        write=doccano.write,
        read=doccano_in.read_file,
        losses=(LINKS, SPLIT, WORDLESS, _("tags of articles")),
        has_manifest=False,
    ),
    Format(
        name="doccano-labels",
        title=_("doccano, labels only"),
        about=_("JSON lines for a project of sequences."),
        extension="jsonl",
        media_type="application/jsonl",
        write=doccano.write_labels,
        read=doccano_in.read_file,
        losses=(
            *(LINKS, SPLIT, WORDLESS, _("tags of articles"), _("notes")),
            _("all facts of statements, and which cue and speaker belong to which"),
        ),
        has_manifest=False,
    ),
    Format(
        name="label-studio",
        title=_("Label Studio"),
        about=_("Its JSON: tasks with everybody’s annotations, and the machine’s as predictions."),
        extension="json",
        media_type="application/json",
        write=label_studio.write,
        read=label_studio_in.read_file,
        losses=(LINKS, WORDLESS),
        has_manifest=False,
    ),
    Format(
        name="tei",
        title=_("TEI P5"),
        about=_("For editions and archives: texts with what was said, and by whom."),
        extension="zip",
        media_type=ZIP,
        write=tei.write,
        read=tei_in.read_file,
        losses=(LINKS, WORDLESS, _("control characters")),
    ),
    Format(
        name="uima-xmi",
        title=_("UIMA CAS (XMI), for INCEpTION"),
        about=_("With its type system, as INCEpTION and DKPro read it."),
        extension="zip",
        media_type=ZIP,
        write=uima_xmi.write,
        read=uima_xmi.read_file,
        losses=(LINKS, WORDLESS, STATES, _("tags of articles"), _("control characters")),
    ),
    Format(
        name="uima-json",
        title=_("UIMA CAS (JSON), for INCEpTION"),
        about=_("The same as JSON, version 0.4."),
        extension="zip",
        media_type=ZIP,
        write=uima_json.write,
        read=uima_json.read_file,
        losses=(LINKS, WORDLESS, STATES, _("tags of articles")),
    ),
]
FORMATS = {one.name: one for one in ALL}
READABLE = {one.name: one for one in ALL if one.read}
