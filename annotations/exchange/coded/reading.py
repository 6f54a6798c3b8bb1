"""A file of annotations as it is given: alone or several in a zip, in UTF-16, or of another format
than it is said to be."""

import codecs
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from django.utils.translation import gettext as _

from annotations.domain.coded import Document
from annotations.exchange.coded.recognising import form_of
from annotations.exchange.coded.several import is_of_several, members_of, opened_member, placed_in
from annotations.exchange.coded.taken import BadFile, Given, Trouble
from annotations.exchange.coded.unpacking import MARKS, unpacked

Read = Callable[[BinaryIO, str], Iterator[Given]]
# What XML is encoded in, it says itself.
WORDS = {"jsonl", "doccano", "doccano-labels", "label-studio", "web-annotation", "csv"}
# Two of ours that are read alike.
ALIKE = {"doccano-labels": "doccano"}


def read_each(file: BinaryIO, name: str, form: str, read: Read) -> Iterator[Given]:
    """What `read` gives of the file, or of each file in it where it is a zip of several of `form`.

    Places in a file of several begin with its name. Where nothing can be read, it is told what the
    file looks like. Raises BadFile.
    """
    is_any = False
    try:
        for given in _read_each(file, name, form, read):
            is_any = is_any or isinstance(given, Document)
            yield given
    except BadFile as reason:
        if is_any or not (hint := _hint(file, form)):
            raise
        raise BadFile(f"{reason} {hint}") from reason
    if not is_any and (hint := _hint(file, form)):
        yield Trouble(name, hint)


def _read_each(file: BinaryIO, name: str, form: str, read: Read) -> Iterator[Given]:
    if not is_of_several(file, form):
        with _in_utf8(file, form) as words:
            yield from read(words, name)
        return
    with unpacked(file) as archive:
        for member in members_of(archive, form):
            with opened_member(archive, member) as one, _in_utf8(one, form) as words:
                yield from (placed_in(given, member) for given in read(words, member))


def _hint(file: BinaryIO, form: str) -> str:
    file.seek(0)
    looks = form_of(file)
    if looks in ("", ALIKE.get(form, form)):
        return ""
    return _("It looks like a file of the format “%(format)s”.") % {"format": looks}


@contextmanager
def _in_utf8(file: BinaryIO, form: str) -> Iterator[BinaryIO]:
    """The same where it is so already. Raises BadFile."""
    is_wide = form in WORDS and file.read(2) in MARKS
    file.seek(0)
    if not is_wide:
        yield file
        return
    with TemporaryFile() as plain:
        try:
            shutil.copyfileobj(codecs.getreader("utf-16")(file), codecs.getwriter("utf-8")(plain))
        except UnicodeError as error:
            raise BadFile(_("This is neither UTF-8 nor UTF-16.")) from error
        plain.seek(0)
        yield cast(BinaryIO, plain)
