"""What a line of plain text is, by its look: word counts, endings, lists, labels, datelines."""

import re
import unicodedata

# Scripts written without spaces say more in fewer characters.
DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\U00020000-\U0003ffff]")
CLOSING = tuple(".!?…:;,。！？；：，、․؟؛،۔।॥՝։፡።؞‽—–-")
AFTER_CLOSING = "\"'”’»›)]）］】」』』〉》*_ \t\u00a0\u200e\u200f\u202c"
OPENING_QUOTES = tuple("\"'“”„‟«»‘’‚‹›「『〝《〈")
BULLET = re.compile(r"[•◦▪‣⁃●○■□➢➤✓·*]\s+\S")
HYPHEN = re.compile(r"-\s+\S")
NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zа-я]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)
QUOTED = re.compile(r">\s*\S")
DIALOGUE = re.compile(r"[-–—―]\s*\S")
LABEL = re.compile(r"\S[^.!?\n]{0,60}[:：]\s*$")
CREDIT = re.compile(
    r"(?:photo|foto|image|bild|source|quelle|fuente|bron|file|graphic|video|фото|источник|图|照片"
    r"|صورة|المصدر)\w*\s*[:：/(©]|©|\(c\)",
    re.IGNORECASE,
)
# "GENEVA, 3 March (Agency) — " and its like: a place in front of a dash.
DATELINE = re.compile(
    r"[^\W\d_][^.!?:;\n\"“«—–]{1,60}?"
    r"(?:\([^()\n]{2,40}\)\s*[-—–:]|,[^.!?:;\n—–]{2,40}\s*[—–]|\s(?:—|–|--)|\s-)\s+\S",
)
SEPARATOR = re.compile(r"[\W_]+")


def ends_closed(line: str) -> bool:
    """Whether the line ends as a sentence or clause does, closing quotes aside."""
    return line.rstrip(AFTER_CLOSING).endswith(CLOSING)


def is_dense(line: str) -> bool:
    return len(DENSE.findall(line)) * 2 > len(line.replace(" ", ""))


def length_of(line: str) -> int:
    """Code points, those of East Asian and Thai script counted two and a half times."""
    return len(line) + 3 * len(DENSE.findall(line)) // 2


def starts_lower(line: str) -> bool:
    first = next((c for c in line if c.isalpha()), "")
    return first.islower() and first != first.upper()


def has_letters(line: str) -> bool:
    return any(unicodedata.category(c)[0] == "L" for c in line)


def is_separator(line: str) -> bool:
    """A line of stars or dashes."""
    return SEPARATOR.fullmatch(line) is not None


def is_list_item(line: str) -> bool:
    return BULLET.match(line) is not None and not is_separator(line)


def may_be_list_item(line: str) -> bool:
    """A hyphen may open speech and a number a paragraph; only a neighbour like it makes a list."""
    return bool(HYPHEN.match(line) or NUMBERED.match(line))


def is_speech(line: str) -> bool:
    return line.startswith(OPENING_QUOTES) or DIALOGUE.match(line) is not None


def is_dateline(line: str) -> bool:
    return DATELINE.match(line) is not None


def is_label(line: str) -> bool:
    """ "Pieke:" above what Pieke says, or a picture's credit."""
    return LABEL.fullmatch(line) is not None or CREDIT.match(line) is not None
