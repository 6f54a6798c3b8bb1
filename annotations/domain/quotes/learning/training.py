"""A model from examples: what is a cue, what it reports, who speaks, and what to keep of it."""

from collections.abc import Callable, Sequence
from random import Random

from annotations.domain.quotes.found import Found
from annotations.domain.quotes.learning.applying import candidates, hook
from annotations.domain.quotes.learning.deciding import (
    Decider,
    content_prior,
    cue_prior,
    keep_prior,
    speaker_prior,
)
from annotations.domain.quotes.learning.examples import Example
from annotations.domain.quotes.learning.features import (
    ADDED,
    OWN_CONTENT,
    OWN_SPEAKER,
    cue_features,
    keep_features,
    speaker_features,
)
from annotations.domain.quotes.learning.fitting import (
    Choosing,
    Question,
    fit_choices,
    fit_questions,
    gain_of_adding,
    gain_of_choosing,
)
from annotations.domain.quotes.learning.known import Decided, Known, best_match, read_example, said
from annotations.domain.quotes.learning.linear import Numbers, Weights
from annotations.domain.quotes.learning.mentions import Choice, Mentions
from annotations.domain.quotes.learning.model import Model
from annotations.domain.quotes.learning.options import Anchor
from annotations.domain.quotes.learning.readings import Readings
from annotations.domain.quotes.learning.stages import Stage
from annotations.domain.quotes.tokens import Words

Progress = Callable[[float], None]
"""Is told which share of the work is done, 0 to 1."""

# The last stage judges what the others make of texts that they have not learned from, or it would
# trust them too much: they are learned so many times over, each time without a part of the texts.
_FOLDS, _FEWER_FOLDS, _MANY = 5, 2, 150
# The penalties on weights, lasso and ridge.
_CUE = (3.0, 5.0)
_OTHERS = (2.0, 5.0)
_KEEP = (4.0, 10.0)


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
    reading.learn(folds, rng)
    without = [reading.without(fold) for fold in range(folds)]
    tell(0.6)
    keeping = _Keeping()
    for number, example in enumerate(examples):
        fold = number % folds
        keeping.learn_from(read_example(example), without[fold], fold)
        tell(0.6 + 0.3 * (number + 1) / len(examples))
    keeping.stage.learn(folds, rng)
    tell(1.0)
    return Model.bounded(reading.weights | keeping.stage.weights, len(examples))


class _Reading:
    """The stages that read: which words are cues, what they report, who speaks."""

    def __init__(self) -> None:
        self.cue = Stage[Question](_CUE, fit_questions)
        self.content = Stage[Choosing](_OTHERS, fit_choices, gain_of_choosing, OWN_CONTENT)
        self.speaker = Stage[Choosing](_OTHERS, fit_choices, gain_of_choosing, OWN_SPEAKER)

    def learn_from(self, known: Known, fold: int) -> None:
        words = known.words
        mentions = Mentions(words)
        readings: Readings[Numbers] = Readings(words, self.content.learner.number)
        for anchor in candidates(words, known.taken, None):
            word = anchor.word
            is_cue = known.is_cue(word)
            # Inside of a statement nobody may have looked for others; a colon is always one.
            if known.complete and (is_cue or not known.covers(word)) and words.masked[word] != ":":
                features = cue_features(words, word, anchor.first, anchor.last)
                question = Question(
                    self.cue.learner.number(features), cue_prior(words, word), is_cue
                )
                self.cue.cases.append((fold, question))
            contents = [said(words, content) for content in anchor.readings]
            match, which = best_match(contents, word, known.gold)
            if match is not None and (word in match.cue or anchor.ruled):
                numbers = range(len(anchor.readings))
                ends = Choosing(
                    readings.of(anchor),
                    [content_prior(anchor, n) for n in numbers],
                    [n == which for n in numbers],
                    0 if _is_ruled(anchor, match) else None,
                )
                self.content.cases.append((fold, ends))
                choices = mentions.of(anchor, anchor.readings[which])
                self._choose(words, anchor, choices, match, fold)

    def _choose(
        self, words: Words, anchor: Anchor, choices: list[Choice], match: Decided, fold: int
    ) -> None:
        right = [
            bool(said(words, [mention]) & match.speaker) if mention else not match.speaker
            for mention, _ in choices
        ]
        if any(right):
            options = [
                self.speaker.learner.number(speaker_features(words, anchor, choice))
                for choice in choices
            ]
            priors = [speaker_prior(choice) for choice in choices]
            own = next((n for n, (_, ways) in enumerate(choices) if ways.startswith("rule")), None)
            if not _is_ruled(anchor, match):
                own = None
            self.speaker.cases.append((fold, Choosing(options, priors, right, own)))

    def learn(self, folds: int, rng: Random) -> None:
        self.cue.learn(folds, rng)
        self.content.learn(folds, rng)
        self.speaker.learn(folds, rng)

    @property
    def weights(self) -> Weights:
        return self.cue.weights | self.content.weights | self.speaker.weights

    def without(self, fold: int) -> Weights:
        """Learned from all examples but those of one fold."""
        return self.cue.without[fold] | self.content.without[fold] | self.speaker.without[fold]


class _Keeping:
    """The last stage: which statements, as they were read, are right."""

    def __init__(self) -> None:
        self.stage = Stage[Question](_KEEP, fit_questions, gain_of_adding, ADDED, favour=-1.0)

    def learn_from(self, known: Known, weights: Weights, fold: int) -> None:
        decider = Decider(known.words, weights)
        hung = [(one, hook(one)) for one in known.spoken]
        for anchor in candidates(known.words, known.taken, weights):
            hung.append((decider.decide(anchor), anchor.word))
        matched = [(one, word, _match(known, one, word)) for one, word in hung]
        by_rules = {id(match) for one, _, match in matched if match and not one.is_learned}
        for one, word, match in matched:
            is_right = _is_right(known, one, word, match)
            if is_right is not None:
                features = keep_features(known.words, one, word, *known.words.sentence_of(word))
                is_new = one.is_learned and id(match) not in by_rules
                numbers = self.stage.learner.number(features)
                case = Question(numbers, keep_prior(one), is_right, is_new)
                self.stage.cases.append((fold, case))


def _is_ruled(anchor: Anchor, match: Decided) -> bool:
    """The rules read this very statement, not one that shares its words."""
    return anchor.ruled and (anchor.word in match.cue or not match.cue)


def _match(known: Known, found: Found, word: int) -> Decided | None:
    return best_match([said(known.words, found.content)], word, known.gold)[0]


def _is_right(known: Known, found: Found, word: int, match: Decided | None) -> bool | None:
    """Whether people said so; None where they said nothing about it."""
    content = said(known.words, found.content)
    if not content:
        return None
    if match is not None:
        speaker = said(known.words, [found.speaker]) if found.speaker else set()
        # Somebody is found for a quotation alone later, by what stands before it.
        alone = found.family == "direct.alone"
        return alone or bool(speaker & match.speaker) or not (speaker or match.speaker)
    if best_match([content], word, known.rejected)[0] is not None:
        return False
    unseen = known.covers(word) and not known.is_cue(word)
    return False if known.complete and not unseen else None
