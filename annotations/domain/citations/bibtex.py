"""A record for BibTeX and biblatex, in UTF-8."""

import re
import unicodedata

from annotations.domain.citations.authors import Author
from annotations.domain.citations.cited import Cited

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces are counted whatever stands before them, so that each has to be a word.
SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
# An address is read letter by letter: only what would end the field, or begin a command, is coded.
IN_ADDRESS = {"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22"}
# As babel and polyglossia call languages; a code is none of their names.
LANGUAGES = {
    "ar": "arabic",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "he": "hebrew",
    "hu": "hungarian",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}


def bibtex(cited: Cited) -> str:
    fields = {
        "author": " and ".join(_name(author) for author in cited.authors),
        # Two braces: no style may change the capitals of a title.
        "title": f"{{{escaped(cited.line)}}}" if cited.line else "",
        "journal": escaped(cited.outlet),
        "year": str(cited.day.year) if cited.day else "",
        "day": str(cited.day.day) if cited.day else "",
        "url": "".join(IN_ADDRESS.get(sign, sign) for sign in cited.url),
        "urldate": cited.accessed.isoformat() if cited.accessed else "",
        "langid": LANGUAGES.get(cited.language.split("-")[0].lower(), ""),
        "note": escaped(cited.quoted),
        "annote": escaped(cited.record),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if cited.day:
        # The names of months are macros, which each style spells in its own language.
        lines.append(f"  month = {MONTHS[cited.day.month - 1]},")
    return "\n".join([f"@article{{{_key(cited)},", *lines, "}", ""])


def escaped(text: str) -> str:
    return "".join(SPECIAL.get(sign, sign) for sign in " ".join(text.split()))


def _name(author: Author) -> str:
    """A name of one piece, and one that begins with the family's, must not be taken apart."""
    if not author.given or author.is_family_first:
        return f"{{{escaped(author.as_read)}}}"
    return f"{escaped(author.family)}, {escaped(author.given)}"


def _key(cited: Cited) -> str:
    """quill2026envoys-1f3a: letters, digits and hyphens, since styles stumble over others."""
    who = _ascii(cited.authors[0].family if cited.authors else cited.outlet)
    year = str(cited.day.year) if cited.day else ""
    words = [_ascii(word) for word in cited.line.split()]
    word = next((word for word in words if len(word) > 3), "")
    key = f"{who}{year}{word}" or "statement"
    return f"{key}-{cited.tag}" if cited.tag else key


def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", text).lower())
