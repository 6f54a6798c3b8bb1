"""The longest common subsequence of two short sequences, a machine word at a time."""

from collections.abc import Hashable, Sequence

# Comparing takes a bit for each pair of items: 50 MB at most.
MOST_PAIRS = 400_000_000


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs (i, j), rising in both, with `old[i] == new[j]`: as many as there can be.

    None where there are more than MOST_PAIRS to compare. Hyyrö's algorithm, with an integer of
    Python's for each row: a bit is 0 where one more item of `old` has found its partner.
    """
    if len(old) * len(new) > MOST_PAIRS:
        return []
    places: dict[Hashable, int] = {}
    for i, item in enumerate(old):
        places[item] = places.get(item, 0) | 1 << i
    every = row = (1 << len(old)) - 1
    rows = []
    for item in new:
        found = row & places.get(item, 0)
        row = ((row + found) | (row - found)) & every
        rows.append(row)
    return _pairs(rows, len(old))


def _pairs(rows: list[int], i: int) -> list[tuple[int, int]]:
    pairs, j = [], len(rows)
    while i and j:
        if rows[j - 1] >> (i - 1) & 1:
            i -= 1
        elif j > 1 and not rows[j - 2] >> (i - 1) & 1:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((i, j))
    return pairs[::-1]
