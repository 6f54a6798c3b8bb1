from django.urls import URLPattern, URLResolver, path

from annotations.views import concordance
from annotations.views.search import search

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search, name="search"),
    path("search/lines/", concordance.concordance_page, name="concordance"),
    path("search/lines/table.csv", concordance.concordance_table, name="concordance-table"),
]
