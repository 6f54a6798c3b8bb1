"""The API. Its own addresses are those of `annotations.api.service`."""

from django.urls import URLPattern, URLResolver, include, path

from annotations.api.docs import documentation
from annotations.api.service import addresses, description

urlpatterns: list[URLPattern | URLResolver] = [
    path("openapi.json", description, name="api-description"),
    path("docs", documentation, name="api-docs"),
    path("", include(addresses())),
]
