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
