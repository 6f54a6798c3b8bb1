"""The keys under which a name is found, however it is spelled and in whatever script it is typed.

Three of them, each blunter than the one before: `folded` is the name in plain Latin letters,
`loose` is the same for spellings that differ as transliterations do, and `bones` is what is left of
a word without its vowels, which Arabic does not write.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from anyascii import anyascii

from annotations.domain.name_order import DOTS, is_east_asian, parts_of

# A word of bones, so that it is not taken for the beginning of a folded one.
BONE = "~"
# With fewer consonants almost anything sounds like almost anything.
FEWEST_BONES = 3
FEWEST_LETTERS = 4
# No name has more words; a pasted sentence has.
MOST_WORDS = 8
# Arabic names have it or not, as whoever writes them likes.
ARTICLES = frozenset({"al", "el"})

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ARABIC_MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f]")
_ARABIC_ARTICLE = re.compile(r"(?<!\S)ال(?=\w{3})")
_ARABIC_LETTERS = (
    "اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وw يy "
    "پp چch ژzh گg کk یy ىa ة آa أa إa ٱa ؤw ئy ء ہh ھh ۀh ےy"
)
_LETTERS = {ord(one[0]): one[1:] for one in _ARABIC_LETTERS.split()}
# What is written with two letters, or is not what the letters say one by one.
_GREEK = (("ου", "ou"), ("ού", "ou"), ("μπ", "b"), ("γκ", "g"), ("γγ", "ng"), ("αυ", "av"))
_UKRAINIAN = re.compile("[іїєґ]")
_IDEOGRAPHS = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_OTHER = re.compile(r"[^a-z0-9]+")
_SILENT = re.compile(r"['’ʼ‘`´.ʹʺ]")
_LOOSE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"tch", "ch"),
        (r"s(?:h?ch)", "sh"),
        (r"kh|ck", "k"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"(?<=.)x", "ks"),
        (r"q", "k"),
        (r"c(?![ehiy])", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"(?<=[aou])e", ""),
        (r"^[ijy]e", "e"),
        (r"^[ij](?=[aou])", "y"),
        (r"(?<=.)[ijy]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_BONES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), into)
    for pattern, into in (
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"q|c(?!h)", "k"),
        (r"(.)\1+", r"\1"),
        (r"^[aeiou]+", "A"),
        (r"(?<=.)(?:h$|[aeiouyw])", ""),
        (r"(.)\1+", r"\1"),
    )
)


def folded(text: str) -> str:
    """In plain small Latin letters, one space between words: O’Rourke-Łaś is orourke las.

    A character that nobody has spelled in Latin letters stands for itself, by its number.
    """
    text = unicodedata.normalize("NFC", text).lower()
    text = _ARABIC_MARKS.sub("", text)
    if _ARABIC.search(text):
        text = _ARABIC_ARTICLE.sub("", text).translate(_LETTERS)
    for letters, latin in _GREEK:
        text = text.replace(letters, latin)
    if _UKRAINIAN.search(text):
        text = text.replace("г", "h").replace("и", "y")
    text = anyascii(_IDEOGRAPHS.sub(_spelled, text))
    return _OTHER.sub(" ", _SILENT.sub("", text).lower()).strip()


def _spelled(ideograph: re.Match[str]) -> str:
    character = ideograph[0]
    return character if anyascii(character) else f"u{ord(character):x}"


def loose(word: str) -> str:
    """Of a folded word; Zelenskyy, Zelenskiy and Selenskyj are one."""
    for pattern, into in _LOOSE:
        word = pattern.sub(into, word)
    return word


def bones(word: str) -> str:
    """Of a folded word: Mohammed and Muhamed are both mhmd, and so is what Arabic writes."""
    for pattern, into in _BONES:
        word = pattern.sub(into, word)
    return word.lower()


@lru_cache(maxsize=20_000)
def keys_of(name: str) -> tuple[str, ...]:
    """All keys of a name; the first is the whole of it, the others are those of its words."""
    whole = folded(name)
    found = dict.fromkeys([whole])
    for word in words_of(name):
        found.setdefault(word)
        found.setdefault(loose(word))
        if len(bones(word)) >= FEWEST_BONES:
            found.setdefault(BONE + bones(word))
    return tuple(key for key in found if key)


def words_of(name: str) -> list[str]:
    """The folded words of a name. Of one that is written without spaces: family, given, and all."""
    if is_east_asian(name) and not DOTS.search(name):
        parts = parts_of(name)
        named = [folded(part).replace(" ", "") for part in (parts.family, parts.given)]
        found = [word for word in (*named, "".join(named)) if word]
        # With a space somewhere it is typed word by word, whatever its parts are.
        typed = folded(name).split()[:MOST_WORDS] if " " in name else []
        return [*found, *(word for word in typed if word not in found)]
    words = folded(name).split()[:MOST_WORDS]
    # What a hyphen or an apostrophe joins is typed as one word, too.
    joined = [folded(part).replace(" ", "") for part in name.split() if " " in folded(part)]
    return [*words, *(word for word in joined if word not in words)]


def ways_typed(typed: str) -> list[tuple[str, ...]]:
    """For each word that was typed, the keys that may begin with it, the surest first."""
    if is_east_asian(typed) and " " not in typed:
        # Of characters that have no spelling in Latin letters nothing is left.
        words = [word] if (word := folded(typed).replace(" ", "")) else []
    else:
        words = folded(typed).split()[:MOST_WORDS]
        # The last word may be the beginning of a longer one.
        words = [word for word in words[:-1] if word not in ARTICLES] + words[-1:]
    is_arabic = bool(_ARABIC.search(typed))
    return [_ways(word, is_arabic) for word in words]


def how_like(typed: str, names: Iterable[str]) -> int | None:
    """Whether somebody of these names may be meant by what was typed: the less, the likelier.

    0: a name begins with it. 1: each word begins a word of a name. 2: each stands inside one.
    """
    words = ways_typed(typed)
    whole = folded(typed)
    keys = [keys_of(name) for name in names]
    every = [key for of_name in keys for key in of_name]
    if any(of_name[:1] and of_name[0].startswith(whole) for of_name in keys):
        return 0
    if words and all(any(key.startswith(ways) for key in every) for ways in words):
        return 1
    if words and all(len(ways[0]) > 2 and any(ways[0] in key for key in every) for ways in words):
        return 2
    return None


def name_meant(typed: str, names: Sequence[str]) -> str:
    """The first of the names that is like what was typed; the very first where none is."""
    return next((name for name in names if how_like(typed, [name]) is not None), names[0])


def _ways(word: str, is_arabic: bool) -> tuple[str, ...]:
    ways = dict.fromkeys([word])
    if len(word) >= FEWEST_LETTERS or is_arabic:
        ways.setdefault(loose(word))
        if len(bones(word)) >= FEWEST_BONES:
            ways.setdefault(BONE + bones(word))
    return tuple(way for way in ways if way)
