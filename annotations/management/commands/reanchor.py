from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exchange.lines import Line
from annotations.exchange.reanchor import reanchor_lines
from annotations.management.filtering import FilterCommand


class Command(FilterCommand):
    help = (
        "Carry spans from one state of a text to another: JSON lines on standard input, "
        '{"id", "old", "new", "spans": [[start, end], …], "language"?}, and {"id", "spans": '
        '[{"outcome", "start", "end"}]} for each on standard output. Outcomes are same, moved, '
        "changed, ambiguous and gone. Needs no database."
    )

    def answered(self, lines: Iterable[bytes | str], options: dict[str, Any]) -> Iterator[Line]:
        return reanchor_lines(lines)
