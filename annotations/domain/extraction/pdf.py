"""PDF files. They are read by a process of their own, which may neither run long nor grow large."""

import json
import subprocess
import sys
from pathlib import Path

from annotations.domain.extraction.extracts import Contents
from annotations.domain.extraction.pdf_lines import Line, pieces_of
from annotations.domain.text import CannotExtract

SECONDS = 40
# Run as a file and isolated: it needs pypdf and none of us, and starts four times as fast.
WORKER = Path(__file__).with_name("pdf_worker.py")
MIN_LETTERS = 40
"""Fewer in a whole file are a stamp on a picture rather than an article."""


def contents_of(data: bytes) -> Contents:
    """The pieces of a PDF: lines joined to paragraphs, running heads and page numbers dropped.

    Raises CannotExtract: encrypted, scanned, no_text, broken_file, too_complex.
    """
    answer = _ask(data)
    if "refusal" in answer:
        raise CannotExtract(str(answer["refusal"]), **answer.get("params", {}))
    lines = [Line(*values) for values in answer["lines"]]
    letters = sum(c.isalpha() for line in lines for c in line.text)
    if letters < MIN_LETTERS:
        raise CannotExtract("scanned" if answer["has_pictures"] else "no_text")
    return Contents(pieces=tuple(pieces_of(lines)))


def _ask(data: bytes) -> dict:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotExtract("too_complex", detail=f"more than {SECONDS} seconds") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        # The worker answers for all that is broken in a file; it was ended for using too much.
        raise CannotExtract("too_complex", detail="too much memory or time") from error
    return answer if isinstance(answer, dict) else {}
