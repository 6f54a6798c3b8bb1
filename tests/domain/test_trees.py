from dataclasses import dataclass

from annotations.domain.trees import interleaved, with_all_below


@dataclass(frozen=True)
class Node:
    id: int
    parent_id: int | None = None


ROOT, OTHER = Node(1), Node(2)
CHILD, SECOND, GRANDCHILD = Node(3, 1), Node(4, 1), Node(5, 3)


def test_children_follow_their_parent_in_the_order_they_came():
    rows = [ROOT, OTHER, GRANDCHILD, CHILD, SECOND]

    assert interleaved(rows) == [(ROOT, 0), (CHILD, 1), (GRANDCHILD, 2), (SECOND, 1), (OTHER, 0)]


def test_a_node_without_its_parent_is_a_root():
    assert interleaved([GRANDCHILD, OTHER]) == [(GRANDCHILD, 0), (OTHER, 0)]


def test_nothing_gives_nothing():
    assert interleaved([]) == []


def test_a_deep_tree_needs_no_recursion():
    chain = [Node(0), *(Node(n, n - 1) for n in range(1, 5000))]

    assert interleaved(chain)[-1] == (chain[-1], 4999)


def test_all_below_are_known_and_nothing_beside():
    rows = [ROOT, OTHER, CHILD, SECOND, GRANDCHILD, Node(6, 2)]

    assert with_all_below(rows, ROOT) == {1, 3, 4, 5}
    assert with_all_below(rows, CHILD) == {3, 5}
    assert with_all_below(rows, OTHER) == {2, 6}
