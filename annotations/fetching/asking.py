"""One address to its bytes, redirects followed, or to the reason why not."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urljoin

from django.conf import settings
from django.utils import timezone

from annotations.fetching.bodies import body_of
from annotations.fetching.connecting import Deadline, connected
from annotations.fetching.errors import NotFetched
from annotations.fetching.targets import Target, target_of

MAX_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}
NOT_MODIFIED = 304
BY_STATUS = {
    **dict.fromkeys((401, 402, 403, 407, 451), "denied"),
    **dict.fromkeys((404, 410), "missing"),
    **dict.fromkeys((408, 425, 429, 503), "busy"),
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. `url` is where it came from in the end; names of `headers` are in small letters.

    `data` is empty where `status` is 304: what one had before is still what there is.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    media_type: str
    charset: str | None
    data: bytes
    at: datetime

    @property
    def is_unchanged(self) -> bool:
        return self.status == NOT_MODIFIED


# What has to be done before a target is asked; it may refuse.
Before = Callable[[Target, Deadline], None]


def follow(
    url: str,
    *,
    accept: Collection[str],
    headers: Mapping[str, str],
    limit: int,
    deadline: Deadline,
    before: Before,
) -> Fetched:
    """GET `url` and wherever it sends us; each hop is checked as if it had been typed.

    Raises NotFetched.
    """
    target = target_of(url)
    for _hop in range(MAX_REDIRECTS + 1):
        before(target, deadline)
        answer = _asked(target, accept, headers, limit, deadline)
        if isinstance(answer, Fetched):
            return answer
        target = answer
    raise NotFetched("redirects", host=target.host)


def _asked(
    target: Target,
    accept: Collection[str],
    headers: Mapping[str, str],
    limit: int,
    deadline: Deadline,
) -> Fetched | Target:
    """One request. What it brings, or where it sends us."""
    with connected(target, deadline) as found:
        # Given its socket it looks nothing up by itself; a proxy of the environment is not its way.
        connection = HTTPConnection(target.host, target.port)
        connection.sock, connection.auto_open = found, 0
        try:
            connection.request("GET", target.path, headers=_sent(target, accept) | dict(headers))
            with connection.getresponse() as response:
                if response.status in REDIRECTS and response.headers.get("Location"):
                    return _next(target, response.headers["Location"])
                return _read(response, target, accept, limit, deadline)
        except (OSError, HTTPException, ValueError) as error:
            deadline.check(target.host)
            raise NotFetched("broken", host=target.host) from error


def _sent(target: Target, accept: Collection[str]) -> dict[str, str]:
    return {
        "Host": target.authority,
        "User-Agent": settings.FETCH_AGENT,
        "Accept": ", ".join([*sorted(each for each in accept if each), "*/*;q=0.1"]),
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }


def _next(target: Target, location: str) -> Target:
    # Headers are bytes; what is beyond ASCII was meant as UTF-8.
    written = location.encode("latin-1", "replace").decode("utf-8", "replace")
    return target_of(urljoin(target.url, written.strip()))


def _read(
    response: HTTPResponse,
    target: Target,
    accept: Collection[str],
    limit: int,
    deadline: Deadline,
) -> Fetched:
    status, headers = response.status, response.headers
    kind = _content_type(headers.get("Content-Type") or "")
    media_type = kind.get_content_type() if headers.get("Content-Type") else ""
    data = b""
    if status != NOT_MODIFIED:
        if not 200 <= status < 300:
            raise NotFetched(
                BY_STATUS.get(status, "failed"),
                host=target.host,
                status=status,
                retry_after=_seconds(headers.get("Retry-After")),
            )
        if media_type not in accept:
            raise NotFetched("media_type", what=media_type[:80])
        data = body_of(response, target.host, limit, deadline)
        if not data.strip():
            raise NotFetched("empty", host=target.host)
    return Fetched(
        url=target.url,
        status=status,
        headers={name.lower(): value for name, value in headers.items()},
        media_type=media_type,
        charset=kind.get_content_charset(),
        data=data,
        at=timezone.now(),
    )


def _seconds(written: str | None) -> int:
    """How long to stay away; 0 where the site does not say, or names a day instead."""
    return int(written) if written and written.isascii() and written.isdigit() else 0


def _content_type(value: str) -> Message:
    found = Message()
    found["Content-Type"] = value.replace("\r", " ").replace("\n", " ")
    return found
