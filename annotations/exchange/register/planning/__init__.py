"""What the rows of a file would change about the register, found out before anything is written."""

from annotations.exchange.register.planning.planner import Planner

__all__ = ["Planner"]
