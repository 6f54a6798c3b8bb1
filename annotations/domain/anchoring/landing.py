"""Where each word of the old text stands in the new one, and how sure that is of its sentence."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from annotations.domain.anchoring.flow import Flow, find_flow
from annotations.domain.anchoring.likeness import Lookalikes
from annotations.domain.anchoring.outcomes import Outcome
from annotations.domain.anchoring.reading import Range, Reading
from annotations.domain.comparing.aligning import aligned

# A sentence is recognised by so much of its letters, and in so much more room than it took.
RECOGNISED = 0.5
_ROOM = 3
_LEAST_ROOM = 12
# Another place this much like the best one leaves it in doubt.
_RIVAL = 0.9


@dataclass(slots=True)
class Landing:
    """`fates` by sentence of the old text; `words[n]` is old word n's number in the new, or -1."""

    old: Reading
    new: Reading
    fates: list[Outcome]
    words: list[int]
    landed: list[int] = field(init=False)
    weights: list[int] = field(init=False)
    found: list[int] = field(init=False)
    fated: dict[Outcome, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        """Sums and orders, so that a long span is asked for as quickly as a short one."""
        letters = [_weight(key) for key in self.old.keys]
        self.landed = [n for n, new in enumerate(self.words) if new >= 0]
        self.weights = [0, *accumulate(letters)]
        hits = (w if n >= 0 else 0 for w, n in zip(letters, self.words, strict=True))
        self.found = [0, *accumulate(hits)]
        self.fated = {fate: [0, *accumulate(one is fate for one in self.fates)] for fate in Outcome}

    def fates_of(self, sentences: range) -> set[Outcome]:
        """What became of these sentences of the old text."""
        first, last = sentences.start, sentences.stop
        return {fate for fate, sums in self.fated.items() if sums[last] > sums[first]}

    def share(self, first: int, last: int) -> float:
        """How much of the words [first, last) landed, by letters."""
        return (self.found[last] - self.found[first]) / (self.weights[last] - self.weights[first])

    def before(self, word: int) -> int | None:
        """The last word before `word` that landed."""
        at = bisect_left(self.landed, word)
        return self.landed[at - 1] if at else None

    def behind(self, word: int) -> int | None:
        """The first word from `word` on that landed."""
        at = bisect_left(self.landed, word)
        return self.landed[at] if at < len(self.landed) else None


def has_room(length: int, found: int) -> bool:
    """Whether so many words may have become `found` words."""
    return found <= max(_ROOM * length, _LEAST_ROOM)


def _weight(key: str) -> int:
    return 4 * len(key) if key[0].isalnum() else 1


def land(old: Reading, new: Reading) -> Landing:
    flow = find_flow(old, new)
    fates = [Outcome.GONE] * len(old.sentences)
    words = [-1] * len(old.words)
    for places, fate in (
        (flow.in_place, Outcome.SAME),
        (flow.moved, Outcome.MOVED),
        (flow.doubtful, Outcome.AMBIGUOUS),
    ):
        for i, j in places.items():
            fates[i] = fate
            _put(words, old.sentences[i], new.sentences[j])
    search = _Search(old, new, flow, fates, words)
    search.in_gaps()
    search.elsewhere()
    return Landing(old, new, fates, words)


def _put(words: list[int], olds: Range, news: Range) -> None:
    words[slice(*olds)] = range(*news)


class _Search:
    """Looks for the sentences that no sentence of the new text equals."""

    def __init__(
        self, old: Reading, new: Reading, flow: Flow, fates: list[Outcome], words: list[int]
    ) -> None:
        self.old, self.new, self.flow, self.fates, self.words = old, new, flow, fates, words
        exact = {*flow.in_place.values(), *flow.moved.values(), *flow.doubtful.values()}
        self.free = [n for _, (c, d) in flow.gaps for n in range(c, d) if n not in exact]

    def in_gaps(self) -> None:
        """Where it stood, between the same neighbours, by words that are left of it."""
        free, copies = set(self.free), Counter(map(self.new.sentence_key, self.free))
        taken: set[int] = set()
        for (a, b), (c, d) in self.flow.gaps:
            lost = [i for i in range(a, b) if self.fates[i] is Outcome.GONE]
            come = [j for j in range(c, d) if j in free]
            if not lost or not come:
                continue
            self._align(lost, come)
            for i in lost:
                place = self._judge(i)
                if place is None:
                    continue
                sentences = self.new.sentences_of(*place)
                taken.update(sentences)
                doubled = any(copies[self.new.sentence_key(j)] > 1 for j in sentences)
                self.fates[i] = Outcome.AMBIGUOUS if doubled else Outcome.CHANGED
        self.free = [j for j in self.free if j not in taken]

    def elsewhere(self) -> None:
        """Anywhere else, among what nothing else became."""
        lookalikes = Lookalikes(self.new, self.free)
        for i, fate in enumerate(self.fates):
            if fate not in (Outcome.GONE, Outcome.MOVED):
                continue
            found = lookalikes.like(self.old, i)
            if fate is Outcome.MOVED:
                if found and found[0][1] >= RECOGNISED:
                    self.fates[i] = Outcome.AMBIGUOUS
                continue
            if not found:
                continue
            self._align([i], [found[0][0]])
            if self._judge(i):
                rival = len(found) > 1 and found[1][1] >= _RIVAL * found[0][1]
                self.fates[i] = Outcome.AMBIGUOUS if rival else Outcome.CHANGED

    def _align(self, lost: list[int], come: list[int]) -> None:
        olds = [n for i in lost for n in range(*self.old.sentences[i])]
        news = [n for j in come for n in range(*self.new.sentences[j])]
        runs = aligned([self.old.keys[n] for n in olds], [self.new.keys[n] for n in news])
        for run in runs:
            for k in range(run.size):
                self.words[olds[run.old + k]] = news[run.new + k]

    def _judge(self, i: int) -> Range | None:
        """The words [first, last) of the new text that sentence `i` became, if enough is left."""
        first, last = self.old.sentences[i]
        landed = [n for n in range(first, last) if self.words[n] >= 0]
        whole = sum(_weight(key) for key in self.old.keys[first:last])
        found = sum(_weight(self.old.keys[n]) for n in landed)
        if landed and found >= RECOGNISED * whole:
            place = self.words[landed[0]], self.words[landed[-1]] + 1
            if has_room(last - first, place[1] - place[0]):
                return place
        self.words[first:last] = [-1] * (last - first)
        return None
