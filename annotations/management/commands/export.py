import hashlib
import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandError

from annotations.actions.keeping import Refused
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.formats import FORMATS
from annotations.exchange.coded.packing import manifest
from annotations.forms.days import is_backwards
from annotations.management.people import user_called
from annotations.management.progress import Progress
from annotations.management.projects import project_called
from annotations.management.working import WorkingCommand
from annotations.models import Source
from annotations.queries.coded import Wanted, Which, leaving

MEGABYTE = 1024 * 1024


class Command(WorkingCommand):
    help = (
        "Write a project's articles and annotations in one of several formats, to a file or to "
        "standard output. Words leave only as far as the rights of their sources go; "
        "docs/exports.md compares the formats."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--project", required=True, metavar="NAME", help="its name, or its id")
        parser.add_argument(
            "--format",
            required=True,
            choices=sorted(FORMATS),
            metavar="FORMAT",
            help=", ".join(sorted(FORMATS)),
        )
        parser.add_argument("-o", "--output", metavar="FILE", help="instead of standard output")
        parser.add_argument(
            "--which",
            choices=[one.value for one in Which],
            default=Which.COUNTS.value,
            help="whose annotations; without it what was agreed, else what each analyst says",
        )
        parser.add_argument("--coder", metavar="NAME", help="one analyst's annotations only")
        parser.add_argument("--user", metavar="NAME", help="only what this user may see")
        parser.add_argument("--source", metavar="NAME", help="articles of one source")
        parser.add_argument("--language", default="", metavar="CODE")
        parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD")
        parser.add_argument("--until", type=_day, metavar="YYYY-MM-DD")
        parser.add_argument("--finished", action="store_true", help="nothing that is in work")
        parser.add_argument(
            "--annotated", action="store_true", help="no article that nobody annotated"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        form = FORMATS[options["format"]]
        wanted = self._wanted(options)
        user = user_called(options["user"])
        if wanted.which == Which.OWN and user is None:
            raise CommandError("Say whose own: --user NAME.")
        going = leaving(project_called(options["project"]), user, wanted)
        export = Export(going, wanted)
        progress, articles = Progress(self.stderr), going.articles
        size = 0
        try:
            with _opened(options["output"]) as file:
                for piece in form.write(export):
                    file.write(piece)
                    size += len(piece)
                    done = f"{export.counts['articles']:,} of {articles:,} articles"
                    progress.tell(f"{done}, {size / MEGABYTE:,.1f} MB")
        except BrokenPipeError:
            # Whoever reads on has enough, as `head` has.
            sys.stderr.close()
            return
        except OSError as error:
            place = options["output"] or "Standard output"
            raise CommandError(f"{place} cannot be written ({error.strerror}).") from error
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        progress.clear()
        if options["output"] and not form.has_manifest:
            self._write_manifest(options["output"], export, form.name)
        if options["output"]:
            counts = export.counts
            self.stdout.write(
                f"{counts['articles']:,} articles, {counts['annotations']:,} annotations, "
                f"{size:,} bytes in {options['output']}."
            )
        if limited := export.counts["without_text"]:
            self.stderr.write(f"Of {limited:,} articles not all words may leave.")

    def _write_manifest(self, output: str, export: Export, name: str) -> None:
        """Beside a file that has no place for it."""
        path, digest = Path(output), hashlib.sha256()
        with path.open("rb") as file:
            while piece := file.read(MEGABYTE):
                digest.update(piece)
        files = {path.name: {"bytes": path.stat().st_size, "sha256": digest.hexdigest()}}
        said = json.dumps(manifest(export, name, 1, files), ensure_ascii=False, indent=1)
        path.with_name(f"{path.name}.manifest.json").write_text(f"{said}\n", "utf-8")

    def _wanted(self, options: dict[str, Any]) -> Wanted:
        if is_backwards(options["since"], options["until"]):
            raise CommandError("--since is after --until, so nothing can fit.")
        source = None
        if options["source"]:
            source = Source.objects.called(options["source"]).first()
            if source is None:
                raise CommandError(f"There is no source “{options['source']}”.")
        return Wanted(
            which=Which.CODER.value if options["coder"] else options["which"],
            coder=user_called(options["coder"]).username if options["coder"] else "",  # type: ignore[union-attr]
            source=source.pk if source else None,
            language=options["language"],
            since=options["since"],
            until=options["until"],
            finished=options["finished"],
            annotated=options["annotated"],
        )


def _day(written: str) -> date:
    """Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"“{written}” is no day, such as 2026-03-18.") from error


@contextmanager
def _opened(output: str | None) -> Iterator[BinaryIO]:
    """A file takes its name only when it is whole: one that is there is not lost to a failure."""
    if output is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
