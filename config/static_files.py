"""How static files are stored: put together, under names that hold their hash, compressed."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from config import bundles


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
        scripts = [name for name in paths if name.startswith("js/")]
        for name in bundles.entries(scripts, read):
            together.save(name, ContentFile(bundles.script(name, read).encode()))
        for name in paths:
            if name.startswith("css/"):
                together.save(name, ContentFile(bundles.sheet(name, read).encode()))
        stored = {name: (together, name) for name in paths if together.exists(name)}
        yield from super().post_process(paths | stored, dry_run, **options)
