"""How far a file on its way in is, or what takes it back again, in the one word that it is told."""

from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Looking, it is found out what would come of it; waiting, somebody has to look at that.

    What failed may be tried again; what was refused is no such file, and has ended.
    """

    LOOKING = "looking"
    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    DONE = "done"


def state_of_import(
    row: Any, *, is_looking: bool, is_cancelled: bool, is_refused: bool = False
) -> State:
    """Of what knows when it failed and finished, and whether it is waiting."""
    if is_cancelled:
        return State.CANCELLED
    if is_refused:
        return State.REFUSED
    if row.finished_at:
        return State.DONE
    if row.failed_at:
        return State.FAILED
    if is_looking:
        return State.LOOKING
    return State.WAITING if row.is_waiting else State.RUNNING
