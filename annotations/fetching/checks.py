"""A mistake in what may be fetched is told when the server starts, not when somebody fetches."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from annotations.fetching.places import Allowed


@register()
def allowances_make_sense(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    wrong: list[CheckMessage] = []
    for written in settings.FETCH_ALLOW:
        try:
            Allowed.read(written)
        except ValueError as error:
            hint = "Write numbers as 10.1.2.3, 10.1.0.0/16 or 10.1.2.3:8080."
            text = f"ATTACHE_FETCH_ALLOW: {written!r} is no number of a network ({error})."
            wrong.append(Error(text, hint=hint, id="annotations.E001"))
    return wrong
