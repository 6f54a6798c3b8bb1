"""A text as the words that copies of it share, whatever the house style of who printed them."""

import re
import unicodedata
import zlib
from array import array
from functools import lru_cache

# Scripts that do not part words by spaces: there each letter is a word.
UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
MARKS = "".join(
    letter for letter in map(chr, range(0x300, 0x20000)) if unicodedata.category(letter) == "Mn"
)
# Marks are no part of a word, nor are what prolongs it in Arabic or may break it at a line's end.
DROPPED = dict.fromkeys(map(ord, MARKS + "\u00ad\u0640\u200b\u200c\u200d\u2060\ufeff"))
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:[-'’‘ʼ‐‑–.,][^\W_{UNSPACED}]+)*")
JOINTS = re.compile(r"[-'’‘ʼ‐‑–.,]")
# Spellings of British and American houses; whatever else they turn into one another does no harm.
HOUSES = [
    (re.compile(pattern), folded)
    for pattern, folded in (
        (r"([b-df-hj-np-tv-z])\1", r"\1"),
        (r"(?<=.)our", "or"),
        (r"(?<=..)is(?=e$|e[ds]$|er$|ing$|ation)", "iz"),
        (r"(?<=..)ys(?=e$|e[ds]$|er$|ing$)", "yz"),
        (r"(?<=.)tre(?=s?$)", "ter"),
        (r"(?<=.)ence(?=s?$)", "ense"),
        (r"ogue(?=s?$)", "og"),
        (r"ame(?=s?$)", "am"),
    )
]


def words_of(text: str) -> "array[int]":
    """The words of a text in order, each as a number of 32 bits.

    Case, accents, quotation marks, dashes and white space make no difference, nor do hyphens in a
    word, separators in a number, and the commonest differences of English spelling.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(DROPPED)
    return array("I", map(_number_of, WORD.findall(text.casefold())))


@lru_cache(maxsize=1 << 17)
def _number_of(word: str) -> int:
    return zlib.crc32(folded(word).encode())


def folded(word: str) -> str:
    """One word of lower-case letters without its house style."""
    word = JOINTS.sub("", word)
    if word.isdecimal():
        return "".join(str(unicodedata.decimal(digit)) for digit in word)
    if word.isascii():
        for pattern, replacement in HOUSES:
            word = pattern.sub(replacement, word)
    return word
