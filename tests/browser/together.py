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
def made(name: str, is_open: bool = False) -> bytes:
    """What a browser gets for `js/…` or `css/…`; `is_open`: with `window.exported`."""
    suffix = name[name.rindex(".") :]
    text = MAKE[suffix](name, read)
    if is_open and suffix == ".js":
        text = opened(name, text)
    return minified(text, suffix).encode()


def opened(name: str, text: str) -> str:
    """A script put together that shows what its modules export, each under a name of its own."""
    modules = bundles.in_order(name, read).values()
    names = ["".join(found) for module in modules for found in bundles.EXPORT.findall(module)]
    end = "})();\n"
    assert text.endswith(end)
    shown = f"Object.assign(window.exported ??= {{}}, {{ {', '.join(names)} }});\n"
    return text.removesuffix(end) + shown + end


class PutTogether:
    """The live server's application.

    `in_many_files` while a test wants files as they are written; `is_open` while one asks what the
    modules of a page know.
    """

    def __init__(self, application: Callable[..., Any]) -> None:
        self.application = application
        self.in_many_files = False
        self.is_open = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        name = environ["PATH_INFO"].removeprefix("/static/")
        is_ours = name.startswith(("js/", "css/")) and (STATIC / name).is_file()
        if self.in_many_files or not is_ours:
            return self.application(environ, start_response)
        body = made(name, self.is_open)
        kind = TYPES[name[name.rindex(".") :]]
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]
