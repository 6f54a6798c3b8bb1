"""The order in which a reader meets annotations."""


def reading_order(start: int, end: int, number: int) -> tuple[int, int, int]:
    """Sort key: by beginning, the longer before what it contains, then by age."""
    return start, -end, number
