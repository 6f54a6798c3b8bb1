"""What coders said of units as JSON lines in, how far they agree out. No database."""

import math
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotations.domain.agreement import (
    Agreement,
    Pair,
    Section,
    Unit,
    Value,
    alpha_u,
    cohen_kappa,
    fleiss_kappa,
    gamma,
    gwet_ac1,
    interval,
    interval_of,
    krippendorff_alpha,
    nominal,
    ordinal,
    percent,
    ratio,
    scott_pi,
)
from annotations.exchange.lines import Line, read_object

UNITISING = "alpha-u"
ALIGNING = "gamma"
MEASURES: dict[str, Callable[[Sequence[Unit]], Agreement]] = {
    "alpha-nominal": lambda units: krippendorff_alpha(units, nominal),
    "alpha-ordinal": lambda units: krippendorff_alpha(units, ordinal),
    "alpha-interval": lambda units: krippendorff_alpha(units, interval),
    "alpha-ratio": lambda units: krippendorff_alpha(units, ratio),
    "kappa": lambda units: cohen_kappa(units).mean,
    "fleiss": fleiss_kappa,
    "pi": lambda units: scott_pi(units).mean,
    "ac1": gwet_ac1,
    "percent": percent,
}
OF_PAIRS = {"kappa": cohen_kappa, "pi": scott_pi}
OF_NUMBERS = {"alpha-ordinal", "alpha-interval", "alpha-ratio"}


@dataclass(frozen=True)
class Measured:
    """What came of the lines: `refused` are those that could not be read, with the reason each."""

    measure: str
    agreement: Agreement
    coders: int
    pairs: Sequence[Pair] = ()
    between: tuple[float, float] | None = None
    refused: Sequence[Line] = field(default_factory=list)

    def as_facts(self) -> dict[str, Any]:
        found = self.agreement
        facts: dict[str, Any] = {
            "measure": self.measure,
            "value": found.value,
            "undefined": None if found.why is None else found.why.value,
            "observed": found.observed,
            "expected": found.expected,
            "coders": self.coders,
            "units": found.units,
        }
        if self.between:
            facts["low"], facts["high"] = self.between
        if len(self.pairs) > 1:
            facts["pairs"] = [
                {"coders": pair.coders, "value": pair.agreement.value} for pair in self.pairs
            ]
        return facts


def measured(
    lines: Iterable[bytes | str],
    measure: str,
    *,
    scale: Sequence[str] = (),
    with_interval: bool = False,
) -> Measured:
    """Of lines `{"coder", "unit", "value"}`; a value of null is missing.

    A `scale` names the values from the least to the most, for measures that ask for numbers.
    """
    units: dict[str, dict[str, Value]] = {}
    numbers: dict[str, Value] = {value: n for n, value in enumerate(scale, start=1)}
    refused = _read(lines, lambda found: _take(found, measure, numbers, units))
    told = list(units.values())
    function = MEASURES[measure]
    return Measured(
        measure=measure,
        agreement=function(told),
        coders=len({coder for unit in told for coder in unit}),
        pairs=OF_PAIRS[measure](told).pairs if measure in OF_PAIRS else (),
        between=interval_of(lambda drawn: function(drawn).value, told) if with_interval else None,
        refused=refused,
    )


def unitised(lines: Iterable[bytes | str], begin: int, end: int) -> Measured:
    """Of lines `{"coder", "start", "length", "value"}` over the text [begin, end)."""
    laid: dict[tuple[str, Value], list[Section]] = {}
    refused = _read(lines, lambda found: _lay(_section(found, begin, end), laid))
    sections = [section for line in laid.values() for section in line]
    return Measured(UNITISING, alpha_u(sections, begin, end), _coders(sections), refused=refused)


def aligned(lines: Iterable[bytes | str]) -> Measured:
    """Of lines `{"coder", "start", "length", "value"}`, which may overlap as they like."""
    sections: list[Section] = []
    refused = _read(lines, lambda found: sections.append(_section(found)))
    return Measured(ALIGNING, gamma(sections), _coders(sections), refused=refused)


def _read(lines: Iterable[bytes | str], take: Callable[[dict[str, Any]], None]) -> list[Line]:
    """Those that could not be taken, with the reason each."""
    refused = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            take(read_object(line, "coder"))
        except ValueError as reason:
            refused.append(Line(number, error=str(reason)))
    return refused


def _coders(sections: Sequence[Section]) -> int:
    return len({section.coder for section in sections})


def _take(
    found: dict[str, Any],
    measure: str,
    numbers: dict[str, Value],
    units: dict[str, dict[str, Value]],
) -> None:
    coder, unit = _name(found, "coder"), _name(found, "unit")
    if found.get("value") is None:
        return
    value = _value(found)
    if measure in OF_NUMBERS:
        value = _number(value, numbers)
        if measure == "alpha-ratio" and value < 0:
            raise ValueError("A value below 0 has no ratio.")
    said = units.setdefault(unit, {})
    if coder in said:
        raise ValueError(f"Coder {coder} has a value for unit {unit} already.")
    said[coder] = value


def _lay(section: Section, laid: dict[tuple[str, Value], list[Section]]) -> None:
    """Among the sections of its coder and value, which are in order. Raises ValueError."""
    others = laid.setdefault((section.coder, section.value), [])
    at = bisect(others, section)
    if (at and others[at - 1].end > section.start) or (
        at < len(others) and others[at].start < section.end
    ):
        raise ValueError(f"It overlaps another “{section.value}” of coder {section.coder}.")
    others.insert(at, section)


def _section(found: dict[str, Any], begin: int | None = None, end: int | None = None) -> Section:
    coder, value = _name(found, "coder"), _value(found)
    start, length = found.get("start"), found.get("length")
    if type(start) is not int or type(length) is not int or length < 1:
        raise ValueError('Its "start" and "length" are no whole numbers, the length at least 1.')
    if (begin is not None and start < begin) or (end is not None and start + length > end):
        raise ValueError(f"It does not lie between {begin} and {end}.")
    return Section(start, length, coder, value)


def _name(found: dict[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str | int | float):
        raise ValueError(f'It has no "{name}".')
    return str(value)


def _value(found: dict[str, Any]) -> Value:
    """Numbers stay numbers; true and false are words."""
    value = found.get("value")
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str | int | float):
        raise ValueError('Its "value" is neither a word nor a number.')
    return value


def _number(value: Value, numbers: dict[str, Value]) -> float:
    if numbers:
        if value not in numbers:
            raise ValueError(f"“{value}” is not on the scale.")
        return float(numbers[str(value)])
    try:
        found = float(value)
    except ValueError:
        raise ValueError(f"“{value}” is no number; name a scale for words.") from None
    if not math.isfinite(found):
        raise ValueError(f"“{value}” is no number.")
    return found
