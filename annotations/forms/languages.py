"""Languages to choose from, by their names in the reader's language."""

from annotations.forms.choosing import choices_of


def language_choices(present: str = "") -> list[tuple[str, str]]:
    """("fr", "French") for each language of two letters, and `present` whatever it is."""
    return choices_of("languages", _has_two_letters, present)


def _has_two_letters(code: str) -> bool:
    return len(code) == 2
