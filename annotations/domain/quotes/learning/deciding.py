"""The learned reading of each cue: whether it is one, what it reports, who speaks, how sure.

What the rules would do is what the odds begin with, so that without lessons nothing changes.
"""

from math import log

from annotations.domain.quotes.confidence import confidence
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.learning.features import (
    content_features,
    keep_features,
    speaker_features,
)
from annotations.domain.quotes.learning.linear import Weights, score, sigmoid
from annotations.domain.quotes.learning.mentions import Choice, speakers
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.tokens import Words

# Log odds before any lesson: of words that the rules know as cues, and of all others.
_KNOWN, _UNKNOWN = 2.0, -3.0
# Of the rules' content against another end of it, and of the rules' speaker against others: one
# that they name, nobody where they name nobody, and the subject of the cue.
_RULE, _NOBODY, _OWN = 3.0, 1.5, 1.0
# Of a statement that no rule finds.
_OPEN = -2.0


def cue_prior(words: Words, i: int) -> float:
    """The log odds that the word at `i` is a cue."""
    return _KNOWN if words.low[i] in words.lexicon.roles else _UNKNOWN


def content_prior(anchor: Anchor, which: int) -> float:
    """How far the reading of that number is ahead of others."""
    return _RULE if anchor.ruled and which == 0 else 0.0


def speaker_prior(choice: Choice) -> float:
    """How far this speaker is ahead of others."""
    mention, ways = choice
    if "rule" in ways:
        return _RULE if mention else _NOBODY
    return _OWN if "own" in ways else 0.0


def keep_prior(found: Found) -> float:
    """The log odds that the statement is one, with this speaker."""
    if found.family.startswith("learned"):
        return _OPEN
    sure = confidence(found)
    return log(sure / (1 - sure))


def decide(words: Words, anchor: Anchor, weights: Weights) -> Found:
    """The anchor's statement with the content and the speaker that the weights prefer."""
    found = anchor.found
    found.content = list(_content(words, anchor, weights))
    speaker = _speaker(words, anchor, found.content, weights)
    if speaker != found.speaker:
        found.speaker, found.borrowed = speaker, False
    return found


def surety(words: Words, found: Found, word: int, weights: Weights) -> float:
    """The probability that the statement that hangs on `word` is right, speaker included."""
    features = keep_features(words, found, word, *words.sentence_of(word))
    return sigmoid(keep_prior(found) + score(weights, features))


def _content(words: Words, anchor: Anchor, weights: Weights) -> list[Range]:
    values = [
        content_prior(anchor, which)
        + score(weights, content_features(words, anchor, content, which))
        for which, content in enumerate(anchor.readings)
    ]
    return anchor.readings[values.index(max(values))]


def _speaker(words: Words, anchor: Anchor, content: list[Range], weights: Weights) -> Range | None:
    choices = speakers(words, anchor, content)
    values = [
        speaker_prior(choice) + score(weights, speaker_features(words, anchor, content, choice))
        for choice in choices
    ]
    return choices[values.index(max(values))][0]
