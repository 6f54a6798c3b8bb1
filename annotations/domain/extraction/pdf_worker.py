"""Run by pdf.py: a PDF on standard input, its lines as JSON on standard output."""

import io
import json
import logging
import sys
import time
from collections.abc import Iterator
from typing import Any

MAX_PAGES = 600
MAX_SECONDS = 30
MAX_MEMORY = 1024**3
MAX_CHARACTERS = 6_000_000
LineValues = tuple[int, float, float, float, bool, str]


def main() -> None:
    _limit()
    logging.disable(logging.CRITICAL)
    json.dump(answer_for(sys.stdin.buffer.read()), sys.stdout)


def answer_for(data: bytes) -> dict[str, Any]:
    """`{"lines": …, "has_pictures": …}` or `{"refusal": code, "params": …}`."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"refusal": "encrypted"}
        if len(reader.pages) > MAX_PAGES:
            detail = f"more than {MAX_PAGES} pages"
            return {"refusal": "too_complex", "params": {"detail": detail}}
        return _read(reader)
    except DependencyError:
        # Ciphers that need a library of their own are used with passwords only.
        return {"refusal": "encrypted"}
    except MemoryError:
        return {"refusal": "too_complex", "params": {"detail": "too much memory"}}
    except PyPdfError as error:
        if "decrypt" in str(error).lower():
            return {"refusal": "encrypted"}
        return {"refusal": "broken_file", "params": {"what": ".pdf"}}
    # pypdf trips over damaged files in every way that Python has.
    except Exception:
        return {"refusal": "broken_file", "params": {"what": ".pdf"}}


def _read(reader: Any) -> dict[str, Any]:
    lines: list[LineValues] = []
    has_pictures = False
    size = 0
    until = time.monotonic() + MAX_SECONDS
    for number, page in enumerate(reader.pages):
        if time.monotonic() > until or size > MAX_CHARACTERS:
            detail = (
                f"more than {MAX_SECONDS} seconds" if size <= MAX_CHARACTERS else "too much text"
            )
            return {"refusal": "too_complex", "params": {"detail": detail}}
        for line in lines_of(number, page):
            size += len(line[-1])
            lines.append(line)
        has_pictures = has_pictures or "/Image" in str(page.get("/Resources", {}).get_object())
        has_pictures = has_pictures or bool(_pictures(page))
    return {"lines": lines, "has_pictures": has_pictures}


def _pictures(page: Any) -> bool:
    objects = page["/Resources"].get("/XObject", {}) if "/Resources" in page else {}
    objects = objects.get_object() if hasattr(objects, "get_object") else objects
    return any(value.get_object().get("/Subtype") == "/Image" for value in objects.values())


def lines_of(number: int, page: Any) -> Iterator[LineValues]:
    """(page, x, y, size, bold, text) of each line, in the order in which the file draws them."""
    chunks: list[tuple[float, float, float, bool, str]] = []

    def visit(text: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        height = abs(size * (tm[3] or tm[0] or 1) * (cm[3] or cm[0] or 1))
        name = str(font.get("/BaseFont", "")).lower() if font else ""
        chunks.append((x, y, height, "bold" in name or "black" in name, text))

    page.extract_text(visitor_text=visit)
    line: list[tuple[float, float, float, bool, str]] = []
    for x, y, height, bold, text in chunks:
        for n, part in enumerate(text.split("\n")):
            if n:
                yield from _line(number, line)
                line = []
            if part:
                line.append((x, y, height, bold, part))
    yield from _line(number, line)


def _line(number: int, chunks: list[tuple[float, float, float, bool, str]]) -> Iterator[LineValues]:
    written = [chunk for chunk in chunks if chunk[4].strip()]
    if written:
        x, y, _, _, _ = written[0]
        size = max(chunk[2] for chunk in written)
        bold = all(chunk[3] for chunk in written)
        text = "".join(chunk[4] for chunk in chunks).strip()
        yield number, round(x, 1), round(y, 1), round(size, 1), bold, text


def _limit() -> None:
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, MAX_SECONDS + 5)):
        _, hard = resource.getrlimit(what)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (wanted, hard))


if __name__ == "__main__":
    main()
