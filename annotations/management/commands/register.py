import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from annotations.actions.register_imports import start_register_import
from annotations.domain.register import CannotRead
from annotations.exchange.register.importing import go_on, plan, read_register_file
from annotations.exchange.register.starter import UN_LANGUAGES, keep_starter
from annotations.exchange.register.writing import WRITERS, written
from annotations.forms.register_files import changes_in_words, sentence_of
from annotations.management.people import user_called
from annotations.management.working import WorkingCommand
from annotations.models import ActorKind, Plan, RegisterImport, RegisterImportRow, User
from annotations.queries.register_files import leaving, rows_to_tell, tally_of

MARKS = {Plan.CREATE: "+", Plan.CHANGE: "~", Plan.REFUSED: "!"}


class Command(WorkingCommand):
    help = (
        "Take people, organisations and posts out of the register, or into it: tables (CSV), "
        "workbooks (XLSX) and Popolo (JSON). docs/register-files.md says what a file holds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("export", help="write the register, or a part of it")
        out.add_argument("--format", choices=sorted(WRITERS), required=True)
        out.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
        out.add_argument("--kind", choices=ActorKind.values, default="")
        out.add_argument("--words", default="", help="a part of the name")
        into = verbs.add_parser("import", help="take a file in; exit code 1 if a row is refused")
        into.add_argument("file", metavar="FILE")
        begin = verbs.add_parser(
            "starter", help="begin with the countries and some international organisations"
        )
        begin.add_argument(
            "--languages",
            default=",".join(UN_LANGUAGES),
            help="in which countries get their names; English if nothing else is said",
        )
        for parser in (into, begin):
            parser.add_argument(
                "--dry-run", action="store_true", help="say what would change, change nothing"
            )
            parser.add_argument("--by", metavar="NAME", help="in whose name; nobody's without it")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "export":
            self._export(options)
            return
        by = user_called(options["by"])
        try:
            with transaction.atomic():
                upload = plan(self._kept(options, by), timezone.now())
                refused = self._tell(upload)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except CannotRead as problem:
            raise CommandError(sentence_of(problem)) from problem
        if not options["dry_run"]:
            refused = self._apply(upload, by)
        if refused:
            raise SystemExit(1)

    def _kept(self, options: dict[str, Any], by: User | None) -> RegisterImport:
        if options["verb"] == "starter":
            languages = options["languages"].replace(",", " ").split()
            return keep_starter(languages=languages, filename="", by=by, at=timezone.now())
        path = Path(options["file"])
        try:
            with path.open("rb") as file:
                return read_register_file(file, filename=path.name, by=by, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{path} cannot be opened ({error.strerror}).") from error

    def _tell(self, upload: RegisterImport) -> int:
        """What would change, and in one line how much; how many rows are refused."""
        for row in rows_to_tell(upload):
            stream = self.stderr if row.plan == Plan.REFUSED else self.stdout
            stream.write(_words_of(row))
        for name, count in upload.ignored.items():
            self.stderr.write(f"left out: {name} ({count:,})")
        tally = tally_of(upload)
        self.stdout.write(
            f"{tally[Plan.CREATE]:,} new, {tally[Plan.CHANGE]:,} changed, "
            f"{tally[Plan.SAME]:,} as they are, {tally[Plan.REFUSED]:,} refused"
        )
        return tally[Plan.REFUSED]

    def _apply(self, upload: RegisterImport, by: User | None) -> int:
        """How many rows were refused in the end."""
        at = timezone.now()
        start_register_import(upload=upload, by=by, at=at)
        done = go_on(upload=upload.pk, at=at, parts=sys.maxsize)
        if done is None or done.is_waiting:
            raise CommandError("The register has changed meanwhile. Nothing was done; try again.")
        refused = tally_of(upload)[Plan.REFUSED]
        self.stdout.write("Done." if not refused else f"Done, but for {refused:,} refused.")
        return refused

    def _export(self, options: dict[str, Any]) -> None:
        pieces = written(options["format"], leaving(options["kind"], options["words"]))
        if not options["output"]:
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return
        try:
            with Path(options["output"]).open("wb") as file:
                file.writelines(pieces)
        except OSError as error:
            raise CommandError(
                f"{options['output']} cannot be written ({error.strerror})."
            ) from error


def _words_of(row: RegisterImportRow) -> str:
    where = f"{MARKS[Plan(row.plan)]} {row.part} {row.line}: {row.title}".rstrip(": ")
    if row.plan == Plan.REFUSED:
        return f"{where}. {sentence_of(row)}"
    if row.plan == Plan.CREATE:
        return where
    told = (f"{field}: {old or '–'} → {new or '–'}" for field, old, new in changes_in_words(row))
    return f"{where}. {'; '.join(told)}"
