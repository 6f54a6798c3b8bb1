"""What a site asks of programs, and how long to wait between two requests to it."""

import hashlib
from time import sleep

from django.conf import settings
from django.core.cache import cache
from protego import Protego

from annotations.fetching.asking import follow
from annotations.fetching.connecting import Deadline
from annotations.fetching.errors import NotFetched
from annotations.fetching.targets import Target

# A day, as RFC 9309 allows at most; a site that was away is asked again soon.
KEPT, KEPT_AWAY = 24 * 60 * 60, 10 * 60
# RFC 9309: at least so much of a robots.txt has to be read.
MOST_ROBOTS = 512 * 1024
SECONDS = 10.0
# A site may ask for more time between two requests; more than this we do not wait.
MAX_PAUSE = 10
LOOK_AGAIN = 0.1
AWAY = "away"


def await_turn(target: Target, deadline: Deadline) -> None:
    """Wait until the host may be asked again. Raises NotFetched: robots, robots_away, too_slow."""
    rules = _rules(target)
    agent = settings.FETCH_AGENT.partition("/")[0]
    if not rules.can_fetch(target.url, agent):
        raise NotFetched("robots", host=target.host)
    pause = max(settings.FETCH_PAUSE, rules.crawl_delay(agent) or 0)
    _wait(target, min(pause, MAX_PAUSE), deadline)


def _wait(target: Target, pause: float, deadline: Deadline) -> None:
    """One request to a host at a time, whichever process makes it: the cache is shared by all."""
    while pause and not cache.add(_key("asked", target), True, timeout=pause):
        deadline.check(target.host)
        sleep(LOOK_AGAIN)


def _key(what: str, target: Target) -> str:
    """A name may be longer than a key."""
    return f"fetching:{what}:{hashlib.sha256(target.origin.encode()).hexdigest()}"


def _rules(target: Target) -> Protego:
    name = _key("robots", target)
    text = cache.get(name)
    if text is None:
        text = _robots_of(target)
        cache.set(name, text, KEPT_AWAY if text == AWAY else KEPT)
    if text == AWAY:
        raise NotFetched("robots_away", host=target.host)
    return Protego.parse(text)


def _robots_of(target: Target) -> str:
    """What robots.txt says; "" where there is none, and AWAY where nobody can tell."""
    try:
        found = follow(
            f"{target.origin}/robots.txt",
            accept={"text/plain", ""},
            headers={},
            limit=MOST_ROBOTS,
            deadline=Deadline(SECONDS),
            # What says who may fetch is itself fetched by everybody.
            before=lambda target, deadline: None,
        )
    except NotFetched as refusal:
        if refusal.code in {"missing", "denied", "media_type", "empty", "too_large"}:
            return ""
        if refusal.code in {"busy", "failed", "broken", "encoding", "redirects", "too_slow"}:
            return AWAY
        raise
    return found.data.decode("utf-8", "replace")
