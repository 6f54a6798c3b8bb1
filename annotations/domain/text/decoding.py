"""Bytes to characters, with certainty or not at all: mojibake on record cannot be undone."""

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from annotations.domain.text.alphabets import is_latin, plausibility
from annotations.domain.text.binary import has_controls, magic_of
from annotations.domain.text.errors import CannotExtract
from annotations.domain.text.languages import language_of

# Longest first: the UTF-32 mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What pages declare is read as browsers read it (WHATWG Encoding Standard): the larger sibling.
SIBLINGS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
WIDE = {"gb18030", "cp932", "cp949", "big5hkscs", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"}
CANDIDATES = [
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8-r"),
]
DECLARED_IN_HTML = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-z0-9_.:-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([a-z0-9_.:-]{2,40})",
    re.IGNORECASE,
)
NON_ASCII = re.compile("[^\0-\x7f]")
C1 = re.compile("[\x80-\x84\x86-\x9f]")
ASCII_WORD = re.compile(r"(?<!\S)[a-z]+(?!\w)", re.IGNORECASE)
# The code page in which a language was written on Windows, for texts that fit several.
USUAL = {
    language: encoding
    for encoding, languages in {
        "cp1252": "en fr de es pt it nl sv no nb nn da fi is ca eu gl ga af",
        "cp1250": "pl cs sk hu ro hr bs sl sq",
        "cp1257": "lt lv et",
        "cp1254": "tr az",
    }.items()
    for language in languages.split()
}
MAX_CHAOS, MIN_COHERENCE, MIN_PLAUSIBLE, CLEAR = 0.2, 0.25, 0.82, 0.05
SAMPLE = 200_000  # bytes that detection looks at


def decode(data: bytes, charset: str | None = None, media_type: str | None = None) -> str:
    """The characters of `data`, a leading byte order mark removed.

    In this order: byte order mark; a declared multi-byte encoding (`charset`, which is HTTP's, or
    for HTML the page's own); UTF-8; any other declared encoding; UTF-16 without a mark; detection
    that has to be sure. Raises CannotExtract: empty, binary, mis_encoded, lone_surrogate.
    """
    if not data.strip():
        raise CannotExtract("empty")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data[len(mark) :], encoding))
    what = magic_of(data)
    if what:
        raise CannotExtract("binary", what=what)

    declared = _codec(charset)
    if declared is None and media_type and "html" in media_type:
        declared = _declared_in_html(data)
    # UTF-16 cannot be declared in ASCII bytes; whoever wrote that meant UTF-8.
    if declared in WIDE and not (declared.startswith("utf-16") and b"\0" not in data[:200]):
        text = _try(data, declared)
        if text is not None:
            return _checked(text)
    unmarked = _utf16_without_mark(data)
    if unmarked:
        return _checked(_strictly(data, unmarked))
    if has_controls(data):
        raise CannotExtract("binary", what="it has control characters")
    text = _try(data, "utf-8")
    if text is not None:
        return _checked(text)
    refuse_damaged_utf8(data)
    if declared and declared not in {"utf-8", *WIDE}:
        text = _try(data, declared)
        if text is not None and not C1.search(text):
            return _checked(text)
    return _checked(_detected(data))


def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup(name.strip().strip("\"'")).name if name else None
    except (LookupError, UnicodeError, ValueError):
        return None
    return SIBLINGS.get(known, known) if known else None


