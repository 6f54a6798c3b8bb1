"""What is decided about a row, noted on it."""

from collections.abc import Sequence
from uuid import UUID

from annotations.domain.register import CannotRead
from annotations.domain.register.comparing import Change
from annotations.models import Plan, RegisterImportRow


def decide(
    row: RegisterImportRow, target: UUID, changes: Sequence[Change], otherwise: Plan
) -> None:
    """`otherwise` is what is done where there are changes at all."""
    row.plan = otherwise if changes else Plan.SAME
    row.target = target
    row.changes = [[change.field, change.old, change.new] for change in changes]
    row.code, row.params = "", {}


def refuse(row: RegisterImportRow, problem: CannotRead) -> None:
    row.plan, row.changes = Plan.REFUSED, []
    row.code, row.params = problem.code, problem.params


def id_of(key: str) -> UUID | None:
    """The id that a key is, None for what others call theirs."""
    try:
        return UUID(key) if len(key) == 36 else None
    except ValueError:
        return None
