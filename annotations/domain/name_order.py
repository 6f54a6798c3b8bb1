"""The parts of a name: which of its words are the family's, and how a list is sorted by them."""

import re
import unicodedata
from dataclasses import dataclass

LOOKED_PAST = (
    "af av d da das de degli dei del della den der di do dos du e el la las le los op 't ten ter "
    "tot und van vom von y zu zum zur"
)
LEADING = "abu ap ben bin bint bou ibn ould umm"
ENDINGS = "jr jr. sr sr. ii iii iv v fils père"
TWO_CHARACTERS = (
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 公孙 公孫 慕容 令狐 司徒 "
    "남궁 황보 제갈 선우 독고 사공 서문 동방"
)
# In small letters they are no part of the word that one looks up: Meer, Jan van der.
PARTICLES = frozenset(LOOKED_PAST.split())
# These begin the name that is looked up: bin Salim, Omar.
PATRONYMS = frozenset(LEADING.split())
SUFFIXES = frozenset(ENDINGS.split())
COMPOUND_FAMILIES = frozenset(TWO_CHARACTERS.split())
# The Arabic article, however it is written; it is not what one looks up.
ARTICLE = re.compile(r"(?:a[ldnrstz]|el|ash|adh|ath)[-‐‑](?=\w)", re.IGNORECASE)
# Letters that are none with a mark added.
PLAIN = str.maketrans("łøđðıþ", "loddit")
# Between the parts of a foreign name in Chinese and Japanese.
MIDDLE_DOTS = "·・•‧"
DOTS = re.compile(rf"\s*[{MIDDLE_DOTS}]\s*")
# Countries whose people are called family name first in English texts, too.
FAMILY_FIRST = frozenset({"CN", "HK", "KH", "KP", "KR", "MO", "TW", "VN"})
FAMILY_FIRST_LANGUAGES = frozenset({"hu", "ja", "km", "ko", "vi", "yue", "zh"})
# Longer than any name that is written without a space.
LONGEST_UNSPACED = 5


@dataclass(frozen=True)
class Parts:
    """`before` stands before the family's name and is passed over in a list: van der, al-."""

    family: str
    given: str = ""
    before: str = ""
    suffix: str = ""


def parts_of(name: str, *, family_first: bool = False) -> Parts:
    """What the words of a person's name are, as far as the name shows it. One word is a family's.

    A name in Chinese characters, kana or Hangul has its order from its script.
    """
    # A comma or dot with nothing at one side of it parts nothing.
    if not (within := name.strip(f", {MIDDLE_DOTS}")):
        return Parts(name)
    name = within
    if is_east_asian(name):
        return _east_asian(name)
    words = name.split()
    suffix: list[str] = []
    while len(words) > 1 and words[-1].lower() in SUFFIXES:
        suffix.insert(0, words.pop())
    ending = " ".join(suffix)
    family, comma, given = " ".join(words).strip(", ").partition(", ")
    if comma:
        return Parts(family.strip(), given, suffix=ending)
    words = family.split()
    if len(words) < 2:
        return Parts(family, suffix=ending)
    if family_first:
        return Parts(words[0], " ".join(words[1:]), suffix=ending)
    return _given_first(words, ending)


def forms_of(parts: Parts) -> set[str]:
    """How a later mention may call a person by the family's name, in small letters."""
    joined = "" if parts.before.endswith("-") else " "
    forms = {parts.family, f"{parts.before}{joined}{parts.family}".strip()}
    if parts.family and not is_east_asian(parts.family):
        forms.add(parts.family.split()[-1])
    return {form.casefold() for form in forms if form}


def sort_name(name: str, *, family_first: bool = False) -> str:
    """By what a person is looked up: “Quill, Ada”, “Meer, Jan van der”; “Li Wen” as it stands."""
    parts = parts_of(name, family_first=family_first)
    if not parts.given or ((family_first or is_east_asian(name)) and not DOTS.search(name)):
        return name
    after = " ".join(part for part in (parts.given, parts.before) if part)
    return ", ".join(part for part in (parts.family, after, parts.suffix) if part)


def letter_of(sorted_as: str) -> str:
    """The letter under which a list has it: É under E; "#" for what begins with a digit or sign."""
    first = unicodedata.normalize("NFKD", sorted_as.lower().translate(PLAIN))[:1]
    return first.upper() if first.isalpha() else "#"


def is_east_asian(name: str) -> bool:
    """Whether its first letter is a Chinese character, kana or Hangul."""
    first = next((letter for letter in name if letter.isalpha()), "")
    return bool(first) and unicodedata.name(first, "").startswith(("CJK", "HIRA", "KATA", "HANGUL"))


def family_comes_first(name: str, country: str = "", language: str = "") -> bool:
    """What to propose where nobody has said in which order the words of the name stand."""
    if is_east_asian(name):
        return not DOTS.search(name)
    if len(name.split()) < 2:
        return False
    return country.upper() in FAMILY_FIRST or language.split("-")[0] in FAMILY_FIRST_LANGUAGES


def _given_first(words: list[str], suffix: str) -> Parts:
    """The family's name is the last word, or begins behind the first particle."""
    at = len(words) - 1
    for place in range(1, len(words) - 1):
        if words[place].lower() in PATRONYMS:
            return Parts(" ".join(words[place:]), " ".join(words[:place]), suffix=suffix)
        if words[place] in PARTICLES:
            at = place
            break
    given, rest = words[:at], words[at:]
    while at > 1 and words[at - 1].lower() in PARTICLES and words[at - 1][:1].isupper():
        # A capital one belongs to the name: Le Pen, De Niro.
        at -= 1
        given, rest = words[:at], [words[at], *rest]
    before: list[str] = []
    while len(rest) > 1 and rest[0] in PARTICLES:
        before.append(rest.pop(0))
    article = ARTICLE.match(rest[0])
    if article:
        before.append(article[0].lower())
        rest[0] = rest[0][article.end() :]
    return Parts(" ".join(rest), " ".join(given), " ".join(before), suffix)


def _east_asian(name: str) -> Parts:
    if DOTS.search(name):
        *given, family = DOTS.split(name)
        return Parts(family, " ".join(given))
    words = name.split()
    if len(words) > 1:
        return Parts(words[0], " ".join(words[1:]))
    if len(name) == 1 or len(name) > LONGEST_UNSPACED or _has_kana(name):
        return Parts(name)
    # Four characters are two and two: a compound name, or a Japanese one.
    length = 2 if name[:2] in COMPOUND_FAMILIES or len(name) > 3 else 1
    return Parts(name[:length], name[length:])


def _has_kana(name: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(("HIRA", "KATA")) for letter in name)
