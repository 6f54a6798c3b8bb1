"""Whose a file of a CAS is: by our folders, or as INCEpTION names what it exports."""

import re

from annotations.domain.coded import GOLD, Coder
from annotations.exchange.coded.naming import coder_in

# annotation/an-article.txt/ada.json; curation/an-article.txt/CURATION_USER.json
EXPORTED = re.compile(r"(?:^|/)(annotation|curation)(?:_ser)?/[^/]+/([^/]+)\.(?:json|xmi)$")
NOBODYS = {"INITIAL_CAS"}


def coder_of(path: str) -> Coder | None:
    if found := EXPORTED.search(path):
        return Coder(GOLD) if found[1] == "curation" else Coder(name=found[2])
    return coder_in(path)


def is_of_nobody(path: str) -> bool:
    """A text before anybody annotated it."""
    found = EXPORTED.search(path)
    return bool(found and found[2] in NOBODYS)
