"""Why a file or a text was refused, as a code with parameters and as a sentence."""

from annotations.domain.text.limits import MAX_BYTES, MAX_CHARACTERS

SENTENCES = {
    "empty": "There is nothing in it. Check that the file was saved completely, or paste the text.",
    "binary": "This is not text ({what}). Upload the article as .txt, .html, .md, .docx or .pdf.",
    "mis_encoded": (
        "The characters cannot be read with certainty ({detail}). "
        "Save it again as UTF-8, or paste the text."
    ),
    "lone_surrogate": (
        "There is half a character (a lone surrogate) at position {position}. "
        "Copy the text again from its source."
    ),
    "too_long": (
        "It has {characters:,} characters of text; at most {limit:,} can be kept as one article. "
        "Split it into several articles."
    ),
    "too_large": "The file has {bytes:,} bytes; at most {limit:,} are read. Save only the article.",
    "too_complex": (
        "The file unpacks to more than can be read safely ({detail}). "
        "Save only the article, or paste the text."
    ),
    "encrypted": "The file is locked with a password. Save it without the password.",
    "scanned": (
        "The pages hold pictures of text, no text. "
        "Run text recognition (OCR) over the file first, or paste the text."
    ),
    "no_text": "No article text was found in it. Paste the text of the article instead.",
    "unsupported": (
        "Files of this kind ({what}) cannot be read. "
        "Upload the article as .txt, .html, .md, .docx or .pdf."
    ),
    "broken_file": "The {what} file is damaged and cannot be opened. Download or save it again.",
    "not_json": "This line is not JSON. Each line has to be one object of its own.",
    "not_a_row": "This line is no object, such as one with a “title” and a “text”.",
    "row_text": "The row has no text. One column has to hold the words of the article.",
    "row_date": "Its date (“{date}”) cannot be read with certainty. Write it as 2026-03-18.",
    "row_url": (
        "Its address (“{url}”) is not that of a page. Write it as https://example.org/news/1."
    ),
    "row_value": "Its “{field}” is neither words nor a number.",
    "row_columns": (
        "No column is known to hold the text (there are: {columns}). Call the one that does “text”."
    ),
    "row_cells": (
        "The row has {cells} cells under {columns} columns. "
        "Put a text that holds what parts them into quotation marks."
    ),
    "row_broken": (
        "The table cannot be read on from here ({detail}). "
        "Mend this place, and send the file again."
    ),
    "line_too_long": "The line has more than {limit:,} bytes, more than one article may have.",
    "unreadable": "The file cannot be opened ({detail}).",
    "not_many": "This is no .zip, .jsonl or .csv file. A single article is taken in by itself.",
    "nested_zip": "This is an archive within the archive. Unpack it, and send what is in it.",
    "unsafe_name": "Its name leads out of the archive, so it is not read. Pack the files anew.",
    "a_link": "This is only a link to another file. Pack the file itself.",
    "too_many": "There are more than {limit:,} files in it. Split it into several.",
}
"""Code to English sentence; annotations/forms/extraction_errors.py has them for translation."""

DEFAULTS = {
    "too_long": {"limit": MAX_CHARACTERS},
    "too_large": {"limit": MAX_BYTES},
    "line_too_long": {"limit": MAX_BYTES},
}


class CannotExtract(Exception):
    """No text can be had from these bytes. `code` is a key of SENTENCES, `params` fill it in."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = DEFAULTS.get(code, {}) | params
        super().__init__(code)

    def __str__(self) -> str:
        return SENTENCES[self.code].format(**self.params)
