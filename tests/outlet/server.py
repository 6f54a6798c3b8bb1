"""The server itself. Pages can be put, changed, moved and taken away while it runs."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

HERE = Path(__file__).parent
# For the name outlet.test, valid for a hundred years, trusted by nobody but a test.
CERTIFICATE, KEY = HERE / "outlet.test.crt", HERE / "outlet.test.key"

Answer = Callable[["Handler"], None]


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]


@dataclass
class Outlet:
    """`with Outlet() as outlet:` runs it. What it has no page for is 404, robots.txt as well."""

    tls: bool = False
    requests: list[Request] = field(default_factory=list)
    _answers: dict[str, Answer] = field(default_factory=dict)

    def __enter__(self) -> "Outlet":
        outlet = self

        class Bound(Handler):
            def do_GET(self) -> None:
                outlet.requests.append(
                    Request(self.path, {n.lower(): v for n, v in self.headers.items()})
                )
                outlet._answers.get(self.path.partition("?")[0], not_found)(self)

        self._server = Server(("127.0.0.1", 0), Bound)
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE, KEY)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order, robots.txt aside."""
        return [request.path for request in self.requests if request.path != "/robots.txt"]

    def put(
        self,
        path: str,
        body: str | bytes = b"",
        media_type: str = "text/html; charset=utf-8",
        status: int = 200,
        **headers: str,
    ) -> None:
        """A page; `etag=` and `last_modified=` are honoured in the requests that follow."""
        data = body.encode() if isinstance(body, str) else body
        sent = {name.replace("_", "-").title(): value for name, value in headers.items()}
        if media_type:
            sent["Content-Type"] = media_type

        def answer(handler: "Handler") -> None:
            asked = (handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since"))
            known = (sent.get("Etag"), sent.get("Last-Modified"))
            same = any(one and one == other for one, other in zip(asked, known, strict=True))
            handler.answer(304 if same else status, b"" if same else data, sent)

        self._answers[path] = answer

    def move(self, path: str, to: str, status: int = 302) -> None:
        self.put(path, status=status, location=to)

    def take_away(self, path: str) -> None:
        self._answers.pop(path, None)

    def answer(self, path: str, answer: Answer) -> None:
        """Whatever it is: see tests/outlet/hostile.py."""
        self._answers[path] = answer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args: Any) -> None:
        """Tests read `requests`."""


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what several tests are about."""


def not_found(handler: Handler) -> None:
    handler.answer(404, b"Not here.", {"Content-Type": "text/plain"})
