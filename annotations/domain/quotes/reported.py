"""Reported speech and thought: a cue verb, its subject, and the clause or object that it takes."""

import re

from annotations.domain.quotes.extents import (
    clause_end,
    clause_follows,
    object_end,
    sentence_end,
)
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.lexicon import Cue
from annotations.domain.quotes.subjects import (
    group_start,
    phrase_after,
    speaker_of,
    subject_before,
)
from annotations.domain.quotes.tokens import Words

# What may stand between a verb and its clause: "said on Monday in Vienna that".
_BETWEEN = re.compile(r"(?:A|,(?=A,)|(?<=A),|Y|k(?=Y)|I?[nD]?Y|I[DnXkvgepY]{1,5}){0,4}")
_LISTENER = re.compile(r"(?:O|[DnXkvpe]{1,5}(?:I[DnXp]{1,4})?)(?:Y|IY|I[DnXkvp]{1,4}){0,2}")
# What stands before the comma has no verb, so it is no clause.
_NO_CLAUSE = re.compile(r"[^VveBHMdq]*$")
# An aside between a verb and its "that" has so many words at most.
_ASIDE = 16
# ", left early" closes a clause with "who".
_MAIN_VERB = re.compile(r",A?[VHBMde]")
_PLURALS = frozenset(("people", "police", "women", "men", "media", "many", "most", "some"))
_OPENERS = frozenset(("if", "whether", "how", "why", "what", "who", "where", "when", "which"))


def is_verb(words: Words, i: int, first: int, last: int) -> bool:
    """A word that may be noun or verb is a verb here."""
    tags, low = words.masked, words.low
    left = tags[i - 1] if i > first else "."
    if left == "D" and low[i - 1] not in words.lexicon.quantifiers:
        return False
    if left == "H" and low[i].endswith("ing"):
        return False
    if tags[i] in "VB":
        return True
    if i == first or left in "Ipk":
        return False
    if left in "PRMtdHN":
        return True
    if words.lexicon.cues[low[i]].forms == "b":
        # "Officials claim", but "the state claim".
        return left in "XnE)D" and (low[i - 1][-1] == "s" or low[i - 1] in _PLURALS or left in "ED")
    return left in "XnEDY)vAT,C" and tags[i + 1 : i + 2] in tuple("TDPWtXE<OpAgn:,")


def _particle(words: Words, i: int, last: int, cue: Cue) -> tuple[Cue, int]:
    for particle, inner in cue.particles.items():
        parts = particle.split()
        if words.low[i + 1 : i + 1 + len(parts)] == parts:
            return inner, i + len(parts)
    return cue, i


def clause_start(words: Words, k: int, end: int) -> list[int]:
    """Where a clause may begin behind a verb that ends before `k`: past a day, past a listener."""
    matches = (_BETWEEN.match(words.masked, k, end), _LISTENER.match(words.masked, k, end))
    return [match.end() for match in matches if match and match.end() > k]


def _passive(words: Words, i: int) -> bool:
    """ "was told", "has been accused", "is widely expected"."""
    k = i - 1
    while k >= 0 and words.masked[k] in "AN":
        k -= 1
    return k >= 0 and words.masked[k] == "B" and words.low[i][-3:] != "ing"


def _fronted(
    words: Words, found: Found, start: int, first: int, last: int
) -> tuple[Range | None, bool] | None:
    """ "In rejecting the plan, the council said …": the content ends at the comma, and a verb
    without a subject of its own takes that of the main clause. None where nothing is fronted."""
    tags = words.masked
    led = tags[first] in "ISgtV" or (tags[start - 1] in "IS" and words.low[start].endswith("ing"))
    if not led or "," in tags[first:start]:
        return None
    comma = tags.find(",", found.first, found.last)
    while comma > 0 and not clause_follows(words, comma + 1, last):
        comma = tags.find(",", comma + 1, found.last)
    if comma <= found.first:
        comma = found.last if tags[found.last : found.last + 1] == "," else -1
        if comma < 0:
            return None
    found.content = [(found.first, comma)]
    subjectless = words.low[start].endswith("ing") or tags[start] == "t"
    if subjectless and (start - first <= 2 or tags[start - 1] in "IS"):
        return phrase_after(words, comma + 1, last), True
    return None


