"""Nouns that carry a statement: "the claim that", "his plan to", "voiced support for"."""

from annotations.domain.quotes.extents import clause_end, topic_end
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.frames import frames_at
from annotations.domain.quotes.subjects import group_start, phrase_after, phrase_before, speaker_of
from annotations.domain.quotes.tokens import Words

# What may stand between "voiced" and "support" in "voiced her strong and lasting support".
_BEFORE_NOUN = frozenset("DAneXkgvYC")
_REACH = 7


def noun_cue(words: Words, i: int, first: int, last: int) -> Found | None:
    """What the noun at word `i` carries: "the claim that", "his plan to", "criticism of"."""
    tags, low = words.masked, words.low
    if tags[i] not in "nvV" or i + 2 >= last:
        return None
    for frame, word, infinitive in frames_at(words, i, words.lexicon.nouns):
        if word == "that":
            if tags[i + 2] in "VBHM":
                continue
            content = (i + 1, clause_end(words, i + 1, last))
        elif infinitive:
            content = (i + 1, topic_end(words, i + 2, last))
        else:
            content = (i + 2, topic_end(words, i + 2, last))
        if content[1] - content[0] < 1:
            continue
        found = Found(f"noun.{frame}", [content], (i, content[0]), None, low[i])
        found.speaker = _owner(words, i, first)
        if found.speaker is None:
            _held(words, found, first)
        if found.speaker is None:
            _authored(words, found)
        return found
    return None


def _owner(words: Words, i: int, first: int) -> Range | None:
    """Whose claim it is: "his claim", "the ministry's claim"."""
    tags, k = words.masked, i
    while k > first and tags[k - 1] in "ngeAvk" and i - k < 4:
        k -= 1
    if k > first and words.low[k - 1] in words.lexicon.owners:
        return k - 1, k
    if k > first and tags[k - 1] == "p":
        return phrase_before(words, k - 1, first)
    return None


def _held(words: Words, found: Found, first: int) -> None:
    """ "The ministry has voiced strong support for": whoever is the subject of the verb that the
    noun is the object of. The verb belongs to the cue."""
    assert found.cue is not None
    tags, k, noun = words.masked, found.cue[0], found.cue[0]
    while k > first and tags[k - 1] in _BEFORE_NOUN and noun - k < _REACH:
        if tags[k - 1] == "e" and tags[k - 2 : k - 1] in tuple("XnPHNRA") and tags[k] in "DAneg":
            break
        k -= 1
    verb = k - 1
    if verb <= first or tags[verb] not in "VHe":
        return
    start = group_start(words, verb, first)
    speaker, borrowed = speaker_of(words, verb, start, first)
    if speaker is not None:
        found.speaker, found.borrowed = speaker, borrowed
        found.cue = (start, found.cue[1])
        found.notes.append("held")


def _authored(words: Words, found: Found) -> None:
    """ "criticism of the plan by the ministry"."""
    begin, end = found.content[0]
    for k in range(begin + 1, end - 1):
        if words.low[k] in words.lexicon.authoring:
            speaker = phrase_after(words, k + 1, end)
            if speaker:
                found.speaker, found.content = speaker, [(begin, k)]
            return
