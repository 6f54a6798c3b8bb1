"""A model from examples: what is a cue, what it reports, who speaks, and what to keep of it."""

from collections.abc import Callable, Sequence
from random import Random

from annotations.domain.quotes.found import Found
from annotations.domain.quotes.learning.applying import candidates, hook
from annotations.domain.quotes.learning.deciding import (
    content_prior,
    cue_prior,
    decide,
    keep_prior,
    speaker_prior,
)
from annotations.domain.quotes.learning.examples import Example
from annotations.domain.quotes.learning.features import (
    content_features,
    cue_features,
    keep_features,
    speaker_features,
)
from annotations.domain.quotes.learning.fitting import (
    Choosing,
    Question,
    fit_choices,
    fit_questions,
)
from annotations.domain.quotes.learning.known import Decided, Known, best_match, read_example, said
from annotations.domain.quotes.learning.linear import Learner, Weights
from annotations.domain.quotes.learning.mentions import speakers
from annotations.domain.quotes.learning.model import Model
from annotations.domain.quotes.learning.options import Anchor

Progress = Callable[[float], None]
"""Is told which share of the work is done, 0 to 1."""

# The last stage judges what the others make of texts that they have not learned from, or it would
# trust them too much: they are learned so many times over, each time without a part of the texts.
_FOLDS, _FEWER_FOLDS, _MANY = 5, 2, 150
# The penalties on weights, lasso and ridge.
_CUE = (3.0, 5.0)
_OTHERS = (2.0, 5.0)


def train(examples: Sequence[Example], seed: int = 0, progress: Progress | None = None) -> Model:
    """What the examples teach; the same for the same examples in the same order and seed.

    Takes less than a tenth of a second an article.
    """
    rng = Random(seed)
    tell = progress or (lambda share: None)
    folds = _FOLDS if len(examples) < _MANY else _FEWER_FOLDS
    reading = _Reading()
    for number, example in enumerate(examples):
        reading.learn_from(read_example(example), number % folds)
        tell(0.3 * (number + 1) / len(examples))
    without = []
    for fold in range(folds):
        without.append(reading.weights_without(fold, rng))
        tell(0.3 + 0.3 * (fold + 1) / folds)
    weights = reading.weights_without(None, rng)
    keeping = _Keeping()
    for number, example in enumerate(examples):
        keeping.learn_from(read_example(example), without[number % folds])
        tell(0.6 + 0.3 * (number + 1) / len(examples))
    fit_questions(keeping.learner, keeping.cases, rng)
    tell(1.0)
    return Model.bounded(weights | keeping.learner.weights(), len(examples))


class _Reading:
    """The stages that read: which words are cues, what they report, who speaks."""

    def __init__(self) -> None:
        self.cue, self.content, self.speaker = Learner(*_CUE), Learner(*_OTHERS), Learner(*_OTHERS)
        self.cues: list[tuple[int, Question]] = []
        self.contents: list[tuple[int, Choosing]] = []
        self.speakers: list[tuple[int, Choosing]] = []

    def learn_from(self, known: Known, fold: int) -> None:
        words = known.words
        for anchor in candidates(words, known.taken, None):
            word = anchor.word
            is_cue = known.is_cue(word)
            # Inside of a statement nobody may have looked for others; a colon is always one.
            if known.complete and (is_cue or not known.covers(word)) and words.masked[word] != ":":
                features = cue_features(words, word, anchor.first, anchor.last)
                question = Question(self.cue.number(features), cue_prior(words, word), is_cue)
                self.cues.append((fold, question))
            contents = [said(words, content) for content in anchor.readings]
            match, which = best_match(contents, word, known.gold)
            if match is not None and (word in match.cue or anchor.ruled):
                self._choose(known, anchor, match, which, fold)

    def _choose(self, known: Known, anchor: Anchor, match: Decided, which: int, fold: int) -> None:
        words, content = known.words, anchor.readings[which]
        numbers = range(len(anchor.readings))
        ends = Choosing(
            [
                self.content.number(content_features(words, anchor, anchor.readings[n], n))
                for n in numbers
            ],
            [content_prior(anchor, n) for n in numbers],
            [n == which for n in numbers],
        )
        self.contents.append((fold, ends))
        choices = speakers(words, anchor, content)
        right = [
            bool(said(words, [mention]) & match.speaker) if mention else not match.speaker
            for mention, _ in choices
        ]
        if any(right):
            options = [
                self.speaker.number(speaker_features(words, anchor, content, choice))
                for choice in choices
            ]
            priors = [speaker_prior(choice) for choice in choices]
            self.speakers.append((fold, Choosing(options, priors, right)))

    def weights_without(self, fold: int | None, rng: Random) -> Weights:
        """Learned from all examples but those of one fold."""
        cue, content, speaker = self.cue.twin(), self.content.twin(), self.speaker.twin()
        fit_questions(cue, [case for n, case in self.cues if n != fold], rng)
        fit_choices(content, [case for n, case in self.contents if n != fold], rng)
        fit_choices(speaker, [case for n, case in self.speakers if n != fold], rng)
        return cue.weights() | content.weights() | speaker.weights()


class _Keeping:
    """The last stage: which statements, as they were read, are right."""

    def __init__(self) -> None:
        self.learner = Learner(*_OTHERS)
        self.cases: list[Question] = []

    def learn_from(self, known: Known, weights: Weights) -> None:
        for one in known.spoken:
            self._judge(known, one, hook(one))
        for anchor in candidates(known.words, known.taken, weights):
            self._judge(known, decide(known.words, anchor, weights), anchor.word)

    def _judge(self, known: Known, found: Found, word: int) -> None:
        is_right = _is_right(known, found, word)
        if is_right is not None:
            features = keep_features(known.words, found, word, *known.words.sentence_of(word))
            case = Question(self.learner.number(features), keep_prior(found), is_right)
            self.cases.append(case)


def _is_right(known: Known, found: Found, word: int) -> bool | None:
    """Whether people said so; None where they said nothing about it."""
    content = said(known.words, found.content)
    if not content:
        return None
    match, _ = best_match([content], word, known.gold)
    if match is not None:
        speaker = said(known.words, [found.speaker]) if found.speaker else set()
        # Somebody is found for a quotation alone later, by what stands before it.
        alone = found.family == "direct.alone"
        return alone or bool(speaker & match.speaker) or not (speaker or match.speaker)
    if best_match([content], word, known.rejected)[0] is not None:
        return False
    unseen = known.covers(word) and not known.is_cue(word)
    return False if known.complete and not unseen else None
