"""Programs that ask: each person of the cast with a token of some scope."""

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from annotations.actions.tokens import make_token
from annotations.models import User


@dataclass
class Program:
    """Sends JSON with somebody's token; `match` is the If-Match of a write."""

    secret: str = ""

    def ask(self, method: str, path: str, body: Any = None, match: str = "", **headers: str) -> Any:
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        if match:
            headers["If-Match"] = match
        content = {} if body is None else {"data": json.dumps(body)}
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return Client().generic(
            method, f"/api{path}", content_type="application/json", headers=headers, **content
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)


@pytest.fixture
def program():
    """`program(cast.owner, "read")` is a program of theirs; `program(None)` has no token."""

    def make(user: User | None, scope: str = "admin") -> Program:
        if user is None:
            return Program()
        at = timezone.now()
        _row, secret = make_token(
            user=user, name="Script", scope=scope, expires_at=None, by=user, at=at
        )
        return Program(secret)

    return make


def is_problem(response: Any, status: int) -> bool:
    """Of that status, with all that a problem says."""
    told = json.loads(response.content)
    assert response.status_code == status, told
    assert response["Content-Type"] == "application/problem+json"
    assert told["status"] == status
    assert told["title"]
    assert told["detail"]
    return True
