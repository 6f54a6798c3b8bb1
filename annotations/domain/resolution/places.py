"""Countries as texts name them: by name, by adjective, by the seat of the government."""

import tomllib
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("places.toml")
# So many letters of a country's name are also those of its adjective: Russia, Russian.
STEM = 5
# With these behind it, the name of a country is its government.
GOVERNING = {"government", "authorities", "leadership", "side", "administration"}


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Words and seats in small letters, each with its country's code."""
    data = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    words, seats = (
        {word: code for code, some in data[part].items() for word in some}
        for part in ("words", "seats")
    )
    return words, seats


def country_of(words: str) -> str:
    """The country that a name or an adjective means, as its code; "" for anything else."""
    known, _ = _table()
    wanted = words.casefold().rstrip(".")
    if wanted in known:
        return known[wanted]
    stems = {code for word, code in known.items() if is_from(wanted, word)}
    return stems.pop() if len(stems) == 1 else ""


def seat_of(words: str) -> str:
    """The country whose government is called so after its seat: Beijing, the Kremlin."""
    return _table()[1].get(words.casefold(), "")


def names_of(code: str) -> list[str]:
    """The words for a country, in small letters."""
    return [word for word, one in _table()[0].items() if one == code]


def is_from(word: str, place: str) -> bool:
    """Whether a word is made of the name of a place, as Valmerian is of Valmere."""
    word, place = word.casefold(), place.casefold()
    if word == place:
        return True
    stem = place[: max(STEM, len(place) - 2)]
    return len(place) >= STEM and word.startswith(stem) and len(word) - len(place) <= 3
