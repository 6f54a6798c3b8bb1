import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotations.exchange.agreement import (
    ALIGNING,
    MEASURES,
    UNITISING,
    Measured,
    aligned,
    measured,
    unitised,
)


class Command(BaseCommand):
    help = (
        "How far coders agree. JSON lines on standard input, {“coder”, “unit”, “value”}, or for "
        "gamma and alpha-u {“coder”, “start”, “length”, “value”}, the latter with --from and --to; "
        "the figure on standard output. Needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--measure", required=True, choices=[*MEASURES, UNITISING, ALIGNING])
        parser.add_argument("--json", action="store_true", help="all that is known of the figure")
        parser.add_argument(
            "--scale", default="", help="values from the least to the most, parted by commas"
        )
        parser.add_argument(
            "--interval", action="store_true", help="with the interval of 95 %% (bootstrap)"
        )
        parser.add_argument("--from", type=int, dest="begin", help="where the text begins")
        parser.add_argument("--to", type=int, dest="end", help="where the text ends")

    def handle(self, *args: Any, **options: Any) -> None:
        found = self._measured(options)
        for line in found.refused:
            self.stderr.write(f"line {line.number}: {line.error}")
        if options["json"]:
            self.stdout.write(json.dumps(found.as_facts(), ensure_ascii=False))
        else:
            self.stdout.write(_figure(found))
        if found.refused:
            raise SystemExit(1)

    def _measured(self, options: dict[str, Any]) -> Measured:
        lines = getattr(sys.stdin, "buffer", sys.stdin)
        measure, begin, end = options["measure"], options["begin"], options["end"]
        if measure in (UNITISING, ALIGNING) and options["interval"]:
            raise CommandError(f"{measure} has no units to draw from, so there is no interval.")
        if measure == ALIGNING:
            return aligned(lines)
        if measure != UNITISING:
            scale = [value.strip() for value in options["scale"].split(",") if value.strip()]
            return measured(lines, measure, scale=scale, with_interval=options["interval"])
        if begin is None or end is None or begin >= end:
            raise CommandError("alpha-u needs to know the text: --from, and --to behind it.")
        return unitised(lines, begin, end)


def _figure(found: Measured) -> str:
    value, why = found.agreement.value, found.agreement.why
    if value is None:
        return f"undefined because {why}"
    figure = f"{value:.6f}"
    if found.between:
        figure += f" [{found.between[0]:.6f}, {found.between[1]:.6f}]"
    return figure
