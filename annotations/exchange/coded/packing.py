"""Several files in one zip, sent while they are written, with a manifest as the last."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from annotations.exchange.coded.facts import Export
from annotations.exchange.zips import ENOUGH, Drain, dated

MANIFEST = "manifest.json"
Member = tuple[str, Iterable[bytes]]


def packed(export: Export, name: str, version: int, members: Iterable[Member]) -> Iterator[bytes]:
    """A zip of the members, each written as it comes. Members of one name get a number."""
    drain, taken = Drain(), set[str]()
    files: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(drain, "w") as archive:
        for wanted, pieces in members:
            path = _free(wanted, taken)
            digest, size = hashlib.sha256(), 0
            with archive.open(dated(path, export.at), "w", force_zip64=True) as member:
                for piece in pieces:
                    digest.update(piece)
                    size += len(piece)
                    member.write(piece)
                    if drain.held > ENOUGH:
                        yield drain.taken()
            files[path] = {"bytes": size, "sha256": digest.hexdigest()}
        text = json.dumps(manifest(export, name, version, files), ensure_ascii=False, indent=1)
        archive.writestr(dated(MANIFEST, export.at), text)
    yield drain.taken()


def manifest(
    export: Export, name: str, version: int, files: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    return export.head(name, version) | {"counts": dict(export.counts), "files": files}


def _free(wanted: str, taken: set[str]) -> str:
    stem, dot, ending = wanted.rpartition(".")
    path, number = wanted, 2
    while path in taken:
        path, number = f"{stem}-{number}{dot}{ending}", number + 1
    taken.add(path)
    return path
