"""What the filters for the shell share: lines from standard input, answers to standard output."""

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exchange.lines import Line
from annotations.management.working import WorkingCommand


class FilterCommand(WorkingCommand):
    """JSON lines in, JSON lines out, order kept, no database.

    A bad line is told on standard error with its number, the rest is done, and the exit code is 1.
    """

    def answered(self, lines: Iterable[bytes | str], options: dict[str, Any]) -> Iterator[Line]:
        raise NotImplementedError

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        lines = getattr(sys.stdin, "buffer", sys.stdin)
        for line in self.answered(lines, options):
            if line.error:
                failed = True
                self.stderr.write(f"line {line.number}: {line.error}")
            else:
                self.stdout.write(line.output)
                self.stdout.flush()
        if failed:
            raise SystemExit(1)
