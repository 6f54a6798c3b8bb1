"""What became of things that were merged into others, perhaps one after the other."""

from collections.abc import Callable, Iterable
from uuid import UUID

# Whatever was merged so often that this is no end is somebody's mistake, not a chain.
LONGEST_CHAIN = 20


def successors_of(
    gone: Iterable[UUID], step: Callable[[set[UUID]], dict[UUID, UUID]]
) -> dict[UUID, UUID]:
    """What each is part of now; left out is what was never merged.

    `step` says of some into which one each was merged itself. It is called once for each link of
    the longest chain, and once more.
    """
    now = {one: one for one in gone}
    for _link in range(LONGEST_CHAIN):
        steps = step(set(now.values()))
        if not steps:
            break
        now = {one: steps.get(at, at) for one, at in now.items()}
    return {one: at for one, at in now.items() if one != at}
