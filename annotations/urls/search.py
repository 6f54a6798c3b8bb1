from django.urls import URLPattern, URLResolver, path

from annotations.views import bulk_acts, collocates, concordance, saved_searches, search_acts
from annotations.views.saved_search_feed import saved_search_feed
from annotations.views.search import search, search_counts

urlpatterns: list[URLPattern | URLResolver] = [
    path("search/", search, name="search"),
    path("search/act/", search_acts.search_act, name="search-act"),
    path("search/act/do/", search_acts.search_act_do, name="search-act-do"),
    path("bulk-acts/<uuid:pk>/", bulk_acts.bulk_act_detail, name="bulk-act-detail"),
    path("bulk-acts/<uuid:pk>/retry/", bulk_acts.bulk_act_retry, name="bulk-act-retry"),
    path("bulk-acts/<uuid:pk>/stop/", bulk_acts.bulk_act_stop, name="bulk-act-stop"),
    path("bulk-acts/<uuid:pk>/back/", bulk_acts.bulk_act_take_back, name="bulk-act-take-back"),
    path("search/counts/", search_counts, name="search-counts"),
    path("search/saved/", saved_searches.saved_search_list, name="saved-search-list"),
    path("search/saved/new/", saved_searches.saved_search_create, name="saved-search-create"),
    path("search/saved/<uuid:pk>/", saved_searches.saved_search_detail, name="saved-search-detail"),
    *[
        path(f"search/saved/<uuid:pk>/{verb}/", act, name=f"saved-search-{verb}")
        for verb, act in {
            "ask": saved_searches.saved_search_ask,
            "change": saved_searches.saved_search_change,
            "delete": saved_searches.saved_search_delete,
            "move": saved_searches.saved_search_move,
            "restore": saved_searches.saved_search_restore,
            "see": saved_searches.saved_search_see,
        }.items()
    ],
    path("search/saved/<uuid:pk>/<str:token>.atom", saved_search_feed, name="saved-search-feed"),
    path("search/lines/", concordance.concordance_page, name="concordance"),
    path("search/lines/table.csv", concordance.concordance_table, name="concordance-table"),
    path("search/lines/drawn.csv", collocates.collocate_table, name="collocate-table"),
]
