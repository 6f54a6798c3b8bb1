"""Where the nodes of a network stand: who has to do with one another stands together.

Nodes push one another away and edges pull them together, less and less, as Fruchterman and Reingold
describe it ("Graph drawing by force-directed placement", 1991). It begins with a circle in the
order of the nodes, so the same network is always drawn the same. At last the crowd in the middle,
where those stand who have to do with everybody, is spread over the picture.
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
# How much of a place is its rank among all: as if the picture were stretched where it is crowded.
EVENNESS = 0.25
# Nobody stands nearer to somebody else than this, across and down: there is a name beside each. Of
# many, each has a smaller place.
APART = (0.16, 0.085)
CROWD = 30
PUSHES = 40


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
    fitted = [_fitted(places, number) for number in range(len(nodes))]
    spread = _pushed(_evened(fitted))
    return {node: (spread[number][0], spread[number][1]) for node, number in numbers.items()}


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


def _evened(places: list[tuple[float, float]]) -> list[list[float]]:
    evened = [[0.0, 0.0] for _ in places]
    for axis in (0, 1):
        order = sorted(range(len(places)), key=lambda number: (places[number][axis], number))
        for rank, number in enumerate(order):
            share = rank / (len(places) - 1)
            evened[number][axis] = (1 - EVENNESS) * places[number][axis] + EVENNESS * share
    return evened


def _pushed(places: list[list[float]]) -> list[list[float]]:
    """Whoever stands too near is moved aside, the shorter way, and nobody out of the picture."""
    smaller = min(1.0, sqrt(CROWD / len(places)))
    across, down = APART[0] * smaller, APART[1] * smaller
    for _ in range(PUSHES):
        was_near = False
        for one, mine in enumerate(places):
            for other in range(one + 1, len(places)):
                theirs = places[other]
                x, y = theirs[0] - mine[0], theirs[1] - mine[1]
                if abs(x) < across and abs(y) < down:
                    was_near = True
                    aside = abs(x) / across > abs(y) / down
                    axis, way, least = (0, x, across) if aside else (1, y, down)
                    step = (least - abs(way)) / 2 * (1 if way >= 0 else -1)
                    mine[axis] = min(1.0, max(0.0, mine[axis] - step))
                    theirs[axis] = min(1.0, max(0.0, theirs[axis] + step))
        if not was_near:
            break
    return places
