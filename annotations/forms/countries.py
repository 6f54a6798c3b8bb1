"""Countries to choose from, by their names in the reader's language."""

from annotations.domain.codes import is_country
from annotations.forms.choosing import choices_of

# Codes of CLDR that stand for no country: pretended accents, unknown places, groups of countries.
NONE = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country_choices(present: str = "") -> list[tuple[str, str]]:
    """("FR", "France") for each country, and `present` whatever it is."""
    return choices_of("territories", _is_country, present)


def _is_country(code: str) -> bool:
    return is_country(code) and code not in NONE
