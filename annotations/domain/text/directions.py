"""In which direction words run."""

from unicodedata import bidirectional


def runs_from_the_right(text: str) -> bool:
    """By its first letter and its last: an Arabic name within an English sentence does not turn it
    round. Digits and signs go either way."""
    letters = [side for side in map(bidirectional, text) if side in {"L", "R", "AL"}]
    return bool(letters) and letters[0] != "L" and letters[-1] != "L"
