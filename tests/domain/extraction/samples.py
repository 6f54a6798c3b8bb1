"""Invented articles and the files that hold them."""

import io
import zlib

from docx import Document

LONG = (
    "The delegations met for six hours behind closed doors, and nobody would say afterwards "
    "whether the draft on the table was the old one or the new one."
)
SPOKEN = (
    "“Both sides feel they are being cornered,” says Ada Quill, who teaches harbour law at the "
    "Institute of Tides. “They want to show that they are not alone.”"
)
LAST = (
    "Nobody knows, says Quill, what comes next in the talks of the two capitals, which began in "
    "the last days of a very long winter."
)
ARTICLE = f"Envoys meet again\n\n{LONG}\n\nNo new sanctions\n\n{SPOKEN}\n\n{LAST}\n"


def page(body="", head="", language="en"):
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">{head}</head>'
        f'<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>{body}'
        "<footer><p>© Example Herald</p></footer></body></html>"
    )


def article_page(head="", before="", after=""):
    body = (
        f"<main><article><h1>Envoys meet again</h1>{before}<p>{LONG}</p>"
        f"<h2>No new sanctions</h2><p>{SPOKEN}</p>"
        "<ul><li>The harbour stays open to both sides.</li><li>Nobody pays twice.</li></ul>"
        f"<blockquote><p>We shall meet again, and sooner than you think.</p></blockquote>"
        f"<p>{LAST}</p></article>{after}</main>"
    )
    return page(body, head)


def docx(*paragraphs, tables=()):
    """(style, words) for each paragraph; a table is a list of rows."""
    document = Document()
    for style, words in paragraphs:
        document.add_paragraph(words, style=style)
    for rows in tables:
        table = document.add_table(len(rows), len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(*pages, picture=False, encrypt=None):
    """(x, y, size, words) for each line of each page; Helvetica, WinAnsi letters."""
    objects = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for n, lines in enumerate(pages):
        image = f" /XObject << /Im {4 + 2 * len(pages)} 0 R >>" if picture else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * n} 0 R "
            f"/Resources << /Font << /F 3 0 R >>{image} >> >>".encode()
        )
        stream = b"\n".join(_line(*line) for line in lines)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    if picture:
        pixel = zlib.compress(b"\0")
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            % (len(pixel), pixel)
        )
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    end += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(data),
    )
    return _encrypted(data + end, encrypt) if encrypt is not None else data + end


def _line(x, y, size, words):
    text = (
        words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )
    return b"BT /F %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET" % (size, x, y, text)


def _encrypted(data, password):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(password, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
