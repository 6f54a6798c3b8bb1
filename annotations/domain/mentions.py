"""“@ada” in what people say to one another: whom they call."""

import re
from collections.abc import Collection


def called_in(text: str, logins: Collection[str]) -> set[str]:
    """Those of the logins that the text calls, as they are written in `logins`."""
    return {login for _, login in pieces(text, logins) if login}


def pieces(text: str, logins: Collection[str]) -> list[tuple[str, str]]:
    """The text in pieces, each with the login that it calls, "" for all else.

    Of “@ada.quill” and “@ada” the longer one is meant; a full stop behind it ends the sentence.
    """
    if not logins or "@" not in text:
        return [(text, "")] if text else []
    known = {login.lower(): login for login in logins}
    longest = sorted(known, key=len, reverse=True)
    wanted = "|".join(re.escape(login) for login in longest)
    found = re.compile(rf"(?<![\w.@+-])@({wanted})(?![\w@+-])(?!\.\w)", re.IGNORECASE)
    parts, at = [], 0
    for match in found.finditer(text):
        parts += [(text[at : match.start()], ""), (match[0], known[match[1].lower()])]
        at = match.end()
    return [part for part in [*parts, (text[at:], "")] if part[0]]
