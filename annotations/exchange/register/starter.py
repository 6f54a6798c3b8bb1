"""What a new register can begin with: the countries, and a hundred international organisations.

Names of countries are those of CLDR, as Babel has them; all else is in starter.toml.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError

from annotations.actions.register_imports import keep_register_import
from annotations.domain.register import ActorRow, CannotRead, Found, Name
from annotations.domain.register.other_names import names_of
from annotations.domain.register.rows import COUNTRY, ORGANISATION
from annotations.models import RegisterImport, User

STARTER = Path(__file__).with_name("starter.toml")
UN_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
# What CLDR has besides the countries of ISO 3166-1: groups of them, parts of them, and for tests.
NO_COUNTRIES = re.compile("AC|CP|CQ|DG|EA|EU|EZ|IC|QO|TA|UN|XA|XB|XK|ZZ|[0-9]+")


def keep_starter(
    *, languages: Iterable[str] = UN_LANGUAGES, filename: str, by: User | None, at: datetime
) -> RegisterImport:
    """As if it were a file: to be planned, looked at and applied; again, it changes nothing.

    Raises CannotRead for a language without names, CannotImportRegister.
    """
    rows = list(starter_rows(languages))
    return keep_register_import(by=by, at=at, filename=filename, rows=rows, ignored=Counter())


def starter_rows(languages: Iterable[str] = UN_LANGUAGES) -> Iterator[Found]:
    """Raises CannotRead for a language without names."""
    locales = {code: _locale(code) for code in languages}
    rows = [
        *_countries(read_starter(), locales),
        *map(_organisation, read_starter()["organisations"]),
    ]
    for number, row in enumerate(rows, start=1):
        yield Found("countries" if row.kind == COUNTRY else "organisations", number, row=row)


@cache
def read_starter() -> dict[str, Any]:
    return tomllib.loads(STARTER.read_text(encoding="utf-8"))


def _countries(starter: dict[str, Any], locales: dict[str, Locale]) -> Iterator[ActorRow]:
    english = {str(code): name for code, name in Locale("en").territories.items()}
    codes = {code for code in english if not NO_COUNTRIES.fullmatch(code)}
    for code in sorted({*codes, *starter["also_countries"]}):
        shown = starter["shown"].get(code, english[code])
        names = [
            Name(locale.territories.get(code, ""), language) for language, locale in locales.items()
        ]
        if code in starter["shown"]:
            names = [name for name in names if name.language != "en"]
        names += [Name(words, "en", "short") for words in starter["short"].get(code, [])]
        names += [Name(words, "en", "nickname") for words in starter["metonyms"].get(code, [])]
        yield _row(COUNTRY, shown, names, country=code)


def _organisation(entry: dict[str, Any]) -> ActorRow:
    names = [Name(words, "en", "short") for words in entry.get("short", [])]
    names += [Name(words, "en", "nickname") for words in entry.get("metonyms", [])]
    names += [name for cell in entry.get("names", []) for name in names_of(cell)]
    return _row(ORGANISATION, entry["name"], names, description=entry["description"])


def _row(kind: str, shown: str, names: Iterable[Name], **values: str) -> ActorRow:
    """Each name once, and not the one that is shown."""
    others = {name.words.lower(): name for name in reversed(list(names)) if name.words}
    others.pop(shown.lower(), None)
    return ActorRow("", {"kind": kind, "name": shown, **values}, tuple(reversed(others.values())))


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise CannotRead("no_names", language=language) from error
