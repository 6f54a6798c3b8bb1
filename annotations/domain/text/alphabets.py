"""Whether characters make words of some language: what tells a right decoding from a wrong one."""

import re

# Letters beyond ASCII, by language. A text mixes these of one language, hardly those of two.
LATIN = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüß",
    "es": "áéíóúüñ",
    "pt": "áâãàçéêíóôõúü",
    "it": "àèéìíîòóùú",
    "nl": "áéíóúëïöüèê",
    "sv": "åäöéæø",
    "is": "áéíóúýþæöð",
    "ca": "àçéèíïóòúü",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňóřšťúůýžĺľŕôä",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţșț",
    "hr": "čćđšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "õäöüšž",
    "tr": "çğıöşüâîû",
    "sq": "ëç",
}
ALPHABETS = [
    frozenset(letters + letters.upper() + ("İ" if language == "tr" else ""))
    for language, letters in LATIN.items()
]
LETTER_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
LATIN_LETTER = "A-Za-z\u00c0-\u024f"
MIXED = re.compile(
    rf"[{LATIN_LETTER}](?=[\u0370-\u06ff])|[\u0370-\u06ff](?=[{LATIN_LETTER}])"
    r"|[^\W\d_](?=[²³¹º¾¿¡¢£¤¥¦§©¬®°±µ¶×÷‡†¸¨´])(?=.[^\W\d_])"
)
CASE_BREAK = re.compile(r"[a-zà-öø-ÿа-яα-ω](?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])")
HIRAGANA = re.compile(r"[\u3041-\u309f]")
HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
FREQUENT_HAN = re.compile("[的是在有不了和一人中国國為为会會這这]")
HAN = re.compile(r"[\u4e00-\u9fff]")


def plausibility(text: str, encoding: str) -> float:
    """0 to 1: the share of letters beyond ASCII that some one language of `encoding` would have."""
    letters = LETTER_BEYOND_ASCII.findall(text)
    if not letters:
        return 1.0
    if encoding in {"cp932", "euc_jp"}:
        kana, half = len(HIRAGANA.findall(text)), len(HALF_WIDTH.findall(text))
        return 1.0 if kana >= 0.1 * len(letters) and half <= 0.02 * len(letters) else 0.0
    if encoding == "cp949":
        # The 2,350 syllables that are in use; misread bytes hit the other 8,822 as often.
        used = [c for c in HANGUL.findall(text) if _has(c, "euc_kr")]
        return len(used) / len(letters)
    if encoding in {"gb18030", "big5"}:
        standard = "gb2312" if encoding == "gb18030" else "big5"
        frequent = len(FREQUENT_HAN.findall(text))
        if frequent < 0.02 * len(letters):
            return 0.0
        return sum(1 for c in HAN.findall(text) if _has(c, standard)) / len(letters)
    if len(MIXED.findall(text)) + len(CASE_BREAK.findall(text)) > 0.05 * len(letters):
        return 0.0
    if is_latin(text):
        return max(sum(c in letters_of for c in letters) for letters_of in ALPHABETS) / len(letters)
    return 1.0


def is_latin(text: str) -> bool:
    """Whether most of the letters beyond ASCII are Latin ones."""
    letters = LETTER_BEYOND_ASCII.findall(text)
    return sum(c < "\u0250" for c in letters) * 2 > len(letters)


def _has(character: str, encoding: str) -> bool:
    try:
        # EUC-KR spells the syllables that it lacks with eight bytes.
        return len(character.encode(encoding)) == 2
    except UnicodeEncodeError:
        return False
