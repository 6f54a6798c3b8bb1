"""What a model finds in a text: the rules' statements re-read, and those that it adds."""

from collections.abc import Iterator

from annotations.domain.quotes.contention import settle
from annotations.domain.quotes.finding import read, spoken_in
from annotations.domain.quotes.found import Found
from annotations.domain.quotes.learning.deciding import Decider, cue_prior
from annotations.domain.quotes.learning.features import ADDED, cue_features
from annotations.domain.quotes.learning.fitting import FLOOR
from annotations.domain.quotes.learning.linear import NEVER, Weights, score
from annotations.domain.quotes.learning.model import Model
from annotations.domain.quotes.learning.options import Anchor, read_anchor
from annotations.domain.quotes.lending import lend_speakers
from annotations.domain.quotes.lexicon import lexicon
from annotations.domain.quotes.sourced import labelled
from annotations.domain.quotes.tokens import Words

# Log odds below which a word is no cue, and nothing is read around it; by rules, and beyond them.
_DOUBT, _FAR_DOUBT = -2.5, 0.0


def hook(found: Found) -> int:
    """The word that a quotation hangs on: the last of its cue, or its own first."""
    return found.cue[1] - 1 if found.cue else found.first


def candidates(words: Words, taken: set[int], weights: Weights | None) -> Iterator[Anchor]:
    """All words but those `taken` that may be cues, with what they may report; with weights only
    those that are not too unlikely."""
    tags, low = words.masked, words.low
    roles = words.lexicon.roles
    adds = weights is None or weights.get(ADDED, 0.0) > -NEVER / 2
    for first, last in words.sentences:
        label = labelled(words, first, last)
        if label and label.cue:
            yield Anchor(label.cue[0], first, last, [label.content], label, True)
        for i in range(first, last):
            if tags[i] == "q" or i in taken or not (tags[i] in "Vveg" or low[i] in roles):
                continue
            known, far = low[i] in roles, adds
            if weights is not None and (known or adds):
                odds = cue_prior(words, i) + score(weights, cue_features(words, i, first, last))
                known, far = known and odds >= _DOUBT, adds and odds >= _FAR_DOUBT
            if (known or far) and (anchor := read_anchor(words, i, first, last, far)):
                yield anchor


def learned(text: str, language: str, model: Model) -> tuple[Words, list[Found]]:
    """What rules and model find in a text, in reading order, in word numbers, each with how sure
    it is. `language` is a bare code."""
    words, marks = read(text, lexicon(language))
    spoken, taken = spoken_in(words, marks)
    decider = Decider(words, model.weights)
    hung = [(one, hook(one)) for one in spoken]
    for anchor in candidates(words, taken, model.weights):
        hung.append((decider.decide(anchor), anchor.word))
    for one, word in hung:
        one.sure = decider.surety(one, word)
    found = settle(words, [one for one, _ in hung if one.sure is not None and one.sure >= FLOOR])
    found.sort(key=lambda one: one.first)
    lend_speakers(words, found)
    return words, found
