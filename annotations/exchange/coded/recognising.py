"""In which format a file of annotations is, told by what is in it."""

import re
import zipfile
from typing import BinaryIO

from annotations.exchange.coded.several import members_of, opened_member
from annotations.exchange.coded.tables import PLACE_FILE
from annotations.exchange.coded.taken import BadFile
from annotations.exchange.coded.unpacking import MARKS, Archive, unpacked

LOOKED_AT = 64 * 1024
# What members of a zip are called, in the order in which it is asked.
ENDINGS = {".ann": "brat", ".xmi": "uima-xmi", ".tei": "tei", ".xml": "tei"}
CAS = re.compile(r'"%(?:FEATURE_STRUCTURES|TYPES)"\s*:')
# What names of fields tell of JSON, in the order in which it is asked.
FIELDS = (
    ("jsonl", r'"format"\s*:\s*"attache annotations"|"codings"\s*:'),
    ("web-annotation", r'"@context"\s*:|"target"\s*:'),
    ("doccano", r'"start_offset"\s*:'),
    ("label-studio", r'"(?:annotation_id|annotations|completions|predictions)"\s*:'),
    ("doccano", r'"(?:entities|label|labels)"\s*:'),
)


def form_of(file: BinaryIO) -> str:
    """The name of a format of `formats.READABLE`, "" where nothing tells. Leaves the file at its
    beginning."""
    try:
        return _of_zip(file) if file.read(4) == b"PK\x03\x04" else _of_head(file)
    except BadFile:
        return ""
    finally:
        file.seek(0)


def _of_zip(file: BinaryIO) -> str:
    file.seek(0)
    with unpacked(file) as archive:
        plain = {name.rpartition("/")[2] for name in archive.names}
        if "[Content_Types].xml" in plain:
            return "xlsx"
        if PLACE_FILE in plain:
            return "csv"
        for ending, form in ENDINGS.items():
            if archive.ending(ending):
                return form
        return _of_members(archive)


def _of_members(archive: Archive) -> str:
    """Of a zip of files each of which could have come alone."""
    for name in members_of(archive):
        with opened_member(archive, name) as member:
            head = member.read(LOOKED_AT)
            member.seek(0)
            if head.startswith(b"PK") and not zipfile.is_zipfile(member):
                return ""
            member.seek(0)
            return form_of(member)
    return ""


def _of_head(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(LOOKED_AT)
    if head.startswith(b"PAR1"):
        return "parquet"
    words = head.decode("utf-16" if head.startswith(MARKS) else "utf-8-sig", "ignore").lstrip()
    if words.startswith("<"):
        if re.search(r"<(?:xmi:)?XMI\b|omg\.org/XMI", words):
            return "uima-xmi"
        return "tei" if re.search(r"<(?:TEI|teiCorpus)\b|tei-c\.org", words) else ""
    if words.startswith(("{", "[")):
        if CAS.search(words):
            return "uima-json"
        return next((form for form, field in FIELDS if re.search(field, words)), "")
    columns = set(re.split(r"[,;\t]", words.partition("\n")[0].lower().replace('"', "").strip()))
    return "csv" if len(columns) > 1 and columns & {"start", "words", "begin", "text"} else ""
