"""Countries to choose from, by their names in the reader's language."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from annotations.domain.codes import is_country

# Codes of CLDR that stand for no country: pretended accents, unknown places, groups of countries.
NONE = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_choices(present: str = "") -> list[tuple[str, str]]:
    """("FR", "France") for each country, and `present` whatever it is."""
    choices = _choices(get_language() or "en")
    known = {code for code, _name in choices}
    own = [(present, present)] if present and present not in known else []
    return [("", _("Not known")), *own, *choices]


@cache
def _choices(reader: str) -> list[tuple[str, str]]:
    try:
        locale = Locale.parse(to_locale(reader))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    names = [
        (code, name)
        for code, name in locale.territories.items()
        if is_country(code) and code not in NONE
    ]
    return sorted(names, key=lambda choice: choice[1].casefold())
