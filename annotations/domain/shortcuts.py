"""Which keys may stand for a tag on the annotating page."""

# What static/js/workbench listens to itself. Digits are the last speakers, with Shift the stances.
RESERVED = frozenset("acefjkqrtuxAQ/?[]{}.,+=0123456789")


def is_allowed(key: str) -> bool:
    """One letter of any script that the page does not need itself. “s” and “S” are two keys."""
    return len(key) == 1 and key.isalpha() and key not in RESERVED


def written(key: str) -> str:
    """What people read as the key: “⇧S” for a capital letter."""
    return f"⇧{key}" if len(key) == 1 and key != key.lower() else key
