"""How much one request may bring along."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MAX_FILES = 50
MAX_TOTAL = 250 * 1024 * 1024
MARK = "attache.uploads_overflowed"


class BoundedUpload(FileUploadHandler):
    """Stops reading files once they are more than MAX_TOTAL bytes together.

    What came before stays; `overflowed(request)` tells. It runs before the CSRF check, for anybody,
    since that is when Django reads the body.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.total = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.total += len(raw_data)
        if self.total > MAX_TOTAL:
            if self.request is not None:
                self.request.META[MARK] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def overflowed(request: HttpRequest) -> bool:
    """Whether files of the request were left unread because they were too much together."""
    return bool(request.META.get(MARK))