def _group(cue: Cue, frame: str) -> str:
    return f"{cue.frames[frame]}.{frame}"


def reported(words: Words, i: int, first: int, last: int) -> Found | None:
    """What the cue verb at word `i` reports in the sentence [first, last), if anything."""
    cue = words.lexicon.cues.get(words.low[i])
    if cue is None or not is_verb(words, i, first, last):
        return None
    cue, end = _particle(words, i, last, cue)
    tags = words.masked
    start = group_start(words, i, first)
    if _passive(words, i):
        return None
    order = words.lexicon.settings.get("order")
    if order == "verb first":
        return _verb_first(words, cue, i, last)
    found = (
        _topic_first(words, cue, end + 1, last)
        if order == "topic first"
        else _frames(words, cue, i, end + 1, last)
    )
    if found is None:
        return None
    front = _fronted(words, found, start, first, last)
    if i == first and cue.forms[:1] == "b" and not (front and front[0]):
        # "Learn how your comments are read": nobody says so.
        return None
    found.cue, found.lemma = (start, max(end + 1, found.cue[1] if found.cue else 0)), cue.lemma
    found.speaker, found.borrowed = front or speaker_of(words, i, start, first)
    if found.family.startswith("seeming"):
        found.speaker = None
    if found.speaker and tags[found.speaker[0]] == "R":
        closing = _MAIN_VERB.search(tags, found.first + 1, found.last)
        if closing and len(found.content) == 1:
            found.content = [(found.first, closing.start())]
    if found.speaker and tags[found.speaker[0] - 1 : found.speaker[0]] == "W":
        _end_free_relative(tags, found)
    _weigh(words, found, i, start)
    if found.speaker and found.speaker[1] > found.first and found.speaker[0] < found.first:
        found.speaker = None
    return found


def _end_free_relative(tags: str, found: Found) -> None:
    """ "What the envoy calls “peace” has ended": the main verb ends the content."""
    begin, end = found.content[0]
    for k in range(begin + 1, end):
        if tags[k] in "RTCSP":
            return
        if tags[k] in "BHMdV" and tags[k - 1] in "nXke>)":
            found.content = [(begin, k)]
            return


def _weigh(words: Words, found: Found, i: int, start: int) -> None:
    """Note the circumstances that make a finding less sure."""
    group = words.masked[start:i]
    if words.low[words.sentence_of(i)[1] - 1] == "?":
        found.notes.append("question")
    if "M" in group:
        found.notes.append("modal")
    if "t" in group:
        found.notes.append("infinitive")
    if "N" in group:
        found.notes.append("negated")
    if found.speaker is None:
        return
    who = words.low[found.speaker[0]]
    if found.speaker[1] - found.speaker[0] == 1:
        if who in words.lexicon.addressing:
            found.notes.append("addressing")
        elif words.masked[found.speaker[0]] == "P" and who not in words.lexicon.genders:
            found.notes.append("vague")
        elif words.masked[found.speaker[0]] in "RT":
            found.notes.append("relative")


def _verb_first(words: Words, cue: Cue, i: int, last: int) -> Found | None:
    """Verb, speaker, "that" and the clause, as in Arabic."""
    speaker = phrase_after(words, i + 1, last)
    that = speaker[1] if speaker else i + 1
    if that >= last or words.masked[that] != "T" or "t" not in cue.frames:
        return None
    content = (that, clause_end(words, that, last))
    return Found(_group(cue, "t"), [content], (i, i + 1), speaker, cue.lemma)


def _topic_first(words: Words, cue: Cue, k: int, last: int) -> Found | None:
    """The clause right after the verb and a comma that may stand between, as in Chinese."""
    end = sentence_end(words, last)
    if k < end and words.masked[k] == ",":
        k += 1
    if "z" not in cue.frames or end - k < 3:
        return None
    return Found(_group(cue, "z"), [(k, end)])


