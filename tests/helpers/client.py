"""A test client that reads every page it gets, and refuses what must never be sent."""

import gzip
import json
import re
from collections import Counter
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string
from lxml import html

from annotations.models import Session, User
from annotations.web.sessions import SessionStore

LEAKS = re.compile(r"\{\{|\{%|\}\}|%\}")
SWAPPED_ERRORS = {409, 422}
# How attributes begin that hold code.
HANDLERS = ("on", "hx-on", "data-hx-on")


class StrictClient(Client):
    """Checks each HTML response; `htmx=True` sends a request as htmx does."""

    def force_login(self, user: User, backend: str | None = None) -> None:
        """Sign in by one statement: Django's way takes a dozen, and thousands of tests begin with it."""
        facts = {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: backend or settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
        session = Session.objects.create(
            session_key=get_random_string(32, VALID_KEY_CHARS),
            session_data=SessionStore().encode(facts),
            expire_date=timezone.now() + timedelta(days=1),
            user=user,
        )
        self.cookies[settings.SESSION_COOKIE_NAME] = session.session_key

    def generic(self, *args: Any, htmx: bool = False, **extra: Any) -> HttpResponseBase:
        if htmx:
            extra["headers"] = {"HX-Request": "true"} | (extra.get("headers") or {})
        return super().generic(*args, **extra)

    def request(self, **request: Any) -> HttpResponseBase:
        response = super().request(**request)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        # Django's own admin is not ours to mend, but it has to keep to the same rules.
        if isinstance(response, HttpResponse) and is_html and response.content.strip():
            # What htmx does not swap (403, 404 …) may be a whole page.
            is_swapped = response.status_code < 400 or response.status_code in SWAPPED_ERRORS
            is_fragment = bool(request.get("HTTP_HX_REQUEST")) and is_swapped
            content = response.content
            if response.headers.get("Content-Encoding") == "gzip":
                content = gzip.decompress(content)
            problems = problems_of(content.decode(), is_fragment)
            assert not problems, f"{request.get('PATH_INFO')}: {problems}"
        return response


def is_json(value: str) -> bool:
    """Nested JSON in an attribute ends in braces too."""
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def leaks_of(tree: html.HtmlElement) -> list[str]:
    """Where template syntax is left, in words and in attributes."""
    leaks = [
        f"leaked template syntax: {text.strip()[:80]!r}"
        for text in tree.itertext()
        if LEAKS.search(text)
    ]
    for element in tree.iter(html.etree.Element):
        for name, value in element.items():
            if LEAKS.search(value) and not is_json(value):
                leaks.append(f"leaked template syntax in {name}: {value[:80]!r}")
    return leaks


def problems_of(page: str, is_fragment: bool) -> list[str]:
    """What is wrong with a page, in words; empty when nothing is."""
    tree = html.document_fromstring(page)
    # Most pages have none at all, and then nobody needs to ask where.
    problems = leaks_of(tree) if LEAKS.search(page) else []
    for name, count in Counter(tree.xpath("//*[not(@hx-swap-oob='delete')]/@id")).items():
        if count > 1:
            problems.append(f"{count} elements with the id {name!r}")
    for form in tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        if not form.xpath(".//input[@name = 'csrfmiddlewaretoken']"):
            problems.append(f"a form without a token: {form.get('action')}")
    for element in tree.iter(html.etree.Element):
        for name in element.attrib:
            if name.startswith(HANDLERS):
                problems.append(f"inline handler {name} on <{element.tag}>")
            if name == "style":
                problems.append(f"inline style on <{element.tag}>")
        if element.tag == "style":
            problems.append("a <style> element")
        # Blocks of data are no scripts: the policy lets them pass.
        kind = element.get("type", "")
        if element.tag == "script" and not element.get("src") and "json" not in kind:
            problems.append("a <script> with a body")
        if element.tag == "img" and element.get("alt") is None:
            problems.append("an <img> without alt")
    if is_fragment and re.search(r"<html|<body", page, re.IGNORECASE):
        problems.append("a whole page where a fragment was asked for")
    return problems
