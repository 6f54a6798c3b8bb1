"""Who may be the speaker of a statement: the rules' choice, and others that stand near."""

from annotations.domain.quotes.found import Range
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.subjects import (
    main_subject,
    nearest_subject,
    phrase_after,
    phrase_before,
    subject_before,
)
from annotations.domain.quotes.tokens import Words

Choice = tuple[Range | None, str]


def speakers(words: Words, anchor: Anchor, content: list[Range]) -> list[Choice]:
    """Who may speak, each with the names of the ways that lead there ("rule own main"); nobody
    is the last. None of them lies in the content."""
    found, first, last = anchor.found, anchor.first, anchor.last
    start = found.cue[0] if found.cue else anchor.word
    end = found.cue[1] if found.cue else anchor.word + 1
    ways: dict[Range | None, str] = {}
    stop = content[-1][1]

    def add(mention: Range | None, way: str) -> None:
        if mention is None or any(mention[0] < b and a < mention[1] for a, b in content):
            return
        ways[mention] = f"{ways[mention]} {way}" if mention in ways else way

    if anchor.ruled:
        add(found.speaker, "rule")
    if start > first:
        add(subject_before(words, start, first), "own")
        add(nearest_subject(words, first, start), "near")
        add(phrase_before(words, start, first), "left")
        add(phrase_after(words, first, start), "lead")
    add(main_subject(words, first, last), "main")
    if end < last:
        add(phrase_after(words, end, last), "after")
    for k in range(anchor.word + 1, min(last, stop + 2)):
        if words.low[k] in words.lexicon.authoring:
            add(phrase_after(words, k + 1, last), "by")
            break
    choices: list[Choice] = list(ways.items())
    choices.append((None, "rule nobody" if anchor.ruled and found.speaker is None else "nobody"))
    return choices
