"""A test client that reads every page it gets, and refuses what must never be sent."""

import gzip
import json
import re
from collections import Counter
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.test import Client
from lxml import html

LEAKS = re.compile(r"\{\{|\{%|\}\}|%\}")
INLINE_HANDLER = re.compile(r"on[a-z]+")
SWAPPED_ERRORS = {409, 422}
FORBIDDEN_HTMX = ("hx-on", "data-hx-on")


class StrictClient(Client):
    """Checks each HTML response; `htmx=True` sends a request as htmx does."""

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


def problems_of(page: str, is_fragment: bool) -> list[str]:
    """What is wrong with a page, in words; empty when nothing is."""
    problems = []
    tree = html.document_fromstring(page)
    for text in (t for t in tree.itertext() if LEAKS.search(t)):
        problems.append(f"leaked template syntax: {text.strip()[:80]!r}")
    for name, count in Counter(tree.xpath("//*[not(@hx-swap-oob='delete')]/@id")).items():
        if count > 1:
            problems.append(f"{count} elements with the id {name!r}")
    for form in tree.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        if not form.xpath(".//input[@name = 'csrfmiddlewaretoken']"):
            problems.append(f"a form without a token: {form.get('action')}")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if INLINE_HANDLER.fullmatch(name) or name.startswith(FORBIDDEN_HTMX):
                problems.append(f"inline handler {name} on <{element.tag}>")
            if name == "style":
                problems.append(f"inline style on <{element.tag}>")
            if LEAKS.search(value) and not is_json(value):
                problems.append(f"leaked template syntax in {name}: {value[:80]!r}")
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
