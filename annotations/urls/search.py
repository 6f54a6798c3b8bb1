from django.urls import URLPattern, URLResolver, path

from annotations.views import concordance, saved_searches
from annotations.views.search import search

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search, name="search"),
    path("search/saved/", saved_searches.saved_search_create, name="saved-search-create"),
    path("search/saved/<uuid:pk>/seen/", saved_searches.saved_search_see, name="saved-search-see"),
    path(
        "search/saved/<uuid:pk>/delete/",
        saved_searches.saved_search_delete,
        name="saved-search-delete",
    ),
    path(
        "search/saved/<uuid:pk>/<str:token>.atom",
        saved_searches.saved_search_feed,
        name="saved-search-feed",
    ),
    path("search/lines/", concordance.concordance_page, name="concordance"),
    path("search/lines/table.csv", concordance.concordance_table, name="concordance-table"),
]
