"""Citing a statement: by whom, in which article, as printed on which day and read on which."""

from annotations.domain.citations.apa import apa_in_text, apa_reference
from annotations.domain.citations.authors import Author, authors_of
from annotations.domain.citations.bibtex import bibtex
from annotations.domain.citations.chicago import chicago_bibliography, chicago_note
from annotations.domain.citations.cited import Cited
from annotations.domain.citations.ris import ris
from annotations.domain.citations.runs import Run, plain

__all__ = [
    "Author",
    "Cited",
    "Run",
    "apa_in_text",
    "apa_reference",
    "authors_of",
    "bibtex",
    "chicago_bibliography",
    "chicago_note",
    "plain",
    "ris",
]
