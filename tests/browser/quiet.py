"""What pages tell the server without anybody waiting for it, also while they are being closed."""

from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any


class QuietPosts:
    """The live server's application; while it is shut, where somebody reads, and for how long, is no matter to it.

    After a test the database is emptied: nothing may write to it meanwhile.
    """

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application = application
        self.is_shut = False
        self.lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not environ["PATH_INFO"].endswith(("/position/", "/time/")):
            return self.application(environ, start_response)
        with self.lock:
            if self.is_shut:
                start_response("204 No Content", [])
                return []
            response = self.application(environ, start_response)
            body = list(response)
            response.close()
            return body

    def open(self) -> None:
        self.is_shut = False

    def shut(self) -> None:
        """Wait for what is being done, and let nothing more in."""
        with self.lock:
            self.is_shut = True