def _frames(words: Words, cue: Cue, i: int, k: int, last: int) -> Found | None:
    """The frame that fits what follows the verb; `k` is the first word after it."""
    tags, low, frames = words.masked, words.low, cue.frames
    end = sentence_end(words, last)
    if k >= end:
        return None
    between = _BETWEEN.match(tags, k, end)
    j = between.end() if between else k
    if tags[k] == "," and tags[k + 1 : k + 2] == "T":
        j = k = k + 1
    for at in dict.fromkeys((j, k) if tags[k] in "YI" else (k, j)):
        if at >= end:
            continue
        found = _clause(words, cue, at, last, end)
        if found:
            return found
    if "r" in frames and (listener := _LISTENER.match(tags, k, end)):
        at = listener.end()
        if at < end and tags[at] == ",":
            at += 1
        if at < end:
            if tags[at] == "T" or low[at] in _OPENERS or (tags[at] == "t"):
                skip = at
                return Found(_group(cue, "r"), [(skip, clause_end(words, at, last))])
            if frames["r"] == "telling" and (clause_follows(words, at, end)):
                return Found(_group(cue, "r"), [(at, clause_end(words, at, last))])
            if frames["r"] == "telling" and tags[k] == "O" and tags[at] == "<":
                return Found(_group(cue, "r"), [(at, clause_end(words, at, last))])
    if "t" in frames and (that := _distant_that(words, k, end)):
        return Found(_group(cue, "t"), [(that, clause_end(words, that, last))])
    for at in dict.fromkeys((k, j)):
        if at < end and _long_clause(words, cue, at, end):
            return Found("saying.long", [(at, clause_end(words, at, last))])
    if k < end and low[k] in cue.before and k + 1 < end:
        stop = object_end(words, k + 1, last)
        if stop > k + 1:
            return Found(f"speaking of.{low[k]}", [(k + 1, stop)], cue=(i, k + 1))
    if "c" in frames and tags[k] in "ODXnP<pkEv":
        stop = object_end(words, k, last)
        if stop > k + 1:
            return Found(_group(cue, "c"), [(k, stop)])
    if "g" in frames and tags[k] == "g":
        return Found(_group(cue, "g"), [(k, object_end(words, k, last))])
    if "o" in frames and tags[k] in "ODXnP<pkEWv":
        stop = object_end(words, k, last)
        if stop > k:
            return Found(_group(cue, "o"), [(k, stop)])
    return None


def _clause(words: Words, cue: Cue, k: int, last: int, end: int) -> Found | None:
    """A clause or an infinitive at word `k`."""
    tags, low, frames = words.masked, words.low, cue.frames
    # Only where endings tell verbs from nouns is a clause known by its verb.
    clausal = words.lexicon.settings.get("inflection") != "english" or any(
        tag in "VveBHMd<g" for tag in tags[k + 1 : end]
    )
    follows = tags[k + 1 : k + 2]
    if tags[k] == "T" and "t" in frames and clausal and follows and follows not in "VBHM":
        return Found(_group(cue, "t"), [(k, clause_end(words, k, last))])
    if low[k] in _OPENERS and "w" in frames:
        return Found(_group(cue, "w"), [(k, clause_end(words, k, last))])
    if tags[k] == "t" and "i" in frames and k + 1 < end:
        return Found(_group(cue, "i"), [(k, object_end(words, k, last))])
    if "z" in frames and clause_follows(words, k, end):
        return Found(_group(cue, "z"), [(k, clause_end(words, k, last))])
    return None


def _distant_that(words: Words, k: int, end: int) -> int:
    """The "that" of the clause after an aside, as in "said, with a smile, that"; 0 for none."""
    tags = words.masked
    if tags[k] not in ",-(~I":
        return 0
    that = tags.find("T", k, min(end, k + _ASIDE))
    if that < 0 or any(tag in "VBHMRC.;:<" for tag in tags[k:that]):
        return 0
    return that if tags[that - 1] in ",-)nkXY" and tags[that + 1 : that + 2] not in "VBHM" else 0


