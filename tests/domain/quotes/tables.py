"""Sentences with what the engine is to find in them, written into the sentence itself.

[content], {cue} and <speaker>; a second pair of square brackets belongs to the same statement. A row
holds one statement unless the test says otherwise. All people and sentences are invented.
"""

from annotations.domain.quotes import Suggestion, suggest

_PAIRS = {"[": ("content", "]"), "{": ("cue", "}"), "<": ("speaker", ">")}


def read_row(row: str) -> tuple[str, dict[str, list[str]]]:
    """The plain sentence, and the marked words by role."""
    text, parts, opened = "", {"content": [], "cue": [], "speaker": []}, []
    for letter in row:
        if letter in _PAIRS:
            opened.append((_PAIRS[letter], len(text)))
        elif opened and letter == opened[-1][0][1]:
            (role, _), start = opened.pop()
            parts[role].append(text[start:])
        else:
            text += letter
    return text, parts


def said(text: str, suggestion: Suggestion) -> dict[str, list[str]]:
    """The words of a suggestion by role."""
    return {
        role: [text[start:end] for start, end in getattr(suggestion, role)]
        for role in ("content", "cue", "speaker")
    }


def outermost(text: str, language: str | None = None) -> list[Suggestion]:
    """What is suggested, without what is relayed by something else."""
    return [one for one in suggest(text, language) if one.parent is None]
