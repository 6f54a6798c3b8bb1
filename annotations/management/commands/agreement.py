import json
import sys
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError, CommandParser

from annotations.exchange.agreement import (
    ALIGNING,
    MEASURES,
    UNITISING,
    Measured,
    aligned,
    measured,
    unitised,
)
from annotations.exchange.agreement_report import as_facts, as_table
from annotations.management.working import WorkingCommand
from annotations.models import Coding, Project
from annotations.queries.agreement import compared
from annotations.queries.agreement_report import report_of


class Command(WorkingCommand):
    help = (
        "How far coders agree. With --measure a filter: JSON lines on standard input, {“coder”, "
        "“unit”, “value”}, or for gamma and alpha-u {“coder”, “start”, “length”, “value”}, the "
        "latter with --from and --to; the figure on standard output, without a database. With "
        "--project the coders of a project, on the articles that two or more are done with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--measure", choices=[*MEASURES, UNITISING, ALIGNING])
        what.add_argument("--project", help="a project by its name or id")
        parser.add_argument("--json", action="store_true", help="all that is known of the figures")
        parser.add_argument("--machine", action="store_true", help="the machine counts as a coder")
        parser.add_argument(
            "--scale", default="", help="values from the least to the most, parted by commas"
        )
        parser.add_argument(
            "--interval", action="store_true", help="with the interval of 95 %% (bootstrap)"
        )
        parser.add_argument("--from", type=int, dest="begin", help="where the text begins")
        parser.add_argument("--to", type=int, dest="end", help="where the text ends")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["project"] is not None:
            self._of_project(options)
            return
        found = self._measured(options)
        for line in found.refused:
            self.stderr.write(f"line {line.number}: {line.error}")
        if options["json"]:
            self.stdout.write(json.dumps(found.as_facts(), ensure_ascii=False))
        else:
            self.stdout.write(_figure(found))
        if found.refused:
            raise SystemExit(1)

    def _of_project(self, options: dict[str, Any]) -> None:
        project = _project(options["project"])
        report = report_of(compared(project, Coding.objects.all(), with_machine=options["machine"]))
        if options["json"]:
            self.stdout.write(json.dumps(as_facts(project, report), ensure_ascii=False))
            return
        for line in as_table(report):
            self.stdout.write(line)

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


def _project(name: str) -> Project:
    try:
        found = Project.objects.filter(pk=UUID(name)).first()
    except ValueError:
        found = Project.objects.filter(name=name).first()
    if found is None:
        raise CommandError(f"There is no project “{name}”. Name it by its name or its id.")
    return found


def _figure(found: Measured) -> str:
    value, why = found.agreement.value, found.agreement.why
    if value is None:
        return f"undefined because {why}"
    figure = f"{value:.6f}"
    if found.between:
        figure += f" [{found.between[0]:.6f}, {found.between[1]:.6f}]"
    return figure
