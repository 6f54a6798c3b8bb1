"""Why something did not come, so that it can be kept and put into the reader's words later."""

from typing import Any

from annotations.actions.keeping import Refused
from annotations.domain.text import CannotExtract
from annotations.fetching import NotFetched

# Worth another try: the site may answer then, or answer better.
PASSING = {"unreachable", "too_slow", "busy", "failed", "broken", "robots_away", "unknown_host"}


def as_failure(refusal: NotFetched | CannotExtract | Refused) -> dict[str, Any]:
    if isinstance(refusal, NotFetched):
        return {"of": "fetching", "code": refusal.code, "params": refusal.params}
    if isinstance(refusal, CannotExtract):
        return {"of": "extraction", "code": refusal.code, "params": refusal.params}
    return {"of": "taking", "sentence": str(refusal)}


def may_pass(refusal: Exception) -> bool:
    return isinstance(refusal, NotFetched) and refusal.code in PASSING
