"""Addresses of what is part of something else now."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from annotations.queries.merging import merged_into
from annotations.web.http import Request

View = Callable[..., HttpResponse]


def following_merges(view: View) -> View:
    """Decorator for the page of an actor: who was merged into another one leads to that one."""

    @wraps(view)
    def followed(request: Request, pk: UUID) -> HttpResponse:
        try:
            return view(request, pk)
        except Http404:
            kept = merged_into(pk)
            if kept is None:
                raise
            return redirect("actor-detail", kept)

    return followed
