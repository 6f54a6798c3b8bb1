"""Whom an article names as the agency that its text is from."""

import re

# "GENEVA, 3 March (Northern Wire) — The minister …": what stands in brackets before a dash.
DATELINE = re.compile(
    r"^[^\n()（）]{0,80}[(（]([^\n()（）]{2,40})[)）]\s*[-‐‑–—―:：]", re.MULTILINE
)
# A last line that is nothing but "(Northern Wire)" or "— Northern Wire".
LAST_LINE = re.compile(r"(?:^|\n)\s*(?:[(（\[]|[–—―]\s?)([^\n()（）\[\]]{2,40}?)[)）\]]?[.。]?\s*$")
# "Ada Quill, Northern Wire", "Northern Wire / Ada Quill", "By Ada Quill with Northern Wire".
PARTS = re.compile(
    r"\s*[,،、/／|;()（）]\s*|\s+[-–—]\s+|\b(?:by|with|par|avec|von|mit|por|con)\s+", re.IGNORECASE
)
HEAD, FOOT = 600, 120  # code points


def credits_of(text: str, byline: str = "") -> set[str]:
    """The names that may be an agency's, as `as_credit` writes them.

    They stand in the byline, in a dateline, or alone on the last line.
    """
    named = [byline, *DATELINE.findall(text[:HEAD]), *LAST_LINE.findall(text[-FOOT:])]
    return {as_credit(part) for name in named for part in PARTS.split(name)} - {""}


def as_credit(name: str) -> str:
    return " ".join(name.casefold().split()).strip(" .")
