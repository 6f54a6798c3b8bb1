"""Workbooks (.xlsx) of words alone, sent while they are written.

A library asks for each cell what it is and how it is to look, which for millions of cells takes a
minute. Here they are all words, so a row is put together in one go. ECMA-376, part 1, section 18.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.exchange.whole_project.writing import Drain

# As many characters a cell may have, and as many rows a sheet.
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576
PLAIN, BOLD = "", ' s="1"'
ENOUGH = 64 * 1024
# What XML cannot hold, or would read as something else, and what looks like the way to write that.
SPECIAL = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="2">'
    '<font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" '
    'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
)


@dataclass(frozen=True)
class Sheet:
    """`rows` are what `row` made, in UTF-8; `widths` those of its columns, the first row of which
    is a head that stays where it is. A sheet without widths has no head."""

    name: str
    widths: Sequence[int]
    rows: Iterable[bytes]


def workbook(sheets: Iterable[Sheet], made_at: tuple[int, ...]) -> Iterator[bytes]:
    """The bytes of the file, as they come. Names of sheets are plain letters."""
    drain, names = Drain(), list[str]()

    def dated(path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, made_at)  # type: ignore[arg-type]
        info.compress_type = zipfile.ZIP_DEFLATED
        return info

    with zipfile.ZipFile(drain, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, sheet in enumerate(sheets, start=1):
            names.append(sheet.name)
            part = dated(f"xl/worksheets/sheet{number}.xml")
            with archive.open(part, "w", force_zip64=True) as member:
                member.write(_begun(sheet).encode())
                for piece in sheet.rows:
                    member.write(piece)
                    if drain.held > ENOUGH:
                        yield drain.taken()
                member.write(b"</sheetData></worksheet>")
        for path, text in _parts(names).items():
            archive.writestr(dated(path), text)
    yield drain.taken()


def row(number: int, cells: Iterable[str], style: str = PLAIN) -> str:
    """A row of a sheet; what is empty is left out."""
    kind = f'{number}"{style} t="inlineStr"><is><t xml:space="preserve">'
    found = [
        f"{column}{kind}{_written(cell)}</t></is></c>"
        for column, cell in zip(COLUMNS, cells, strict=False)
        if cell
    ]
    return f'<row r="{number}">{"".join(found)}</row>'


def _written(cell: str) -> str:
    cell = cell[:LONGEST_CELL]
    return SPECIAL.sub(_name, cell) if SPECIAL.search(cell) else cell


def _name(found: "re.Match[str]") -> str:
    """How a workbook writes a character that XML has no way to write."""
    letter = found[0]
    return ENTITIES.get(letter) or f"_x{ord(letter):04X}_"


def _letters(column: int) -> str:
    """A, B, … Z, AA, AB, …"""
    before, last = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


COLUMNS = [f'<c r="{_letters(column)}' for column in range(100)]


def _begun(sheet: Sheet) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, start=1)
    )
    before = f"{FROZEN}<cols>{columns}</cols>" if columns else ""
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>'


def _parts(names: Sequence[str]) -> dict[str, str]:
    """What says which parts there are, and of which kind."""
    numbers = range(1, len(names) + 1)
    links = [
        *((f"rId{at}", f"{OFFICE}/worksheet", f"worksheets/sheet{at}.xml") for at in numbers),
        ("rIdStyles", f"{OFFICE}/styles", "styles.xml"),
    ]
    kinds = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        *((f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers),
    ]
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="rId{at}"/>'
        for at, name in zip(numbers, names, strict=True)
    )
    overrides = "".join(
        f'<Override PartName="{path}" ContentType="{TYPES}.{kind}+xml"/>' for path, kind in kinds
    )
    return {
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/styles.xml": STYLES,
        "xl/_rels/workbook.xml.rels": _relations(links),
        "_rels/.rels": _relations([("rId1", f"{OFFICE}/officeDocument", "xl/workbook.xml")]),
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
    }


def _relations(links: Iterable[Any]) -> str:
    found = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{found}</Relationships>'
