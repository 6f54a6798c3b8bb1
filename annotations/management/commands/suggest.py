import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from annotations.domain.quotes import known_languages
from annotations.exchange.suggest import suggest_lines


class Command(BaseCommand):
    help = (
        "Find quotations and their speakers: articles as JSON lines on standard input, "
        '{"id", "text", "language"?}, and {"id", "quotes"} for each on standard output. '
        "Needs no database."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--language",
            metavar="CODE",
            help="the language of articles that do not say theirs; guessed without it. "
            f"Known are: {', '.join(known_languages())}",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        lines = getattr(sys.stdin, "buffer", sys.stdin)
        for line in suggest_lines(lines, language=options["language"]):
            if line.error:
                failed = True
                self.stderr.write(f"line {line.number}: {line.error}")
            else:
                self.stdout.write(line.output)
                self.stdout.flush()
        if failed:
            raise SystemExit(1)
