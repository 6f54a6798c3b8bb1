"""Statements without a cue verb: "according to", "X: …", states of mind, passives."""

import re

from annotations.domain.quotes.extents import clause_end, clause_follows, object_end, sentence_end
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.frames import frames_at
from annotations.domain.quotes.subjects import (
    group_start,
    phrase_after,
    subject_before,
)
from annotations.domain.quotes.tokens import Words

_ASIDE = re.compile(r",[^,.;:<>]{2,16},")


def _phrase_at(words: Words, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """How many words of a set phrase stand at `i`; 0 for none."""
    for phrase in phrases:
        if words.low[i] == phrase[0] and tuple(words.low[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def according(words: Words, i: int, first: int, last: int) -> Found | None:
    """ "according to the ministry" before, after or inside what it attributes."""
    length = _phrase_at(words, i, words.lexicon.phrases.get("source", ()))
    if not length:
        return None
    tags, end = words.masked, sentence_end(words, last)
    after = i + length
    stop = after
    while stop < end:
        if tags[stop] in ",;:-":
            break
        if tags[stop] == "." or (tags[stop] in "SR" and stop > after + 1):
            break
        if tags[stop] == "<" and stop > after:
            break
        stop += 1
    if stop == after:
        return None
    speaker = phrase_after(words, after, stop) or (after, stop)
    if words.lexicon.settings.get("order") == "verb second" and speaker[1] < stop:
        stop = speaker[1]
    lead = i
    while lead > first and tags[lead - 1] in ",-A":
        lead -= 1
    content = []
    if lead <= first or (lead - first == 1 and tags[first] in "CA"):
        begin = stop
        aside = _ASIDE.match(tags, stop, end)
        described = aside and not any(tag in "VveBHMdP" for tag in tags[stop : aside.end()])
        if aside and (tags[stop + 1] == "R" or described):
            begin = aside.end() - 1
        while begin < end and tags[begin] in ",-:":
            begin += 1
        if begin < end:
            content.append((begin, clause_end(words, begin, last)))
    else:
        begin = first
        for k in range(lead - 1, first, -1):
            turn = tags[k] == "," and tags[k + 1] in "CS" and clause_follows(words, k + 2, lead)
            if tags[k] == ";" or turn:
                begin = k + 1
                break
        content.append((begin, lead))
    if not content or content[0][1] <= content[0][0]:
        return None
    return Found("according", content, (i, after), speaker, " ".join(words.low[i:after]))


def labelled(words: Words, first: int, last: int) -> Found | None:
    """ "Minister: No talks this year": a speaker, a colon, and the words."""
    tags = words.masked
    colon = tags.find(":", first, min(last, first + 9))
    if colon < 1 or colon == first:
        return None
    if words.starts[colon] > words.ends[colon - 1] and words.text[words.starts[colon]] == ":":
        return None
    if any(tag not in "XpkDnI~," for tag in tags[first:colon]) or "X" not in tags[first:colon]:
        return None
    begin, end = colon + 1, sentence_end(words, last)
    verbal = any(tag in "VveBHMdg" for tag in tags[begin:end])
    if end - begin < 3 or not verbal or words.words(first, colon).isupper() or tags[begin] == "<":
        return None
    return Found("label", [(begin, end)], (colon, colon + 1), (first, colon), ":")


def minded(words: Words, i: int, first: int, last: int) -> Found | None:
    """ "is confident that", "was reluctant to", "remains critical of"."""
    tags, low = words.masked, words.low
    if i + 2 >= last or i <= first:
        return None
    for frame, word, infinitive in frames_at(words, i, words.lexicon.adjectives):
        k = i
        while k > first and tags[k - 1] == "A":
            k -= 1
        if k <= first or tags[k - 1] not in "BNV":
            continue
        start = group_start(words, k - 1, first)
        content = i + 1 if word == "that" or infinitive else i + 2
        stop = (clause_end if word == "that" else object_end)(words, content, last)
        speaker = subject_before(words, start, first)
        if stop <= content or speaker is None:
            continue
        return Found(f"mind.{frame}", [(content, stop)], (start, i + 1), speaker, low[i])
    return None


def passive(words: Words, i: int, first: int, last: int) -> Found | None:
    """ "is expected to", "was accused of": said of the subject, by nobody named, or after "by"."""
    cue = words.lexicon.cues.get(words.low[i])
    if cue is None or i + 2 >= last or i <= first or "n" not in cue.forms:
        return None
    tags, low, k = words.masked, words.low, i
    while k > first and tags[k - 1] in "AN":
        k -= 1
    if k <= first or tags[k - 1] != "B":
        return None
    start = group_start(words, k - 1, first)
    following = low[i + 1]
    listed = words.lexicon.passive.get(following)
    if listed is None or cue.lemma.split()[0] not in listed:
        return None
    subject = subject_before(words, start, first)
    if subject is None:
        return None
    begin = i + 1 if following in ("to", "that") else i + 2
    stop = (clause_end if following == "that" else object_end)(words, begin, last)
    content = [(begin, stop)]
    if tags[subject[0]] != "P" or following != "that":
        content.insert(0, subject)
    return Found(f"passive.{following}", content, (start, i + 1), None, cue.lemma)
