"""Who can sign in to the demo, and with what."""

import json
import os
import secrets
from pathlib import Path

from annotations.domain.demo import DEMO_LOGINS, DEMO_PASSWORD

# What each of them is there for.
PARTS = {
    "analyst": "annotates",
    "second": "annotates the same articles, independently",
    "curator": "brings in articles, looks after experts and sources",
    "admin": "may do everything, and has the admin pages",
}
# Without letters that look like others: they are read from a screen and typed.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def passwords(data: Path, *, is_public: bool) -> dict[str, str]:
    """{user name: password}: the well-known one, or where others can reach the demo, random ones.

    The random ones are made once for each data folder.
    """
    if not is_public:
        return dict.fromkeys(DEMO_LOGINS, DEMO_PASSWORD)
    path = data / "demo-passwords.json"
    try:
        found = json.loads(path.read_text("utf-8"))
        if isinstance(found, dict) and found.keys() == set(DEMO_LOGINS):
            return found
    except (OSError, ValueError):
        pass
    made = {name: "-".join(word() for _ in range(3)) for name in DEMO_LOGINS}
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(made, file)
    return made


def word() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(4))


def table(known: dict[str, str]) -> str:
    """The lines that tell people how to sign in."""
    width = max(map(len, known.values()))
    return "\n".join(
        f"    {name:<8} {password:<{width}}  {PARTS[name]}" for name, password in known.items()
    )
