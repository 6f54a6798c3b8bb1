"""Files that are written while they are sent."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import HttpResponse, StreamingHttpResponse

# Some 20 KB.
LINES = 500


def csv_file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    return sent(lines, "text/csv; charset=utf-8", f"{name}.csv")


def sent(lines: Iterable[str], content_type: str, filename: str) -> StreamingHttpResponse:
    """Many lines at a time: each piece is passed from hand to hand by itself until it is sent."""
    return StreamingHttpResponse(
        _in_pieces(lines),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def _in_pieces(lines: Iterable[str]) -> Iterator[str]:
    left = iter(lines)
    while piece := "".join(islice(left, LINES)):
        yield piece


def no_file(sentence: str) -> HttpResponse:
    """Why there is none, where one was asked for."""
    return HttpResponse(sentence, status=422, content_type="text/plain")
