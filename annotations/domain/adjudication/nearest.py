"""Where words stand in a text, of several places the one that is meant."""


def nearest(text: str, words: str, at: int) -> tuple[int, int] | None:
    """[start, end) of the words, beginning as near to `at` as they do; None where they do not
    stand in the text. Blanks around them are no part of them."""
    wanted = words.strip()
    if not wanted:
        return None
    before = text.rfind(wanted, 0, at + len(wanted))
    after = text.find(wanted, at)
    found = [start for start in (before, after) if start >= 0]
    if not found:
        return None
    start = min(found, key=lambda one: abs(one - at))
    return start, start + len(wanted)
