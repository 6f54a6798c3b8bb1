"""Names of people elsewhere as user names here."""

LONGEST = 150


def user_name_of(name: str) -> str:
    """The name with a point for each character that no user name has."""
    return "".join(c if c.isalnum() or c in "@.+-_" else "." for c in name)[:LONGEST]
