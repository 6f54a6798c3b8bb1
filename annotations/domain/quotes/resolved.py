"""Whom a mention was found to mean."""

from dataclasses import dataclass

from annotations.domain.quotes.people import Person

PERSON, ORGANISATION, COUNTRY, UNNAMED = "person", "organisation", "country", "unnamed"


@dataclass(slots=True)
class Resolved:
    """Who is meant: `kind` is "person", "organisation", "country", "unnamed" or ""."""

    name: str = ""
    affiliation: str = ""
    kind: str = ""
    person: Person | None = None
    how: str = ""
    at: int = 0
    """The word where this was found out."""
