from django.urls import URLPattern, path

from annotations.views import flags

urlpatterns: list[URLPattern] = [
    path("articles/<uuid:pk>/flag/", flags.article_flag, name="article-flag"),
    path(
        "articles/<uuid:pk>/annotations/<int:number>/flag/",
        flags.annotation_flag,
        name="annotation-flag",
    ),
]
