import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import CommandError
from django.utils import timezone

from annotations.actions.codebook_trees import set_tree
from annotations.actions.keeping import Refused
from annotations.domain.register import CannotRead
from annotations.exchange.codebooks.files import WRITERS, plan_of, written
from annotations.forms.codebook_versions import in_words
from annotations.forms.register_files import sentence_of
from annotations.management.people import user_called
from annotations.management.working import WorkingCommand
from annotations.models import Codebook


class Command(WorkingCommand):
    help = "Take a codebook out of the database, or into it: CSV, XLSX, REFI-QDA codebook (QDC)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("export", help="write a codebook")
        out.add_argument("--format", choices=sorted(WRITERS), required=True)
        out.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
        into = verbs.add_parser("import", help="make a codebook what a file says")
        into.add_argument("file", metavar="FILE")
        into.add_argument(
            "--dry-run", action="store_true", help="say what would change, change nothing"
        )
        into.add_argument("--by", metavar="NAME", help="in whose name; nobody's without it")
        for each in (out, into):
            each.add_argument(
                "--codebook", metavar="NAME", required=True, help="its name, or its id"
            )

    def handle(self, *args: Any, **options: Any) -> None:
        codebook = codebook_called(options["codebook"])
        if options["verb"] == "export":
            self._export(codebook, options["format"], options["output"])
            return
        by, path = user_called(options["by"]), Path(options["file"])
        try:
            found = plan_of(codebook, path.read_bytes(), path.name)
            for difference in found.differences:
                self.stdout.write(in_words(difference))
            if not options["dry_run"]:
                set_tree(codebook=codebook, wanted=found.wanted, by=by, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{path} cannot be opened ({error.strerror}).") from error
        except CannotRead as problem:
            raise CommandError(sentence_of(problem)) from problem
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{len(found.differences):,} changes")

    def _export(self, codebook: Codebook, form: str, output: str | None) -> None:
        data = written(codebook, form)
        if output is None:
            sys.stdout.buffer.write(data)
            return
        try:
            Path(output).write_bytes(data)
        except OSError as error:
            raise CommandError(f"{output} cannot be written ({error.strerror}).") from error


def codebook_called(name: str) -> Codebook:
    """By name or id. Raises CommandError."""
    found = list(Codebook.objects.filter(name=name)[:2])
    if not found:
        try:
            found = list(Codebook.objects.filter(pk=UUID(name)))
        except ValueError:
            found = []
    if len(found) != 1:
        reason = "Several codebooks are" if found else "No codebook is"
        raise CommandError(f"{reason} called “{name}”.")
    return found[0]
