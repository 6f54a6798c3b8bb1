"""Requests straight into the WSGI application: all of the server is in the times, no network."""

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client

from annotations.models import User


@dataclass(frozen=True)
class Took:
    """Milliseconds. On a busy machine the processor's say more about the code."""

    clock: float
    processor: float


@dataclass(frozen=True)
class Answer:
    headers: dict[str, str]
    content: bytes


class Browser:
    """Somebody who is signed in and sends what a browser would."""

    def __init__(self, user: User) -> None:
        client = Client()
        client.force_login(user)
        self.token = _get_new_csrf_string()
        cookies = [f"{one.key}={one.value}" for one in client.cookies.values()]
        self.cookies = "; ".join([*cookies, f"csrftoken={self.token}"])
        self.application = WSGIHandler()

    def get(self, address: str) -> tuple[Answer, Took]:
        return self._send({"REQUEST_METHOD": "GET", "PATH_INFO": address}, b"")

    def post(self, address: str, fields: dict[str, object]) -> tuple[Answer, Took]:
        """As htmx sends it."""
        environment = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": address,
            "HTTP_HX_REQUEST": "true",
            "HTTP_X_CSRFTOKEN": self.token,
        }
        return self._send(environment, urlencode(fields, doseq=True).encode())

    def _send(self, more: dict[str, str], body: bytes) -> tuple[Answer, Took]:
        environment: dict[str, Any] = {
            "QUERY_STRING": "",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": self.cookies,
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            **more,
        }
        return timed(self._answer, environment)

    def _answer(self, environment: dict[str, Any]) -> Answer:
        started: list[tuple[str, list[tuple[str, str]]]] = []
        response = self.application(
            environment, lambda status, headers, *_: started.append((status, headers))
        )
        content = b"".join(response)
        response.close()
        status, headers = started[0]
        assert status.startswith("200"), f"{status} {content[:500]!r}"
        return Answer(dict(headers), content)


def timed(do: Callable[..., Answer], *arguments: object) -> tuple[Answer, Took]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = do(*arguments)
    took = Took((time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000)
    return answer, took
