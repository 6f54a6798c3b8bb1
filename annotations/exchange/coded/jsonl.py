"""Our own format: JSON lines, one article a line, complete. docs/annotation-files.md describes it.

The first line says what the file is, the last one how much it holds, so that one which was cut off
is noticed. Offsets are code points.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from annotations.domain.coded.as_json import BadRecord, read, written
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.lines import read_object

FORMAT, VERSION = "attache annotations", 1
LONGEST_LINE = 64 * 1024**2
# What we make ourselves holds nothing that leads back to itself.
as_text = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def write(export: Export) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for found in _objects(export):
        line = as_text(found).encode() + b"\n"
        digest.update(line)
        yield line
    end = {"end": True, "counts": dict(export.counts), "sha256": digest.hexdigest()}
    yield json.dumps(end).encode() + b"\n"


def _objects(export: Export) -> Iterator[dict[str, Any]]:
    yield export.head(FORMAT, VERSION)
    for document in export:
        yield written(document)


def read_file(file: BinaryIO, name: str = "") -> Iterator[Given]:
    """Raises BadFile where it is of a later version. Lines without our head are taken, too."""
    digest, number, ended, is_ours = hashlib.sha256(), 0, False, False
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        at = _("line %(number)s") % {"number": number}
        if len(line) > LONGEST_LINE:
            raise BadFile(_("Line %(number)s is too long.") % {"number": number})
        if not line.strip():
            continue
        try:
            found = _object(line)
        except ValueError as reason:
            yield Trouble(at, str(reason))
            continue
        if number == 1 and "format" in found:
            is_ours = _check(found)
        elif found.get("end") is True:
            ended = True
            if found.get("sha256") != digest.hexdigest():
                yield Trouble(at, _("The file was changed since it was written."))
        elif "codings" not in found and not is_ours:
            # Of another program, which has its annotations under another name.
            why = _("“%(field)s” is missing or no such value.") % {"field": "codings"}
            yield Trouble(at, why)
        else:
            yield _document(found, at)
        digest.update(line)
    if is_ours and not ended:
        yield Trouble(name, _("The file was cut off: its last line is missing."))


def _object(line: bytes) -> dict[str, Any]:
    """Raises ValueError with a sentence. What no escape is in needs no second look."""
    if b"\\u" in line:
        return read_object(line, "")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return read_object(line, "")
    return found if isinstance(found, dict) else read_object(line, "")


def _check(head: dict[str, Any]) -> bool:
    if head["format"] != FORMAT:
        raise BadFile(_("This is a file of another format."))
    if not isinstance(head.get("version"), int) or head["version"] > VERSION:
        raise BadFile(_("This file was written by a later version. Update this one first."))
    return True


def _document(found: dict[str, Any], at: str) -> Given:
    try:
        document = read(found)
    except BadRecord as wrong:
        return Trouble(at, _("“%(field)s” is missing or no such value.") % {"field": wrong.path})
    document.at = at
    return document
