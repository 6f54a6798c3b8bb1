"""The learned reading of each cue: whether it is one, what it reports, who speaks, how sure.

What the rules would do is what the odds begin with, so that without lessons nothing changes.
"""

from functools import partial
from math import log

from annotations.domain.quotes.confidence import confidence
from annotations.domain.quotes.found import Found, Range
from annotations.domain.quotes.learning.features import (
    OWN_CONTENT,
    OWN_SPEAKER,
    keep_features,
    speaker_features,
)
from annotations.domain.quotes.learning.linear import NEVER, Weights, score, sigmoid
from annotations.domain.quotes.learning.mentions import Choice, Mentions
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.learning.readings import Readings
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
    if found.is_learned:
        return _OPEN
    sure = confidence(found)
    return log(sure / (1 - sure))


class Decider:
    """What weights make of the anchors of one text."""

    def __init__(self, words: Words, weights: Weights) -> None:
        self.words, self.weights = words, weights
        self.readings: Readings[float] = Readings(words, partial(score, weights))
        self.mentions = Mentions(words)
        self.overrules_content = weights.get(OWN_CONTENT, 0.0) < NEVER / 2
        self.overrules_speaker = weights.get(OWN_SPEAKER, 0.0) < NEVER / 2

    def decide(self, anchor: Anchor) -> Found:
        """The anchor's statement with the content and the speaker that the weights prefer."""
        found = anchor.found
        found.content = list(self._content(anchor))
        speaker = self._speaker(anchor, found.content)
        if speaker != found.speaker:
            found.speaker, found.borrowed = speaker, False
        return found

    def surety(self, found: Found, word: int) -> float:
        """The probability that the statement that hangs on `word` is right, speaker included."""
        features = keep_features(self.words, found, word, *self.words.sentence_of(word))
        return sigmoid(keep_prior(found) + score(self.weights, features))

    def _content(self, anchor: Anchor) -> list[Range]:
        if len(anchor.readings) == 1 or (anchor.ruled and not self.overrules_content):
            return anchor.readings[0]
        values = [
            content_prior(anchor, which) + value
            for which, value in enumerate(self.readings.of(anchor))
        ]
        return anchor.readings[values.index(max(values))]

    def _speaker(self, anchor: Anchor, content: list[Range]) -> Range | None:
        if anchor.ruled and not self.overrules_speaker:
            return anchor.found.speaker
        values = {
            choice[0]: speaker_prior(choice)
            + score(self.weights, speaker_features(self.words, anchor, choice))
            for choice in self.mentions.of(anchor, content)
        }
        return max(values, key=values.__getitem__)
