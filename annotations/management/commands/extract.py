from argparse import ArgumentParser
from typing import Any

from annotations.exchange.extract import extract_files
from annotations.management.working import WorkingCommand


class Command(WorkingCommand):
    help = (
        "Read the article out of files (.html, .txt, .md, .docx, .pdf), of a folder's files, or of "
        'standard input (-): {"title", "byline", "published", "language", "text", …}, one JSON '
        "line each. Needs no database."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="FILE", help="a file, a folder, or -")

    def handle(self, *args: Any, **options: Any) -> None:
        failed = False
        for extracted in extract_files(options["paths"]):
            if extracted.error:
                failed = True
                self.stderr.write(f"{extracted.name}: {extracted.error}")
            else:
                self.stdout.write(extracted.output)
                self.stdout.flush()
        if failed:
            raise SystemExit(1)
