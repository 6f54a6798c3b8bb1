from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.domain.quotes import known_languages
from annotations.exchange.lines import Line
from annotations.exchange.suggest import suggest_lines
from annotations.management.filtering import FilterCommand


class Command(FilterCommand):
    help = (
        "Find quotations and their speakers: articles as JSON lines on standard input, "
        '{"id", "text", "language"?}, and {"id", "quotes"} for each on standard output. '
        "Needs no database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--language",
            metavar="CODE",
            help="the language of articles that do not say theirs; guessed without it. "
            f"Known are: {', '.join(known_languages())}",
        )

    def answered(self, lines: Iterable[bytes | str], options: dict[str, Any]) -> Iterator[Line]:
        return suggest_lines(lines, language=options["language"])
