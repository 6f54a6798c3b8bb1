"""What CLDR names, to choose from by its name in the reader's language."""

from collections.abc import Callable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


def choices_of(kind: str, fits: Callable[[str], bool], present: str = "") -> list[tuple[str, str]]:
    """(code, name) of each that `fits`, by name, and `present` whatever it is.

    `kind` is a table of Babel's locales: "languages" or "territories".
    """
    choices = _choices(get_language() or "en", kind, fits)
    known = {code for code, _name in choices}
    own = [(present, present)] if present and present not in known else []
    return [("", _("Not known")), *own, *choices]


@cache
def _choices(reader: str, kind: str, fits: Callable[[str], bool]) -> list[tuple[str, str]]:
    try:
        locale = Locale.parse(to_locale(reader))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    names = [(code, name) for code, name in getattr(locale, kind).items() if fits(code)]
    return sorted(names, key=lambda choice: choice[1].casefold())
