"""Codes of countries and languages, by their form; which of them exist is not asked."""

import re

COUNTRY = re.compile(r"[A-Z]{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*")


def is_country(code: str) -> bool:
    """ISO 3166-1: two capital letters. Unknown is "", which is no code."""
    return COUNTRY.fullmatch(code) is not None


def is_language(code: str) -> bool:
    """ISO 639, in small letters, with a script or region where one is needed: fr, zh-hant."""
    return LANGUAGE.fullmatch(code) is not None
