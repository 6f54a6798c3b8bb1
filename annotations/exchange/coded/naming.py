"""What files within a zip are called, and which article a name means."""

import re

from django.utils.text import slugify

from annotations.domain.coded import Coder, Coding, Document

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_SLUG = 40
NOBODY = "~nobody"


def name_of(document: Document, coding: Coding | None, ending: str) -> str:
    """A folder for each coder, and in it the article by the beginning of its title and its id."""
    slug = slugify(document.title)[:LONGEST_SLUG].strip("-") or "article"
    return f"{folder_of(coding)}/{slug}.{document.id}.{ending}"


def folder_of(coding: Coding | None) -> str:
    return coding.coder.label.replace("/", "_") if coding else NOBODY


def key_in(name: str) -> str:
    """The id of the article, "" where the name has none."""
    found = KEY.findall(name)
    return found[-1] if found else ""


def coder_in(name: str) -> Coder | None:
    """By the last folder; None where there is no folder, or nobody's."""
    folder = name.rpartition("/")[0].rpartition("/")[2]
    return None if folder in ("", NOBODY) else Coder.of_label(folder)
