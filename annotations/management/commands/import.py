import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.management.base import CommandError
from django.utils import timezone

from annotations.actions.coded import Report, Terms
from annotations.actions.keeping import Refused
from annotations.exchange.coded.folders import packed, together
from annotations.exchange.coded.formats import READABLE
from annotations.exchange.coded.reading import read_each
from annotations.exchange.coded.taking import look_through, take_in
from annotations.exchange.files import STANDARD_INPUT, written
from annotations.management.people import user_called
from annotations.management.progress import Progress
from annotations.management.projects import project_called
from annotations.management.working import WorkingCommand
from annotations.models import MadeKind

LABELS = {
    "articles": "new articles",
    "known": "articles that are here already",
    "added": "articles added to the project",
    "codings": "new codings",
    "annotations": "new annotations",
    "there": "annotations that are here already",
    "links": "links",
    "left": "left out",
    "refused": "refused",
}


class Command(WorkingCommand):
    help = (
        "Take articles and annotations of other programs, or of another installation, into a "
        "project. Places are checked against the text; what does not fit is refused and told, "
        "and all else comes. The same file twice changes nothing. docs/exports.md has the formats."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or -")
        parser.add_argument("--project", required=True, metavar="NAME", help="its name, or its id")
        parser.add_argument(
            "--format",
            required=True,
            choices=sorted(READABLE),
            metavar="FORMAT",
            help=", ".join(sorted(READABLE)),
        )
        parser.add_argument(
            "--coder", default="", metavar="NAME", help="who made what the file ascribes to nobody"
        )
        parser.add_argument(
            "--source", default="", metavar="NAME", help="of new articles that name none"
        )
        parser.add_argument(
            "--finished", action="store_true", help="codings that do not say so count as done"
        )
        parser.add_argument(
            "--new-tags", action="store_true", help="put tags that are missing into the codebook"
        )
        parser.add_argument("--user", metavar="NAME", help="in whose name; nobody's without it")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, change nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        project = project_called(options["project"])
        read = READABLE[options["format"]].read
        assert read
        terms = Terms(
            coder=options["coder"],
            source_name=options["source"],
            finished=options["finished"],
            new_tags=options["new_tags"],
        )
        by, total = user_called(options["user"]), Counter[str]()
        progress = Progress(self.stderr)
        for path, several in together(options["paths"], options["format"]):
            name = written(Path(path).name)
            reached: list[Report] = []
            common: dict[str, Any] = {
                "project": project,
                "terms": terms,
                "by": by,
                "at": timezone.now(),
                "tell": lambda report, reached=reached: self._hear(report, reached, progress),
            }
            try:
                with packed(several) if several else _opened(path) as file:
                    # What comes through a pipe can be read once, and is no zip of several.
                    form, is_pipe = options["format"], not file.seekable()
                    given = read(file, name) if is_pipe else read_each(file, name, form, read)
                    if options["dry_run"]:
                        report = look_through(given, **common)
                    else:
                        report = take_in(given, filename=name, form=form, is_pipe=is_pipe, **common)
            except OSError as error:
                raise CommandError(f"{path} cannot be read ({error.strerror}).") from error
            except Refused as refusal:
                progress.clear()
                if reached and not options["dry_run"]:
                    # What came before is there, and is on record.
                    self._tell(written(path), reached[-1])
                raise CommandError(f"{written(path)}: {refusal}") from refusal
            progress.clear()
            self._tell(written(path), report)
            total += report.counts
        if options["dry_run"]:
            self.stdout.write("This was a dry run: nothing was changed.")
        if total["refused"] or not total:
            raise SystemExit(1)

    def _hear(self, report: Report, reached: list[Report], progress: Progress) -> None:
        reached.append(report)
        progress.tell(_in_short(report))

    def _tell(self, path: str, report: Report) -> None:
        if not report.counts:
            self.stderr.write(f"{path}: There is nothing in it.")
        for told in report.told:
            self.stderr.write(f"{path}: {told.at}: {told.why}")
        if more := report.counts["refused"] + report.counts["left"] - len(report.told):
            self.stderr.write(f"{path}: … and {more:,} more.")
        if tagged := report.counts["unknown_tags"]:
            self.stderr.write(f"{path}: {tagged:,} for their tags: --new-tags takes these in.")
        for name, label in LABELS.items():
            if report.counts[name]:
                self.stdout.write(f"{report.counts[name]:>9,}  {label}")
        for label, names in (
            ("New accounts that nobody can sign in with", report.named[MadeKind.ACCOUNT]),
            ("New in the register", report.named[MadeKind.ACTOR]),
            ("New posts", report.named[MadeKind.POST]),
            ("New tags", report.named[MadeKind.TAG]),
        ):
            if names:
                self.stdout.write(f"{label}: {'; '.join(names)}")


def _in_short(report: Report) -> str:
    counts = report.counts
    return (
        f"{counts['articles'] + counts['known']:,} articles, "
        f"{counts['annotations']:,} annotations, "
        f"{counts['refused']:,} refused"
    )


def _opened(path: str) -> BinaryIO:
    return cast(BinaryIO, sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb")
