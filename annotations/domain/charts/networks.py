"""Where the nodes of a network stand: who has to do with one another stands together.

Nodes push one another away and edges pull them together, less and less, as Fruchterman and Reingold
describe it ("Graph drawing by force-directed placement", 1991). It begins with a circle in the
order of the nodes, so the same network is always drawn the same.
"""

from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin, sqrt

ROUNDS = 120
# How far a node goes in the first round, as a share of the picture.
FIRST_STEP = 0.1
# So near that a direction could not be told.
NEAR = 1e-6
# How strongly the middle pulls: else whoever has to do with nobody else would fly off.
GRAVITY = 1.0


def places_of(
    nodes: Sequence[str], weights: Mapping[tuple[str, str], int]
) -> dict[str, tuple[float, float]]:
    """(x, y) from 0 to 1 of each node; the outermost ones reach the edges.

    `weights` by pairs of nodes, both ways the same: more pulls more. Takes time with the square of
    the nodes: meant for some dozens.
    """
    if len(nodes) < 2:
        return dict.fromkeys(nodes, (0.5, 0.5))
    angles = [2 * pi * number / len(nodes) for number in range(len(nodes))]
    places = [[0.5 + 0.4 * cos(angle), 0.5 + 0.4 * sin(angle)] for angle in angles]
    numbers = {node: number for number, node in enumerate(nodes)}
    # Ten times as many statements do not pull ten times as much, or all others would be one dot.
    pulls = [
        (numbers[one], numbers[other], 1 + sqrt(weight) / 4)
        for (one, other), weight in sorted(weights.items())
        if one != other
    ]
    ideal = sqrt(1 / len(nodes)) * 0.9
    for turn in range(ROUNDS):
        _move(places, pulls, ideal, FIRST_STEP * (1 - turn / ROUNDS))
    return {node: _fitted(places, number) for node, number in numbers.items()}


def _move(
    places: list[list[float]], pulls: list[tuple[int, int, float]], ideal: float, most: float
) -> None:
    forces = [[0.0, 0.0] for _ in places]
    _push_apart(places, forces, ideal * ideal)
    for one, other, weight in pulls:
        x, y = places[one][0] - places[other][0], places[one][1] - places[other][1]
        # Towards one another, with the square of their distance.
        strength = -weight / ideal * max(hypot(x, y), NEAR)
        _add(forces[one], x * strength, y * strength)
        _add(forces[other], -x * strength, -y * strength)
    for place, (x, y) in zip(places, forces, strict=True):
        x, y = x - (place[0] - 0.5) * GRAVITY, y - (place[1] - 0.5) * GRAVITY
        length = max(hypot(x, y), NEAR)
        step = min(length, most)
        _add(place, x / length * step, y / length * step)


def _push_apart(places: list[list[float]], forces: list[list[float]], strength: float) -> None:
    """Each from each, with `strength` by their distance. Two of them meet fifty thousand times in a
    picture, so nothing is called for it."""
    least = NEAR * NEAR
    for one, (own_x, own_y) in enumerate(places):
        force_x, force_y = forces[one]
        for other in range(one + 1, len(places)):
            x, y = own_x - places[other][0], own_y - places[other][1]
            square = x * x + y * y
            force = strength / (square if square > least else least)
            x, y = x * force, y * force
            force_x += x
            force_y += y
            theirs = forces[other]
            theirs[0] -= x
            theirs[1] -= y
        forces[one] = [force_x, force_y]


def _add(to: list[float], x: float, y: float) -> None:
    to[0] += x
    to[1] += y


def _fitted(places: list[list[float]], number: int) -> tuple[float, float]:
    found = []
    for axis in (0, 1):
        values = [place[axis] for place in places]
        low, high = min(values), max(values)
        found.append((places[number][axis] - low) / (high - low) if high - low > NEAR else 0.5)
    return found[0], found[1]
