"""Few numbers that stand for a text, such that texts with a passage in common share some of them.

Winnowing: every run of words has a number, and of each neighbourhood the least number is kept.
Wherever two texts have GUARANTEED words in a row in common they keep the same one, however long the
rest of either may be. A sketch of the whole text, such as MinHash, would not see that a note of
five sentences is the beginning of an article of fifty.
"""

import zlib
from array import array

# Words in a run.
RUN = 5
# The least of 24 neighbours is found in steps: the least of 2, of 4, of 8, of 16, of 24.
STEPS = (1, 2, 4, 8, 8)
NEIGHBOURS = 1 + sum(STEPS)
GUARANTEED = NEIGHBOURS + RUN - 1


def runs_of(words: "array[int]") -> list[int]:
    """A number of 32 bits for each run of RUN words, in order."""
    data, size = words.tobytes(), words.itemsize
    starts = range(0, (len(words) - RUN + 1) * size, size)
    return [zlib.crc32(data[start : start + RUN * size]) for start in starts]


def fingerprints_of(words: "array[int]", runs: list[int]) -> set[int]:
    """Of every NEIGHBOURS runs in a row the least, and one for the text as a whole.

    The latter finds what is the same altogether where everything else is in hundreds of texts.
    """
    if not words:
        return set()
    whole = zlib.crc32(words.tobytes())
    least = runs
    for step in STEPS:
        if len(least) <= step:
            return {whole, *sorted(least)[:1]}
        least = list(map(min, least, least[step:]))
    return {whole, *least}
