"""How static files are stored: put together, under names that hold their hash, compressed."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config import bundles
from config.minifying import minified

# The address of a map for debuggers, which is larger than the file and is not kept.
SOURCE_MAP = re.compile(r"^(//|/\*)# sourceMappingURL=.*$", re.MULTILINE)


class SwaggerFinder(BaseFinder):
    """The two files of Swagger UI that the page about the API needs.

    django-ninja as an app would bring its maps and another such page along: seven megabytes, and
    half a minute to compress them.
    """

    names = ("ninja/swagger-ui-bundle.js", "ninja/swagger-ui.css")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        spec = find_spec("ninja")
        assert spec
        assert spec.origin
        self.storage = FileSystemStorage(Path(spec.origin).parent / "static")

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [self.storage.path(path)] if path in self.names else []
        return found if find_all else next(iter(found), [])

    def list(self, ignore_patterns: Any) -> Any:
        for name in self.names:
            yield name, self.storage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Our scripts and sheets arrive with all that they import, as one file each."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """`paths` says of each file by which name it lies in which storage."""

        def read(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode()

        together = InMemoryStorage()
        for name in paths:
            if name.startswith("js/"):
                text = minified(bundles.script(name, read), ".js")
            elif name.startswith("css/"):
                text = minified(bundles.sheet(name, read), ".css")
            elif name in SwaggerFinder.names:
                text = SOURCE_MAP.sub("", read(name))
            else:
                continue
            together.save(name, ContentFile(text.encode()))
        stored = {name: (together, name) for name in paths if together.exists(name)}
        yield from super().post_process(paths | stored, dry_run, **options)
