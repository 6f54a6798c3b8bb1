"""Files that are written while they are sent."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse


def csv_file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )


def no_file(sentence: str) -> HttpResponse:
    """Why there is none, where one was asked for."""
    return HttpResponse(sentence, status=422, content_type="text/plain")
