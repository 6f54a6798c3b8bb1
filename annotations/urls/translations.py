from django.urls import URLPattern, URLResolver, include, path

from annotations.views import translations

translation_urls = [
    path("", translations.translation_list, name="translation-list"),
    path("add/", translations.translation_create, name="translation-create"),
    path("<uuid:translation>/", translations.translation_detail, name="translation-detail"),
    path("<uuid:translation>/delete/", translations.translation_delete, name="translation-delete"),
    path(
        "<uuid:translation>/counterparts/",
        translations.counterpart_update,
        name="counterpart-update",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<uuid:pk>/translations/", include(translation_urls)),
]
