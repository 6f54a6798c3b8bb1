"""The formats in which annotated texts leave and come."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from annotations.exchange.coded import jsonl
from annotations.exchange.coded.facts import Export
from annotations.exchange.coded.taken import Given

Words = str | Promise


@dataclass(frozen=True)
class Format:
    """`write` makes the bytes of a file while they are sent; `read` gives what is in one, None
    where nothing can come back. `losses` says what of a project's annotations the format cannot
    hold."""

    name: str
    title: Words
    about: Words
    extension: str
    media_type: str
    write: Callable[[Export], Iterator[bytes]]
    read: Callable[[BinaryIO, str], Iterator[Given]] | None = None
    losses: tuple[Words, ...] = ()
    # Whether every article's text is in it, as far as it may leave.
    holds_texts: bool = True


ZIP = "application/zip"
ALL = [
    Format(
        "jsonl",
        _("JSON lines"),
        _("Attaché’s own: complete, and comes back without loss."),
        "jsonl",
        "application/jsonl",
        jsonl.write,
        jsonl.read_file,
    ),
]
FORMATS = {one.name: one for one in ALL}
READABLE = {one.name: one for one in ALL if one.read}