def _long_clause(words: Words, cue: Cue, k: int, end: int) -> bool:
    """After a verb of saying the clause may begin with a subject of any length: "said the idea to
    which all had agreed was dead". A verb that takes objects as well needs its verb near."""
    tags = words.masked
    if cue.frames.get("z") != "saying" or tags[k] not in "DXnPkEgve<":
        return False
    for i in range(k + 2, end):
        if "o" in cue.frames and tags[i] in ",SRTtgW":
            return False
        if tags[i] in "BHMd" or (tags[i] in "V<" and tags[i - 1] not in "tRID"):
            return True
    return False


def _comma(words: Words, k: int) -> bool:
    """A comma, or a quotation that ends with one."""
    return words.masked[k] == "," or (words.masked[k] == ">" and words.low[k - 1] == ",")


def trailing(words: Words, i: int, first: int, last: int) -> Found | None:
    """ "The talks will go on, the minister said on Monday." with the clause before the verb."""
    tags = words.masked
    cue, end = words.lexicon.cues.get(words.low[i]), sentence_end(words, last)
    # “…, the study found.” closes its sentence; only verbs of saying go on after it.
    if cue is None or not ("q" in cue.frames or ("z" in cue.frames and i + 1 == end)):
        return None
    if i - first < 3 or words.low[i].endswith("ing"):
        return None
    if tags[i] == "v" and ((cue.forms == "b" and i + 1 < end) or tags[i - 1] not in "PXnAMH)"):
        return None
    start, speaker = group_start(words, i, first), None
    if start == first:
        return None
    if _comma(words, start - 1):
        speaker = phrase_after(words, i + 1, end)
        comma, after = start - 1, speaker[1] if speaker else i + 1
    turned = speaker is not None
    if speaker is None:
        speaker, after = subject_before(words, start, first), i + 1
        if speaker and words.low[speaker[0] - 1] in words.lexicon.echoing and speaker[0] > first:
            return _echoed(words, i, first, last, speaker)
        if speaker is None or speaker[0] - 1 <= first or not _comma(words, speaker[0] - 1):
            return None
        if tags[speaker[0]] in "RT":
            return None
        comma = speaker[0] - 1
    between = _BETWEEN.match(tags, after, end)
    rest = between.end() if between else after
    inserted = rest + 2 < end and tags[rest] == ","
    if (rest < end and tags[rest] not in ",-;") or comma - first < (1 if inserted else 2):
        return None
    if words.low[first] == "asked":
        return None
    goes_on = inserted and not _NO_CLAUSE.match(tags, rest, end)
    if tags[first] in "ISg" and not (goes_on and clause_follows(words, rest + 1, end)):
        # "In Oslo, the minister said" has no clause; "In Oslo, the talks go on, he said" has one,
        # and so has "In Oslo, he said, the talks go on".
        lead = tags.find(",", first, comma)
        if lead < 0 or _NO_CLAUSE.match(tags, lead, comma):
            return None
    if _NO_CLAUSE.match(tags, first, comma) and not goes_on:
        return None
    content = [(first, comma + (tags[comma] == ">"))]
    described = turned and _NO_CLAUSE.match(tags, rest, end)
    if inserted and tags[rest + 1] not in "Rg" and not described:
        content.append((rest + 1, end))
    return Found("saying.tail", content, cue=(start, i + 1), speaker=speaker, lemma=cue.lemma)


def _echoed(words: Words, i: int, first: int, last: int, speaker: Range) -> Found | None:
    """ "As the minister put it, …" and "…, as the minister noted"."""
    tags, opener, end = words.masked, speaker[0] - 1, sentence_end(words, last)
    between = _BETWEEN.match(tags, i + 1, end)
    after = between.end() if between else i + 1
    if opener > first + 2 and tags[opener - 1] == "," and (after >= end or tags[after] == ","):
        content = [(first, opener - 1)]
    elif opener == first and after + 2 < end and tags[after] == ",":
        content = [(after + 1, end)]
    else:
        return None
    lemma = words.lexicon.cues[words.low[i]].lemma
    return Found("saying.as", content, cue=(speaker[1], i + 1), speaker=speaker, lemma=lemma)
