"""What a codebook says about where its tags belong, held against one annotation."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Fault(Enum):
    RETIRED = "retired"
    ELSEWHERE = "elsewhere"
    UNMET = "unmet"
    SEVERAL = "several"


@dataclass(frozen=True)
class Rule:
    """What is said about one tag. `group` is the tag above it, where only one below that goes."""

    name: str
    applies_to: frozenset[str]
    condition: str = ""
    group: str | None = None
    is_retired: bool = False


@dataclass(frozen=True)
class Borne:
    """`bearer` is what bears the tags, `known` the conditions that it meets."""

    bearer: str
    tags: frozenset[str]
    known: frozenset[str] = frozenset()


def faults(rules: Mapping[str, Rule], borne: Borne | None) -> dict[str, Fault]:
    """What is wrong with each of the tags, the first thing; those without a rule go anywhere."""
    if borne is None:
        return {}
    groups = Counter(rules[tag].group for tag in borne.tags if tag in rules)
    found = {}
    for tag in borne.tags & rules.keys():
        rule = rules[tag]
        if rule.is_retired:
            found[tag] = Fault.RETIRED
        elif borne.bearer not in rule.applies_to:
            found[tag] = Fault.ELSEWHERE
        elif rule.condition and rule.condition not in borne.known:
            found[tag] = Fault.UNMET
        elif rule.group and groups[rule.group] > 1:
            found[tag] = Fault.SEVERAL
    return found


def new_faults(rules: Mapping[str, Rule], before: Borne | None, after: Borne) -> dict[str, Fault]:
    """What a change makes wrong. What was wrong already may stay: rules come after annotations."""
    was = faults(rules, before)
    return {tag: fault for tag, fault in faults(rules, after).items() if was.get(tag) != fault}
