import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from annotations.exchange.ingest import Ingested, as_json, ingest
from annotations.management.people import user_called
from annotations.management.progress import Progress
from annotations.management.working import WorkingCommand
from annotations.models import Project

# The line on a terminal moves after as many.
TOLD_EVERY = 50


class Command(WorkingCommand):
    help = (
        "Take articles in from files (.txt, .html, .md, .docx, .pdf), from the files of a folder, "
        "from files of many (.zip, .jsonl, .csv), from addresses of pages (https://…), or from "
        "standard input (-). Prints a line for each; the same bytes or the same address twice are "
        "one article, so what was broken off can simply be started again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", metavar="PATH", help="a file, a folder, an address, or -"
        )
        parser.add_argument(
            "--source",
            default="",
            metavar="NAME",
            help="the source, made if it is new; without it, the one that the article names",
        )
        parser.add_argument("--project", required=True, metavar="NAME", help="the project")
        parser.add_argument("--user", metavar="NAME", help="in whose name; nobody's without it")
        parser.add_argument("--json", action="store_true", help="print JSON, one line an article")

    def handle(self, *args: Any, **options: Any) -> None:
        project = self._project(options["project"])
        by = user_called(options["user"])
        tally: Counter[str] = Counter()
        progress = Progress(self.stderr)
        for ingested in ingest(
            options["paths"],
            project=project,
            source_name=options["source"],
            by=by,
            at=timezone.now(),
        ):
            tally[ingested.taken.status if ingested.taken else "refused"] += 1
            self._tell(ingested, options["json"], progress)
            if ingested.is_one_of_many and tally.total() % TOLD_EVERY == 0:
                progress.tell(_words_of(tally))
        if progress.shown and tally.total() >= TOLD_EVERY:
            progress.clear()
            self.stderr.write(_words_of(tally))
        if tally["refused"]:
            raise SystemExit(1)

    def _tell(self, ingested: Ingested, as_lines: bool, progress: Progress) -> None:
        if not ingested.taken:
            progress.clear()
            self.stderr.write(f"{ingested.name}: {ingested.error}")
        elif as_lines:
            self.stdout.write(json.dumps(as_json(ingested), ensure_ascii=False))
        elif not (ingested.is_one_of_many and self.stdout.isatty()):
            # Thousands of lines would only chase the one that counts away.
            self.stdout.write(f"{ingested.taken.status}  {ingested.taken.article.title}")

    def _project(self, name: str) -> Project:
        try:
            return Project.objects.get(name__iexact=name)
        except Project.DoesNotExist as error:
            names = ", ".join(Project.objects.in_alphabet().values_list("name", flat=True)[:20])
            there = f"There are: {names}." if names else "There are none yet."
            raise CommandError(f"There is no project “{name}”. {there}") from error


def _words_of(tally: Counter[str]) -> str:
    here = tally["exists"] + tally["revised"]
    return f"{tally['created']:,} taken in, {here:,} here already, {tally['refused']:,} refused"
