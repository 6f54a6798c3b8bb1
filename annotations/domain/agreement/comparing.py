"""How far the coders of several texts agree: on what is a statement, and on what they say of it."""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotations.domain.agreement.alpha import Metric, alpha, alpha_of, nominal
from annotations.domain.agreement.codings import (
    Found,
    Group,
    Statement,
    found_by,
    groups_of,
    pairs_of,
    sections_of,
)
from annotations.domain.agreement.many import gwet_ac1
from annotations.domain.agreement.ratings import Agreement, Unit, Value, Why
from annotations.domain.agreement.resampling import interval_of
from annotations.domain.agreement.unitising import Section, alpha_u
from annotations.domain.spans.sameness import Ranges

# Enough for two digits; ten times as many take ten times as long, and nobody waits for them.
DRAWS = 200
# More units are sure enough without an interval.
MOST_UNITS = 5000


@dataclass(frozen=True)
class Coded:
    """A text of so many code points, who coded it, and what they marked: statements, and ranges
    that stand for themselves by what they are called and by coder. `whole` is what each coder says
    of the text as a whole, by question. `key` is the caller's."""

    key: Hashable
    length: int
    coders: Collection[str]
    statements: Sequence[Statement]
    passages: Mapping[Hashable, Mapping[str, Ranges]] = field(default_factory=dict)
    whole: Mapping[Hashable, Unit] = field(default_factory=dict)

    @cached_property
    def groups(self) -> Sequence[Group]:
        return groups_of(self.statements)


@dataclass(frozen=True)
class Answered:
    """How far coders agree in answering a question about statements that both of them found, or
    about texts that both of them coded.

    `units` have two answers or more, of which `differing` are not unanimous. `ac1` does not fall
    where nearly all answers are the same.
    """

    question: Hashable
    alpha: Agreement
    ac1: Agreement
    units: int
    differing: int
    between: tuple[float, float] | None


@dataclass(frozen=True)
class Finding:
    """How far two coders find the same statements in the texts that both coded."""

    coders: tuple[str, str]
    texts: int
    found: Found
    alpha_u: Agreement


def answered(
    texts: Iterable[Coded],
    question: Hashable,
    metric: Metric = nominal,
    coders: Collection[str] | None = None,
    *,
    with_interval: bool = True,
) -> Answered:
    """Over all texts; of these `coders` only, where they are named."""
    units = [unit for text in texts for unit in _units(text, question, coders) if len(unit) > 1]
    between = None
    if with_interval and len(units) <= MOST_UNITS:
        between = interval_of(lambda drawn: alpha(drawn, metric).value, units, times=DRAWS)
    return _answered(question, units, metric, between)


def answered_of_whole(
    texts: Iterable[Coded], question: Hashable, coders: Collection[str] | None = None
) -> Answered:
    """Of the texts as a whole; the answers have no order."""
    asked = (_among(text.whole.get(question, {}), coders) for text in texts)
    units = [unit for unit in asked if len(unit) > 1]
    between = interval_of(_alpha_of_patterns, _patterns(units), times=DRAWS)
    return _answered(question, units, nominal, between)


def _patterns(units: Sequence[Unit]) -> list[tuple[Value, ...]]:
    """What was said of each, whoever said it: there are few, so a draw of many is counted fast."""
    return [tuple(sorted(unit.values(), key=str)) for unit in units]


def _alpha_of_patterns(drawn: Sequence[tuple[Value, ...]]) -> float | None:
    return alpha_of((Counter(values), n) for values, n in Counter(drawn).items()).value


def _answered(
    question: Hashable,
    units: Sequence[Unit],
    metric: Metric,
    between: tuple[float, float] | None,
) -> Answered:
    differing = sum(len(set(unit.values())) > 1 for unit in units)
    return Answered(
        question=question,
        alpha=alpha(units, metric),
        ac1=gwet_ac1(units),
        units=len(units),
        differing=differing,
        between=between,
    )


def _among(unit: Unit, coders: Collection[str] | None) -> Unit:
    """What these coders say; everybody, where none are named."""
    return {one: value for one, value in unit.items() if coders is None or one in coders}


def _units(text: Coded, question: Hashable, coders: Collection[str] | None) -> Iterator[Unit]:
    for group in text.groups:
        yield {
            coder: one.values[question]
            for coder, one in group.items()
            if question in one.values and (coders is None or coder in coders)
        }


def findings(texts: Sequence[Coded]) -> list[Finding]:
    """Of every pair of coders with a text in common."""
    everybody = {coder for text in texts for coder in text.coders}
    found = [_finding(texts, pair) for pair in pairs_of(everybody)]
    return [one for one in found if one.texts]


def _finding(texts: Sequence[Coded], pair: tuple[str, str]) -> Finding:
    shared = [text for text in texts if set(pair) <= set(text.coders)]
    found = Found()
    for text in shared:
        found.add(found_by(text.groups, *pair))
    return Finding(pair, len(shared), found, _unitised(shared, pair, _contents))


def passages_agree(texts: Sequence[Coded], called: Hashable) -> Agreement:
    """On passages of this name: alpha-u, the mean of all pairs of coders that it says anything of.

    `observed` and `expected` are left out, being those of a pair. `units` are passages.
    """
    found = [
        _unitised(
            [text for text in texts if set(pair) <= set(text.coders)],
            pair,
            lambda text, coder: text.passages.get(called, {}).get(coder, ()),
        )
        for pair in pairs_of({coder for text in texts for coder in text.coders})
    ]
    told = [one for one in found if one.value is not None]
    if not told:
        return Agreement(None, why=Why.NOTHING_SHARED)
    mean = sum(one.value for one in told if one.value is not None) / len(told)
    return Agreement(mean, units=sum(one.units for one in told))


def _contents(text: Coded, coder: str) -> Ranges:
    return [place for one in text.statements if one.coder == coder for place in one.said.content]


def _unitised(
    texts: Sequence[Coded], pair: tuple[str, str], ranges_of: Callable[[Coded, str], Ranges]
) -> Agreement:
    """Texts one after the other. Both coders read all of them, so no mark is a decision, too."""
    sections: list[Section] = []
    at = 0
    for text in texts:
        for coder in pair:
            sections += sections_of(ranges_of(text, coder), coder, "", at)
        at += text.length
    return alpha_u(sections, 0, at, pair)


@dataclass(frozen=True)
class Difference:
    """A statement about which coders of a text differ, as each of them has it."""

    text: Coded
    group: Group

    @property
    def missed_by(self) -> list[str]:
        return sorted(set(self.text.coders) - set(self.group))

    @property
    def content(self) -> Ranges:
        return next(iter(self.group.values())).said.content


def differences(texts: Iterable[Coded], question: Hashable | None) -> Iterator[Difference]:
    """Where coders answered a question differently; without one, what only some of them found."""
    for text in texts:
        for group in text.groups:
            if question is None:
                differ = len(group) < len(set(text.coders))
            else:
                answers = {one.values[question] for one in group.values() if question in one.values}
                differ = len(answers) > 1
            if differ:
                yield Difference(text, group)


def whole_differences(
    texts: Iterable[Coded], question: Hashable, coders: Collection[str] | None = None
) -> Iterator[tuple[Coded, Unit]]:
    """The texts of which coders say different things as a whole, with what each says."""
    for text in texts:
        unit = _among(text.whole.get(question, {}), coders)
        if len(set(unit.values())) > 1:
            yield text, unit
