from django.urls import URLPattern, URLResolver, path

from annotations.views.sources import source_detail, source_list

urlpatterns: list[URLPattern | URLResolver] = [
    path("sources/", source_list, name="source-list"),
    path("sources/<uuid:pk>/", source_detail, name="source-detail"),
]
