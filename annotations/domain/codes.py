"""Codes of countries, languages and items of Wikidata, by their form; which of them exist is not
asked."""

import re

COUNTRY = re.compile(r"[A-Z]{2}")
WIKIDATA = re.compile(r"Q[1-9][0-9]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def is_country(code: str) -> bool:
    """ISO 3166-1: two capital letters. Unknown is "", which is no code."""
    return COUNTRY.fullmatch(code) is not None


def is_language(code: str) -> bool:
    """ISO 639, in small letters, with a script or region where one is needed: fr, zh-hant."""
    return LANGUAGE.fullmatch(code) is not None


def is_wikidata_item(code: str) -> bool:
    """A Q and a number, such as Q42."""
    return WIKIDATA.fullmatch(code) is not None
