"""Which names a text may print: runs of words that begin as names do."""

import re

from annotations.domain.names import POSSESSIVE

# Of a longer text only the beginning is read: who speaks in an article is mostly named early.
LONGEST = 30_000
MOST_WORDS = 6
_WORD = re.compile(r"[^\s,;:!?()\[\]*“”„\"«»‹›،؛؟。、]+")


def possible_names(text: str) -> dict[str, int]:
    """In small letters, with the place where each stands first; most of them name nobody.

    A name begins with a capital, or in a script that has none with any letter; what follows may be
    small ("a Valmere diplomat" at the head of a sentence). The sign of the possessive is left out.
    """
    text = text[:LONGEST]
    words = list(_WORD.finditer(text))
    found: dict[str, int] = {}
    for at, first in enumerate(words):
        if not _may_begin(first[0]):
            continue
        end = first.start()
        for word in words[at : at + MOST_WORDS]:
            between = text[end : word.start()]
            if between.strip(" \u00a0"):
                break
            end = word.end()
            run = " ".join(text[first.start() : end].lower().split())
            for name in (run, run.rstrip(".’'"), POSSESSIVE.sub("", run.rstrip("."))):
                found.setdefault(name, first.start())
    return found


def _may_begin(word: str) -> bool:
    """Also behind an apostrophe or an article that is written with it: d’Aosta, L’Oréal."""
    letters = [letter for letter in word if letter.isalpha()][:3]
    return any(letter.isupper() or letter.lower() == letter.upper() for letter in letters)
