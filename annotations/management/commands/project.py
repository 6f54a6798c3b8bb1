from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from annotations.actions.keeping import Refused
from annotations.exchange.whole_project import project_file, restore_file
from annotations.management.people import user_called
from annotations.management.working import WorkingCommand
from annotations.models import Project


class Command(WorkingCommand):
    help = (
        "Write a whole project into a file, whatever the rights of its sources, or make a project "
        "out of such a file. docs/project-files.md says what it holds."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        out = verbs.add_parser("export", help="write a project into a file")
        out.add_argument("project", metavar="NAME")
        out.add_argument("-o", "--output", metavar="FILE", required=True)
        into = verbs.add_parser("restore", help="make a new project out of a file")
        into.add_argument("file", metavar="FILE")
        into.add_argument("--name", default="", help="instead of the name in the file")
        into.add_argument("--by", metavar="NAME", required=True, help="who manages it then")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "export":
            self._export(options["project"], Path(options["output"]))
        else:
            self._restore(Path(options["file"]), options["name"], options["by"])

    def _export(self, name: str, path: Path) -> None:
        project = Project.objects.filter(name__iexact=name).first()
        if project is None:
            raise CommandError(f"There is no project “{name}”.")
        try:
            # Never a file that is there: it may be the only copy of another project.
            with path.open("xb") as file:
                for piece in project_file(project):
                    file.write(piece)
        except OSError as error:
            raise CommandError(f"{path} cannot be written ({error.strerror}).") from error
        self.stdout.write(f"{project.name} is in {path}, {path.stat().st_size:,} bytes.")

    def _restore(self, path: Path, name: str, by: str) -> None:
        user = user_called(by)
        if user is None:
            raise CommandError("Say who manages the project then: --by NAME.")
        try:
            with path.open("rb") as file:
                made = restore_file(file, name=name, by=user, at=timezone.now())
        except OSError as error:
            raise CommandError(f"{path} cannot be opened ({error.strerror}).") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{made.project.name} is there.")
        for stranger in made.strangers:
            self.stdout.write(f"Nobody here is called {stranger}: their work has an idle account.")
