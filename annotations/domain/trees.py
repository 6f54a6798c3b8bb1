"""Flat rows that know their parents, as the tree that people read."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Protocol, TypeVar


class Node(Protocol):
    @property
    def id(self) -> Hashable: ...

    @property
    def parent_id(self) -> Hashable | None: ...


AnyNode = TypeVar("AnyNode", bound=Node)


def interleaved(nodes: Iterable[AnyNode]) -> list[tuple[AnyNode, int]]:
    """Each node with its depth (roots: 0), children right after their parent.

    Siblings keep the order in which they came. A node whose parent is not among the nodes is a
    root here, so that a part of a tree can be shown as well.
    """
    nodes = list(nodes)
    known = {node.id for node in nodes}
    children: dict[Hashable | None, list[AnyNode]] = defaultdict(list)
    for node in nodes:
        children[node.parent_id if node.parent_id in known else None].append(node)
    found: list[tuple[AnyNode, int]] = []
    waiting = [(node, 0) for node in reversed(children[None])]
    while waiting:
        node, depth = waiting.pop()
        found.append((node, depth))
        waiting.extend((child, depth + 1) for child in reversed(children[node.id]))
    return found


def with_all_below(nodes: Iterable[AnyNode], top: AnyNode) -> set[Hashable]:
    """The ids of `top` and of everything below it: where `top` cannot be moved to."""
    ids: set[Hashable] = set()
    depth_of_top: int | None = None
    for node, depth in interleaved(nodes):
        if node.id == top.id:
            depth_of_top = depth
        elif depth_of_top is None or depth <= depth_of_top:
            depth_of_top = None
            continue
        ids.add(node.id)
    return ids
