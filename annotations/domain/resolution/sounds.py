"""How names sound, roughly: one key for the spellings and scripts in which a name is printed.

Zelenka, Selenka and Зеленка are one; so are Salim Nur, Saleem Noor and سالم نور. A key only finds
who is worth a second look: different people may have the same.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = str.maketrans(
    # Cyrillic, Greek, Arabic with Persian, and Latin letters that are no other with a mark.
    "абвгґдеєжзиіїйклмнопрстуфхцчшщыэўю"
    "αβγδεζηθικλμνοπρσςτυφχω"
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءؤئپچژگکی"
    "æœłøđðıþ",
    "abvggdeezziiiiklmnoprstufhchssieuu"
    "avgdezitiklmnoprsstifho"
    "abttjhhddrzsssdtzagfkklmnhuiiaauiphzgki"
    "eeloddit",
    "ъь",
) | str.maketrans({"я": "ia", "ξ": "ks", "ψ": "ps", "ß": "ss"})

# Where the mark makes it another sound, not another stress.
MARKED = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ś": "sh", "ş": "sh", "ž": "zh", "ź": "zh"}
)

# What several letters, or one that languages disagree about, stand for; the longer ones first.
GROUPS = [
    (re.compile(pattern), one)
    for pattern, one in (
        ("schtsch|shch|stsch|szcz", "s"),
        ("tsch|tch|cz", "h"),
        ("sch|sh|sz", "s"),
        ("ch|kh", "h"),
        ("dzh|dsch|zh", "z"),
        ("ph", "f"),
        ("th", "t"),
        ("gh|g", "h"),
        ("ts|tz", "c"),
        ("ck|q", "k"),
        ("c(?![eiy])", "k"),
        ("^x", "s"),
        ("x", "ks"),
        ("w", "v"),
        ("[zc]", "s"),
        ("^[iy](?=[aou])", "j"),
        ("[ou]+", "u"),
        ("(?<=.)[eijy]+|^[ei]", "i"),
    )
]
# Apostrophes, the signs of soft and glottal sounds, and dots.
SIGNS = re.compile("[’'ʼ‘`.]")
WORD = re.compile(r"[^\W_]+")
VOWELS = re.compile("(?<=.)[aiu]+")
# Of two vowels in a row the first is heard.
FURTHER = re.compile("([aiu])[aiu]+")
TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def sounds_of(name: str) -> str:
    """The key of a name: its words as they sound, in the order of the alphabet.

    In which order the words stand is let be: family names come first or last.
    """
    spread = unicodedata.normalize("NFKD", _plain(name))
    letters = "".join(one for one in spread if not unicodedata.combining(one))
    return " ".join(sorted(sound_of(word) for word in WORD.findall(SIGNS.sub("", letters))))


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold().translate(MARKED)


def sound_of(word: str) -> str:
    """Its consonants behind the first letter; a word that has hardly any keeps a vowel: Wu, Wei."""
    latin = word.translate(LETTERS)
    for pattern, one in GROUPS:
        latin = pattern.sub(one, latin)
    latin = TWICE.sub(r"\1", latin)
    bare = TWICE.sub(r"\1", VOWELS.sub("", re.sub("^[aiu]", "a", latin)))
    return bare if len(bare) > 2 or len(latin) > 4 else FURTHER.sub(r"\1", latin)
