"""Why a file was refused, in the reader's language."""

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from annotations.domain.text import CannotExtract

# The sentences of domain/text/errors.py, where gettext finds them; a test keeps the two alike.
SENTENCES = {
    "empty": _(
        "There is nothing in it. Check that the file was saved completely, or paste the text."
    ),
    "binary": _(
        "This is not text ({what}). Upload the article as .txt, .html, .md, .docx or .pdf."
    ),
    "mis_encoded": _(
        "The characters cannot be read with certainty ({detail}). "
        "Save it again as UTF-8, or paste the text."
    ),
    "lone_surrogate": _(
        "There is half a character (a lone surrogate) at position {position}. "
        "Copy the text again from its source."
    ),
    "too_long": _(
        "It has {characters:,} characters of text; at most {limit:,} can be kept as one article. "
        "Split it into several articles."
    ),
    "too_large": _(
        "The file has {bytes:,} bytes; at most {limit:,} are read. Save only the article."
    ),
    "too_complex": _(
        "The file unpacks to more than can be read safely ({detail}). "
        "Save only the article, or paste the text."
    ),
    "encrypted": _("The file is locked with a password. Save it without the password."),
    "scanned": _(
        "The pages hold pictures of text, no text. "
        "Run text recognition (OCR) over the file first, or paste the text."
    ),
    "no_text": _("No article text was found in it. Paste the text of the article instead."),
    "unsupported": _(
        "Files of this kind ({what}) cannot be read. "
        "Upload the article as .txt, .html, .md, .docx or .pdf."
    ),
    "broken_file": _("The {what} file is damaged and cannot be opened. Download or save it again."),
    "not_json": _("This line is not JSON. Each line has to be one object of its own."),
    "not_a_row": _("This line is no object, such as one with a “title” and a “text”."),
    "row_text": _("The row has no text. One column has to hold the words of the article."),
    "row_date": _("Its date (“{date}”) cannot be read with certainty. Write it as 2026-03-18."),
    "row_url": _(
        "Its address (“{url}”) is not that of a page. Write it as https://example.org/news/1."
    ),
    "row_value": _("Its “{field}” is neither words nor a number."),
    "row_columns": _(
        "No column is known to hold the text (there are: {columns}). Call the one that does “text”."
    ),
    "row_cells": _(
        "The row has {cells} cells under {columns} columns. "
        "Put a text that holds what parts them into quotation marks."
    ),
    "row_broken": _(
        "The table cannot be read on from here ({detail}). "
        "Mend this place, and send the file again."
    ),
    "line_too_long": _("The line has more than {limit:,} bytes, more than one article may have."),
    "unreadable": _("The file cannot be opened ({detail})."),
    "not_many": _("This is no .zip, .jsonl or .csv file. A single article is taken in by itself."),
    "nested_zip": _("This is an archive within the archive. Unpack it, and send what is in it."),
    "unsafe_name": _("Its name leads out of the archive, so it is not read. Pack the files anew."),
    "a_link": _("This is only a link to another file. Pack the file itself."),
    "too_many": _("There are more than {limit:,} files in it. Split it into several."),
}
KINDS = [
    gettext_noop("a PDF file"),
    gettext_noop("a zip or Office file"),
    gettext_noop("an empty zip file"),
    gettext_noop("an old Office file such as .doc"),
    gettext_noop("an RTF file"),
    gettext_noop("a PNG picture"),
    gettext_noop("a JPEG picture"),
    gettext_noop("a GIF picture"),
    gettext_noop("a TIFF picture"),
    gettext_noop("a program"),
    gettext_noop("a gzip file"),
    gettext_noop("a 7z archive"),
    gettext_noop("a RAR archive"),
    gettext_noop("a bzip2 file"),
    gettext_noop("an xz file"),
    gettext_noop("a zstd file"),
    gettext_noop("a sound file"),
    gettext_noop("a sound or video file"),
    gettext_noop("a video file"),
    gettext_noop("a database"),
    gettext_noop("a font"),
    gettext_noop("a picture, sound or video file"),
    gettext_noop("a video or HEIC file"),
    gettext_noop("it has control characters"),
]


def sentence_of(refusal: CannotExtract) -> str:
    """One clear sentence that says what is wrong and what to do about it."""
    words = {
        name: gettext(value) if name == "what" and isinstance(value, str) else value
        for name, value in refusal.params.items()
    }
    return str(SENTENCES[refusal.code]).format(**words)
