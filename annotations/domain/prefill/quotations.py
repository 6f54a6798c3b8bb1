"""Which characters of a text stand between quotation marks, and what that says of a selection."""

# Opening marks and what may close them. German „…“ closes with what opens English “…”.
CLOSERS = {
    "“": "”",
    "„": "“”",
    "‟": "”",
    "”": "”",
    "«": "»",
    "»": "«",
    "‹": "›",
    "›": "‹",
    '"': '"',
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    "「": "」",
    "『": "』",
}
MARKS = frozenset(CLOSERS) | frozenset("".join(CLOSERS.values()))
# These also stand inside words (don’t), or close and open alike: they open only before a word.
DOUBTFUL = frozenset("'‘\"”»›")
APOSTROPHES = frozenset("'’")


def quoted(text: str) -> list[bool]:
    """For each code point, whether it is inside a quotation; marks themselves are not.

    A quotation that is not closed runs to the end of the text, as in one of several paragraphs.
    """
    inside = [False] * len(text)
    waiting: list[str] = []
    for at, character in enumerate(text):
        if character in MARKS:
            if waiting and character in waiting[-1] and not _in_word(text, at):
                waiting.pop()
                continue
            if character in CLOSERS and _opens(text, at):
                waiting.append(CLOSERS[character])
                continue
        inside[at] = bool(waiting)
    return inside


def mode_of(text: str, start: int, end: int) -> str:
    """`direct` where all words of [start, end) are quoted, `mixed` where some are, or `indirect`.

    The text should begin where a paragraph begins.
    """
    inside = quoted(text)
    words = [inside[at] for at in range(start, min(end, len(text))) if text[at].isalnum()]
    if not words or not any(words):
        return "indirect"
    return "direct" if all(words) else "mixed"


def _in_word(text: str, at: int) -> bool:
    """An apostrophe between two letters closes nothing."""
    return (
        text[at] in APOSTROPHES and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()
    )


def _opens(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] not in DOUBTFUL:
        return True
    return not before.isalnum() and bool(after) and not after.isspace()
