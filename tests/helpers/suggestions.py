"""Suggestions, found by their words."""

from annotations.models import Suggestion


def number_of(beginning: str) -> int:
    """The number of the one suggestion whose content begins with these words."""
    found = Suggestion.objects.filter(
        attribution__spans__role="content", attribution__spans__words__startswith=beginning
    )
    return found.get().attribution.number