def _declared_in_html(data: bytes) -> str | None:
    found = DECLARED_IN_HTML.search(data, 0, 4096)
    return _codec((found[1] or found[2]).decode("ascii")) if found else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, AttributeError):
        # Some codecs of Python are not character encodings at all, such as "hex".
        return None


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding.startswith("utf-16") and len(data) % 2 == 0:
            # What is wrong with whole units can only be a surrogate without its other half.
            raise CannotExtract("lone_surrogate", position=error.start // 2) from error
        detail = f"it is marked as {encoding.upper()}, but byte {error.start} is not"
        raise CannotExtract("mis_encoded", detail=detail) from error


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin, Cyrillic or Arabic text in UTF-16 has a small byte at every other place.

    East Asian text does not, but its spaces and line ends are NUL bytes at one parity only.
    """
    sample = data[:4096]
    if len(data) % 2 or b"\0" not in sample:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(sample[: len(sample) // 2 * 2], encoding)
        if text is None:
            continue
        known = sum(
            c in "\t\n\r" or " " <= c <= "\u06ff" or "\u2010" <= c <= "\u203a" for c in text
        )
        east = sum("\u3000" <= c <= "\u9fff" or "\uac00" <= c <= "\uffef" for c in text)
        if "\0" not in text and known + east >= 0.98 * len(text):
            return encoding
    return None


def refuse_damaged_utf8(data: bytes) -> None:
    """Bytes that are UTF-8 nearly everywhere are damaged UTF-8, not some other encoding.

    For bytes that are no UTF-8. Raises CannotExtract: mis_encoded, lone_surrogate.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        sound = data.decode("utf-8", "ignore")
        damaged = data.decode("utf-8", "replace").count("\ufffd")
        if len(NON_ASCII.findall(sound)) >= 3 * damaged:
            detail = f"it looks like UTF-8, but byte {error.start} is not"
            raise CannotExtract("mis_encoded", detail=detail) from error
    else:
        position = next(n for n, c in enumerate(text) if "\ud800" <= c <= "\udfff")
        raise CannotExtract("lone_surrogate", position=position)


def _detected(data: bytes) -> str:
    """What makes words of one language, if only one reading does."""
    sample = data[:SAMPLE]
    # A sample may end within a character; a line end is a safe place to cut.
    sample = sample[: sample.rfind(b"\n") + 1] or sample if len(data) > SAMPLE else sample
    whole = _try(data, encoding_of(sample))
    if whole is None or C1.search(whole):
        raise CannotExtract("mis_encoded", detail="no encoding fits all of it")
    return whole


def encoding_of(sample: bytes) -> str:
    """The encoding of bytes that are no UTF-8, if only one makes words of one language of them.

    Raises CannotExtract("mis_encoded").
    """
    guesses = from_bytes(sample, cp_isolation=CANDIDATES, preemptive_behaviour=False)
    # One text may come from several encodings (German from three of them) and counts once.
    readings: dict[str, Reading] = {}
    for guess in guesses:
        text = str(guess)
        fit = plausibility(text, guess.encoding)
        if fit >= MIN_PLAUSIBLE and guess.chaos <= MAX_CHAOS:
            readings[text] = Reading(fit, guess.coherence, guess.encoding)
    if not readings:
        raise CannotExtract("mis_encoded", detail="no encoding fits")
    return _best(readings, sample)


class Reading(NamedTuple):
    fit: float
    coherence: float
    encoding: str


def _best(readings: dict[str, Reading], sample: bytes) -> str:
    """The encoding of the one reading that stands out. Raises CannotExtract("mis_encoded")."""
    ranked = sorted(readings.items(), key=lambda item: item[1].fit, reverse=True)
    best = ranked[0][1]
    rivals = [(text, r) for text, r in ranked if r.fit > best.fit - CLEAR]
    if len(rivals) == 1:
        return best.encoding
    if is_latin(ranked[0][0]):
        usual = USUAL.get(language_of(" ".join(ASCII_WORD.findall(ranked[0][0]))) or "")
        if usual and _try(sample, usual) in dict(rivals):
            return usual
    else:
        rivals.sort(key=lambda item: item[1].coherence, reverse=True)
        first, second = rivals[0][1], rivals[1][1]
        if first.coherence >= MIN_COHERENCE and first.coherence > second.coherence:
            return first.encoding
    raise CannotExtract("mis_encoded", detail="several encodings fit")


def _checked(text: str) -> str:
    if not text.strip():
        raise CannotExtract("empty")
    return text
