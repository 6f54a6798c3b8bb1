from django.urls import URLPattern, URLResolver, include, path

from annotations.views import assigning, nexts

assigning_urls = [
    path("", assigning.assignment_list, name="assignment-list"),
    path("assign/", assigning.assignment_create, name="assignment-create"),
    path("share/", assigning.assignment_preview, name="assignment-preview"),
    path("fill/", assigning.assignment_fill, name="assignment-fill"),
    path("release/", assigning.assignment_release, name="assignment-release"),
    path("open/", assigning.article_open, name="article-open"),
    path("close/", assigning.article_close, name="article-close"),
    path("undo/", assigning.assignment_undo, name="assignment-undo"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/next/", nexts.article_next, name="article-next"),
    path("projects/<uuid:pk>/assignments/", include(assigning_urls)),
]
