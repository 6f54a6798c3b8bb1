"""Whose words a selection has, by the quotation marks around and inside it."""

from annotations.domain.quotes.marks import quotations
from annotations.domain.quotes.paragraphs import paragraphs


def mode_of(text: str, start: int, end: int) -> str:
    """`direct` where all words of [start, end) are quoted, `mixed` where some are, or `indirect`.

    Offsets are code points. The text should begin where a paragraph begins.
    """
    inner = [quotation.inner for quotation in quotations(text, paragraphs(text))]
    words = [at for at in range(start, min(end, len(text))) if text[at].isalnum()]
    quoted = [at for at in words if any(first <= at < last for first, last in inner)]
    if not quoted:
        return "indirect"
    return "direct" if len(quoted) == len(words) else "mixed"
