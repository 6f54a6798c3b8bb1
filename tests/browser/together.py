"""Scripts and sheets as `collectstatic` leaves them: the pages load a tenth as many files."""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from config import bundles
from config.minifying import minified

STATIC = Path(__file__).resolve().parents[2] / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
MAKE = {".js": bundles.script, ".css": bundles.sheet}


def read(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


@cache
def made(name: str) -> bytes:
    """What a browser gets for `js/…` or `css/…`."""
    suffix = name[name.rindex(".") :]
    return minified(MAKE[suffix](name, read), suffix).encode()


class PutTogether:
    """The live server's application; `in_many_files` while a test asks for single modules."""

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application = application
        self.in_many_files = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        name = environ["PATH_INFO"].removeprefix("/static/")
        is_ours = name.startswith(("js/", "css/")) and (STATIC / name).is_file()
        if self.in_many_files or not is_ours:
            return self.application(environ, start_response)
        body = made(name)
        kind = TYPES[name[name.rindex(".") :]]
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]
