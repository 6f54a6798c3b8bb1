"""Headings, paragraphs and tables as a Word document, in the styles that Word itself knows."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.text.paragraph import Paragraph

from annotations.domain.citations import Run
from annotations.domain.text.directions import runs_from_the_right
from annotations.domain.text.unwritable import writable

# What the direction of a paragraph stands before, as far as it is written here.
AFTER_BIDI = ("w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


@dataclass(frozen=True)
class Heading:
    words: str
    # 0 is the title of the whole.
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph, in one of Word's styles, such as "List Bullet 2" or "Intense Quote"."""

    runs: Sequence[Run]
    style: str = "Normal"


@dataclass(frozen=True)
class Table:
    """All rows are as long as the head; `numbers` are the columns that are aligned at their end."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = field(default_factory=frozenset)


Block = Heading | Text | Table


def as_docx(blocks: Iterable[Block], title: str) -> bytes:
    document = Document()
    document.core_properties.title = writable(title)[:255]
    # The library's template signs for its own author.
    document.core_properties.author = document.core_properties.comments = ""
    for block in blocks:
        match block:
            case Heading(words, level):
                _write(document.add_heading(level=level), [Run(words)])
            case Text(runs, style):
                _write(document.add_paragraph(style=style), runs)
            case Table(head, rows, numbers):
                made = document.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
                for place, row in enumerate([head, *rows]):
                    cells = made.rows[0].cells if not place else made.add_row().cells
                    for number, (cell, words) in enumerate(zip(cells, row, strict=True)):
                        paragraph = cell.paragraphs[0]
                        _write(paragraph, [Run(words)])
                        if number in numbers:
                            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write(paragraph: Paragraph, runs: Iterable[Run]) -> None:
    for number, run in enumerate(runs):
        made = paragraph.add_run(writable(run.text))
        made.italic = run.is_italic or None
        # Word asks each piece for its direction, and the paragraph for the side it begins at.
        if runs_from_the_right(run.text):
            made.font.rtl = True
            if not number:
                paragraph._p.get_or_add_pPr().insert_element_before(
                    OxmlElement("w:bidi"), *AFTER_BIDI
                )
