"""Telling an address that somebody gave us, by the same guarded way as fetching."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException

from django.conf import settings

from annotations.fetching.connecting import Deadline, connected
from annotations.fetching.errors import NotFetched
from annotations.fetching.targets import target_of

SECONDS = 10.0


def send(url: str, body: bytes, *, headers: Mapping[str, str], seconds: float = SECONDS) -> int:
    """POST the body there; the status of the answer, of which nothing else is read.

    Nowhere but there: a redirect is an answer like any other. Robots are asked nothing, since it
    was the site that asked us. Never within a transaction. Raises NotFetched.
    """
    target, deadline = target_of(url), Deadline(seconds)
    with connected(target, deadline) as found:
        connection = HTTPConnection(target.host, target.port)
        connection.sock, connection.auto_open = found, 0
        sent = {
            "Host": target.authority,
            "User-Agent": settings.FETCH_AGENT,
            "Connection": "close",
            **headers,
        }
        try:
            connection.request("POST", target.path, body, sent)
            with connection.getresponse() as response:
                return response.status
        except (OSError, HTTPException, ValueError) as error:
            deadline.check(target.host)
            raise NotFetched("broken", host=target.host) from error
