"""Pages and fragments: the same view and context, another template."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from annotations.web.http import Request


def is_fragment(request: Request) -> bool:
    """Whether htmx asked for a part of a page; boosted and restored pages are whole ones."""
    htmx = request.htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def render_page(
    request: Request, page: str, fragment: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The template `fragment` for htmx, `page` otherwise; caches keep the two apart."""
    template = fragment if is_fragment(request) else page
    response = render(request, template, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
