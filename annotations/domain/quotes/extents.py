"""How far a reported clause or an object reaches."""

import re

from annotations.domain.quotes.lexicon import Cue
from annotations.domain.quotes.tokens import Words

# ", adding" and ", and said": the sentence goes on with something else that is said.
_CLAUSE_START = re.compile(
    r"(?:A,?)?(?:P|E|O?T|[DnXkvgepYA~]+(?:[IC][DnXkvgepYA~]+)*|[g])(?:\([^)]{1,6}\))?"
    r"(?:,[^,.;]{1,14},)?A?(?:[VveBHMdN<]|p[gnDe])"
)
_SPOKEN_NEXT = re.compile(r"C?(?:P|D?[DXnk]{1,4})A?[Vv][,:]?<")
_LEADING = re.compile(r"[IS][^,.;:<]{1,14},(?=[DPXEnk])")


def clause_follows(words: Words, first: int, ceiling: int) -> bool:
    """A subject and a verb stand at `first`, as in a clause without "that"."""
    tags = words.masked
    if first >= ceiling:
        return False
    leading = _LEADING.match(tags, first, ceiling)
    if leading:
        first = leading.end()
    if tags[first] == "<":
        return True
    match = _CLAUSE_START.match(tags, first, min(ceiling, first + 30))
    return match is not None


def sentence_end(words: Words, last: int) -> int:
    """The sentence without its full stop."""
    while last > 0 and words.masked[last - 1] in ".;:,~":
        last -= 1
    return last


def clause_end(words: Words, first: int, ceiling: int) -> int:
    """The end of a reported clause that starts at `first`: where another statement, a tail such as
    ", she said" or a new main clause begins. `ceiling` is the end of the sentence."""
    tags = words.masked
    ceiling = sentence_end(words, ceiling)
    for k in range(first, ceiling):
        if tags[k] == ";":
            return k
        if k == first or k + 1 >= ceiling:
            continue
        if tags[k] == "," and _turns(words, k, ceiling):
            return k
        if tags[k] == "C":
            following = k + 1
            while following < ceiling - 1 and tags[following] == "A":
                following += 1
            cue = _cue_of_speech(words, following)
            if cue and tags[following] == "V" and cue.forms != "b":
                return k
    return ceiling


def _cue_of_speech(words: Words, k: int) -> Cue | None:
    cue = words.lexicon.cues.get(words.low[k])
    return cue if cue and "q" in cue.frames else None


def _goes_on_saying(words: Words, k: int) -> bool:
    """ ", adding" and ", saying"."""
    cue = words.lexicon.cues.get(words.low[k])
    return bool(cue and "g" in cue.forms and {"q", "t"} & cue.frames.keys())


def _turns(words: Words, comma: int, ceiling: int) -> bool:
    """After this comma the sentence turns to something that is not part of the clause before."""
    tags, low, k = words.masked, words.low, comma + 1
    if _SPOKEN_NEXT.match(tags, k, ceiling) or low[k] in words.lexicon.contrasting:
        return True
    cue = words.lexicon.cues.get(low[k])
    if _goes_on_saying(words, k):
        return True
    if cue and tags[k] == "V" and "q" in cue.frames and "d" in cue.forms:
        return True
    if "source" in words.lexicon.roles.get(low[k], ()) and k + 1 < ceiling:
        return True
    if tags[k] != "C" or k + 1 >= ceiling:
        return False
    cue = _cue_of_speech(words, k + 1)
    return bool(cue and tags[k + 1] in "Vv") or _new_statement(words, k + 1, ceiling)


def _new_statement(words: Words, first: int, ceiling: int) -> bool:
    """A subject and a cue verb follow at once: ", but officials say …"."""
    tags, low, cues = words.masked, words.low, words.lexicon.cues
    for k in range(first, min(ceiling, first + 9)):
        tag = tags[k]
        if tag in "Vv" and k > first:
            cue = cues.get(low[k])
            return bool(cue and {"q", "t"} & cue.frames.keys() and tags[k - 1] not in "DIt")
        if tag not in "DPXnkpEAIHYv":
            return False
    return False


def topic_end(words: Words, first: int, ceiling: int) -> int:
    """The end of what a noun is about: as of an object, but a finite verb ends it, which belongs
    to the noun: "support for the treaty has grown"."""
    tags, end = words.masked, object_end(words, first, ceiling)
    for k in range(first, end):
        if tags[k] == "," and k > first and clause_follows(words, k + 1, ceiling):
            return k
        if tags[k] in "RTWSP<g":
            break
        if tags[k] in "BHMdV" and k > first and tags[k - 1] in "nXkvep)A":
            while k > first + 1 and tags[k - 1] == "A":
                k -= 1
            return k
    return end


def object_end(words: Words, first: int, ceiling: int) -> int:
    """The end of what a verb takes as its object: a phrase with its prepositions and relatives."""
    tags = words.masked
    ceiling = sentence_end(words, ceiling)
    k = first
    while k < ceiling:
        tag = tags[k]
        if tag in ";:" or (tag == "S" and k > first + 1 and words.low[k] not in ("than", "as")):
            break
        if tag == "," and k > first:
            rest = tags[k + 1 : k + 3]
            if rest[:1] in "SRgIAPV" or rest in ("CV", "CP", "CA") or _goes_on_saying(words, k + 1):
                break
        elif tag == "C" and k > first and k + 1 < ceiling:
            if tags[k + 1] in "VPHBMd" and tags[k - 1] != "V":
                break
        elif tag == "-" and k > first:
            break
        k += 1
    while k > first and tags[k - 1] in ",C":
        k -= 1
    return k
