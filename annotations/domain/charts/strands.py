"""Which lines of a network are drawn: where there are very many, the thin ones hide the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# A picture of so many lines for each dot can still be followed.
EACH = 2


@dataclass(frozen=True)
class Drawn:
    """Pairs of nodes. Those of less than `least` are left out, `left` of them, but for the
    strongest of each node."""

    pairs: Sequence[tuple[str, str]]
    least: int = 1
    left: int = 0


def drawn_of(weights: Mapping[tuple[str, str], int], nodes: int) -> Drawn:
    """Of the pairs with their weights, the thin ones first, as thick ones lie above them.

    All are equal that weigh the same: either all of them are drawn or none.
    """
    order = sorted(weights, key=lambda pair: (weights[pair], pair))
    least = 1
    for one in sorted(set(weights.values())):
        if sum(weight >= one for weight in weights.values()) <= EACH * nodes:
            break
        least = one + 1
    if not any(weight >= least for weight in weights.values()):
        # Of pairs that are all alike none says more than the others.
        least = max(weights.values(), default=1)
    kept = {pair for pair in order if weights[pair] >= least} | _strongest(weights, order)
    return Drawn([pair for pair in order if pair in kept], least, len(order) - len(kept))


def _strongest(
    weights: Mapping[tuple[str, str], int], order: Sequence[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Of each node, so that nobody stands apart who is not."""
    best: dict[str, int] = {}
    for pair in order:
        for node in pair:
            best[node] = max(best.get(node, 0), weights[pair])
    found: dict[str, tuple[str, str]] = {}
    for pair in reversed(order):
        for node in pair:
            if weights[pair] == best[node]:
                found.setdefault(node, pair)
    return set(found.values())
