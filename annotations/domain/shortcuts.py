"""Which keys may stand for a tag on the annotating page."""

# What the page itself listens to; docs/glossary.md and static/js/workbench name them too.
RESERVED = frozenset("aejkqrtux?/[]{}.,+=")


def is_allowed(key: str) -> bool:
    """One letter or digit of any script, not a capital one, that the page does not need itself."""
    return len(key) == 1 and key.isalnum() and key == key.lower() and key not in RESERVED
