"""The documentation of the API as a page, made by Swagger UI of its description."""

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from annotations.web.guards import reading
from annotations.web.http import Request


@reading
def documentation(request: Request) -> HttpResponse:
    """For whoever is signed in, so that trying something out works: it is done as themselves."""
    context = {
        "options": {
            "url": reverse("api-description"),
            "layout": "BaseLayout",
            "deepLinking": True,
            # What is shown is of this site alone; nothing of it is sent to a validator elsewhere.
            "validatorUrl": None,
        },
        "token": get_token(request),
    }
    return render(request, "api/docs.html", context)
