from django.urls import URLPattern, URLResolver, path

from annotations.views.search import search

urlpatterns: list[URLPattern | URLResolver] = [path("search/", search, name="search")]
